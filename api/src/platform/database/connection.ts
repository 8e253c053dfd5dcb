import type { DataSource, QueryRunner } from 'typeorm';
import type { Statement } from './rows';

interface DatabaseFault {
  readonly errno?: number;
  readonly code?: string;
  readonly message?: string;
}

const DUPLICATE = 1062;
/** Deadlock, lock wait time-out, "record has changed": the database asks us to try again. */
const TRANSIENT = new Set([1213, 1205, 1020]);
const CONNECTION_LOST = new Set([
  'PROTOCOL_CONNECTION_LOST',
  'ECONNRESET',
  'EPIPE',
  'ECONNREFUSED',
  'PROTOCOL_ENQUEUE_AFTER_FATAL_ERROR',
]);

const faultOf = (error: unknown): DatabaseFault =>
  (error as { driverError?: DatabaseFault }).driverError ?? (error as DatabaseFault);

export const isDuplicate = (error: unknown): boolean => faultOf(error).errno === DUPLICATE;
export const isTransient = (error: unknown): boolean => TRANSIENT.has(faultOf(error).errno ?? 0);
export const isConnectionLost = (error: unknown): boolean => CONNECTION_LOST.has(faultOf(error).code ?? '');

/** Name of the unique key a duplicate hit ("for key 'name'", with the table before it on MySQL 8). */
export const duplicateKeyOf = (error: unknown): string =>
  /for key '(?:[^'.]*\.)?([^']*)'/.exec(faultOf(error).message ?? '')?.[1] ?? '';

interface PacketResult {
  readonly insertId?: number;
}

const BEGIN: readonly Statement[] = [
  { sql: 'SET TRANSACTION ISOLATION LEVEL READ COMMITTED', values: [] },
  { sql: 'START TRANSACTION', values: [] },
];
const COMMIT: Statement = { sql: 'COMMIT', values: [] };

/**
 * One transaction that talks in packets: statements wait and travel together, because round trips, not fsync, dominate
 * a booking. Begins with its first packet; the last packet carries the COMMIT.
 */
export class PacketTransaction {
  private runner: QueryRunner | null = null;
  private begun = false;

  constructor(private readonly writes: DataSource) {}

  /** Sends statements in one packet; answers each one's result. */
  async send(statements: readonly Statement[]): Promise<PacketResult[]> {
    const opening = this.begun ? [] : BEGIN;
    const results = await this.packet([...opening, ...statements]);
    return results.slice(opening.length);
  }

  /** Sends the last statements and commits with them. */
  async commit(statements: readonly Statement[]): Promise<PacketResult[]> {
    const results = await this.send([...statements, COMMIT]);
    this.begun = false;
    return results;
  }

  /** Undoes whatever was sent and gives the connection back; safe after a commit and on a dead connection. */
  async close(): Promise<void> {
    const runner = this.runner;
    this.runner = null;
    if (runner === null) return;
    try {
      if (this.begun) await runner.query('ROLLBACK');
    } catch (error) {
      // A lost connection has rolled back by itself; anything else is a real fault.
      if (!isConnectionLost(error)) throw error;
    } finally {
      await runner.release();
    }
  }

  private async packet(statements: readonly Statement[]): Promise<PacketResult[]> {
    this.runner ??= this.writes.createQueryRunner();
    const sql = statements.map((statement) => statement.sql).join(';\n');
    this.begun = true;
    const result: unknown = await this.runner.query(
      sql,
      statements.flatMap((statement) => [...statement.values]),
    );
    return (statements.length === 1 ? [result] : result) as PacketResult[];
  }
}
