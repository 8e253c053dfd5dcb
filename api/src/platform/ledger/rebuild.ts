import type { DataSource } from 'typeorm';
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
 * Empties a clinic's read tables and projects its whole ledger again, in one transaction: readers see the old rows until
 * the new ones are complete. Answers how many events were read.
 */
export async function rebuildClinic({ writes, store, registry }: RebuildParts, clinicId: string): Promise<number> {
  const packets = new PacketTransaction(writes);
  try {
    await packets.send([
      { sql: 'SELECT seq FROM platform_ledger_head WHERE clinic_id = ? FOR UPDATE', values: [clinicId] },
    ]);
    await packets.send(emptied(writes, registry, clinicId));
    let seq = 0;
    for (;;) {
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
      if (events.length < PAGE) break;
    }
    await packets.commit([]);
    return seq;
  } finally {
    await packets.close();
  }
}

function emptied(writes: DataSource, registry: LedgerRegistry, clinicId: string): Statement[] {
  const tables = registry.all().flatMap((projector) => projector.tables);
  return tables.map((table) => ({
    sql: `DELETE FROM \`${writes.getMetadata(table).tableName}\` WHERE clinic_id = ?`,
    values: [clinicId],
  }));
}
