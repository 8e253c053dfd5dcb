import { DataSource } from 'typeorm';
import { PacketTransaction } from '../database/connection';
import { Rows, type Statement } from '../database/rows';
import type { EventStore } from './event-store';
import type { LedgerRegistry } from './stream';

const PAGE = 1000;

/** What a rebuild works with. */
interface RebuildParts {
  readonly writes: DataSource;
  readonly store: EventStore;
  readonly registry: LedgerRegistry;
}

/**
 * Projects a clinic's whole ledger again and puts the result in the place of its rows, in one transaction: readers see the
 * old rows until the new ones are complete. Answers how many events were read.
 *
 * The past is projected beside the present, into temporary tables that hide the real ones on this connection: a cell the
 * clinic once held and gave back may be another clinic's by now, and would stand in its way.
 */
export async function rebuildClinic(parts: RebuildParts, clinicId: string): Promise<number> {
  const tables = tablesOf(parts);
  const hiding = await hidingStatements(parts.writes, tables);
  // A connection of its own: temporary tables end with it, whatever happens, and hide nothing from anybody else.
  const own = await new DataSource({ ...parts.writes.options, poolSize: 1 } as DataSource['options']).initialize();
  const packets = new PacketTransaction(own);
  try {
    await packets.send([
      { sql: 'SELECT seq FROM platform_ledger_head WHERE clinic_id = ? FOR UPDATE', values: [clinicId] },
      ...hiding,
    ]);
    const events = await projectAll(parts, clinicId, packets);
    await packets.commit(tables.flatMap((table) => replacing(table, clinicId)));
    return events;
  } finally {
    await packets.close();
    await own.destroy();
  }
}

async function projectAll(
  { writes, store, registry }: RebuildParts,
  clinicId: string,
  packets: PacketTransaction,
): Promise<number> {
  for (let seq = 0; ;) {
    const events = await store.after(clinicId, seq, PAGE);
    const rows = new Rows(writes, clinicId);
    for (const event of events) {
      for (const projector of registry.projectorsOf(event.stream)) {
        projector.claim?.(event, rows);
        projector.project(event, rows);
      }
    }
    if (rows.statements.length > 0) await packets.send(rows.statements);
    seq += events.length;
    if (events.length < PAGE) return seq;
  }
}

const tablesOf = ({ writes, registry }: RebuildParts): string[] => [
  ...new Set(
    registry.all().flatMap((projector) => projector.tables.map((table) => writes.getMetadata(table).tableName)),
  ),
];

/** An empty temporary table of the same name and shape for each. */
async function hidingStatements(source: DataSource, tables: readonly string[]): Promise<Statement[]> {
  const statements: Statement[] = [];
  for (const table of tables) {
    const [row] = await source.query<{ 'Create Table': string }[]>(`SHOW CREATE TABLE \`${table}\``);
    if (row === undefined) throw new Error(`There is no table ${table}`);
    statements.push({ sql: row['Create Table'].replace(/^CREATE TABLE/, 'CREATE TEMPORARY TABLE'), values: [] });
  }
  return statements;
}

/** Sets the projected rows aside, brings the real table back and puts them in the place of the clinic's rows. */
const replacing = (table: string, clinicId: string): Statement[] => [
  { sql: `CREATE TEMPORARY TABLE \`rebuilt_${table}\` AS SELECT * FROM \`${table}\``, values: [] },
  { sql: `DROP TEMPORARY TABLE \`${table}\``, values: [] },
  { sql: `DELETE FROM \`${table}\` WHERE clinic_id = ?`, values: [clinicId] },
  { sql: `INSERT INTO \`${table}\` SELECT * FROM \`rebuilt_${table}\``, values: [] },
];
