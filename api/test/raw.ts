import { createHash } from 'node:crypto';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';

/** A look at the tables past the product: what is there, not what the product says is there. */
export class Raw {
  private constructor(private readonly connection: Connection) {}

  static async open(databaseUrl: string): Promise<Raw> {
    return new Raw(
      await createConnection({
        uri: databaseUrl,
        timezone: 'Z',
        supportBigNumbers: true,
        bigNumberStrings: false,
        dateStrings: false,
      }),
    );
  }

  close(): Promise<void> {
    return this.connection.end();
  }

  async rows<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
    const [rows] = await this.connection.query<RowDataPacket[]>(sql, [...values]);
    return rows as Row[];
  }

  /** Runs a statement; answers how many rows it changed. */
  async change(sql: string, values: readonly unknown[] = []): Promise<number> {
    const [result] = await this.connection.query(sql, [...values]);
    return (result as { affectedRows: number }).affectedRows;
  }

  /** Every table of the schema. */
  async tables(): Promise<string[]> {
    const rows = await this.rows<{ name: string }>(
      'SELECT TABLE_NAME AS name FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() ORDER BY name',
    );
    return rows.map(({ name }) => name);
  }

  /** All rows of a table, or one clinic's, with all their columns as sorted text, so that two moments can be compared. */
  async dump(table: string, clinicId?: string): Promise<string[]> {
    const where = clinicId === undefined ? '' : ' WHERE clinic_id = ?';
    const rows = await this.rows<Record<string, unknown>>(
      `SELECT * FROM \`${table}\`${where}`,
      clinicId === undefined ? [] : [clinicId],
    );
    return rows.map((row) => JSON.stringify(row, readable)).sort();
  }

  /** All rows of several tables. */
  async dumpAll(tables: readonly string[], clinicId?: string): Promise<Record<string, string[]>> {
    const dumps: Record<string, string[]> = {};
    for (const table of tables) dumps[table] = await this.dump(table, clinicId);
    return dumps;
  }

  /** One short number per table: equal before and after means nothing changed. */
  async fingerprints(tables: readonly string[], clinicId?: string): Promise<Record<string, string>> {
    const entries = Object.entries(await this.dumpAll(tables, clinicId));
    return Object.fromEntries(
      entries.map(([table, rows]) => [
        table,
        `${rows.length} rows ${createHash('sha256').update(rows.join('\n')).digest('hex').slice(0, 12)}`,
      ]),
    );
  }

  /** The end of a clinic's ledger: number and link. */
  async head(clinicId: string): Promise<{ seq: number; hash: string }> {
    const [row] = await this.rows<{ seq: number; hash: Buffer }>(
      'SELECT seq, hash FROM platform_ledger_head WHERE clinic_id = ?',
      [clinicId],
    );
    if (row === undefined) throw new Error(`Clinic ${clinicId} has no ledger`);
    return { seq: Number(row.seq), hash: row.hash.toString('hex') };
  }
}

/** Bytes as latin1 text: whatever is written in clear inside them can be found. */
const readable = (_: string, value: unknown): unknown =>
  typeof value === 'object' && value !== null && (value as { type?: string }).type === 'Buffer'
    ? Buffer.from((value as { data: number[] }).data).toString('latin1')
    : value;
