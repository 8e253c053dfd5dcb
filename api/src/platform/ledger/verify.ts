import type { DataSource } from 'typeorm';
import { digestOf, type EventRow, linkOf } from './event-codec';

/** One fault in a clinic's chain: where, and what kind of tampering explains it. */
export interface ChainFault {
  readonly seq: number;
  readonly kind: 'MISSING' | 'ALTERED' | 'HEAD_MISMATCH';
}

/** Result of walking a chain from its first event. */
export interface ChainReport {
  readonly clinicId: string;
  readonly events: number;
  readonly faults: readonly ChainFault[];
}

const PAGE = 2000;

/**
 * Recomputes a clinic's whole chain (AU2): finds any event changed, deleted or put elsewhere, and a cut tail by the
 * head's count. Works on ciphertext: erased persons do not break it.
 */
export async function verifyChain(source: DataSource, clinicId: string): Promise<ChainReport> {
  const faults: ChainFault[] = [];
  let seq = 0;
  let hash: Buffer = Buffer.alloc(32);
  for (;;) {
    const rows = await source.query<EventRow[]>(
      'SELECT * FROM platform_event WHERE clinic_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      [clinicId, seq, PAGE],
    );
    for (const row of rows) {
      const at = Number(row.seq);
      for (let missing = seq + 1; missing < at; missing += 1) faults.push({ seq: missing, kind: 'MISSING' });
      const intact = at === seq + 1 && linkOf(hash, digestOf(row)).equals(row.hash);
      if (!intact && at === seq + 1) faults.push({ seq: at, kind: 'ALTERED' });
      hash = row.hash;
      seq = at;
    }
    if (rows.length < PAGE) break;
  }
  return { clinicId, events: seq, faults: [...faults, ...(await headFaults(source, clinicId, seq, hash))] };
}

async function headFaults(source: DataSource, clinicId: string, seq: number, hash: Buffer): Promise<ChainFault[]> {
  const heads = await source.query<{ seq: number; hash: Buffer }[]>(
    'SELECT seq, hash FROM platform_ledger_head WHERE clinic_id = ?',
    [clinicId],
  );
  const head = heads[0];
  if (head === undefined) return [{ seq, kind: 'HEAD_MISMATCH' }];
  return Number(head.seq) === seq && head.hash.equals(hash) ? [] : [{ seq: Number(head.seq), kind: 'HEAD_MISMATCH' }];
}
