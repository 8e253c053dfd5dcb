import { randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Rows } from '../database/rows';
import { seal, unseal } from './seal';

interface KeyRow {
  readonly subject_id: string;
  readonly wrapped: Buffer | null;
}

const CACHED_KEYS = 100_000;
/** Another process may have erased a key: it is unknown here too after this long. */
const CACHED_MS = 60_000;

/**
 * Keys of persons, wrapped by their clinic's key, wrapped by the master key. Destroying a person's key makes them
 * unreadable everywhere in the immutable history, while the hash chain (over ciphertext) still verifies.
 */
export class KeyRing {
  private readonly cache = new Map<string, Buffer | null>();
  private cachedSince = Date.now();

  constructor(
    private readonly reads: DataSource,
    private readonly masterKey: Buffer,
  ) {}

  /** The key of one subject (a patient, or the clinic itself); null when it was erased, undefined when there is none yet. */
  async of(clinicId: string, subjectId: string): Promise<Buffer | null | undefined> {
    return (await this.ofMany(clinicId, [subjectId])).get(subjectId);
  }

  /** Keys of many subjects with one read for those not in memory. */
  async ofMany(clinicId: string, subjectIds: readonly string[]): Promise<Map<string, Buffer | null>> {
    if (Date.now() - this.cachedSince > CACHED_MS) this.forgetAll();
    const found = new Map<string, Buffer | null>();
    for (const id of new Set(subjectIds)) {
      const key = this.cache.get(`${clinicId}/${id}`);
      if (key !== undefined) found.set(id, key);
    }
    const missing = [...new Set(subjectIds)].filter((id) => !found.has(id));
    if (missing.length > 0) await this.fetch(clinicId, missing, found);
    return found;
  }

  /** The clinic's own key; every clinic has one from its first day. */
  async ofClinic(clinicId: string): Promise<Buffer> {
    const key = await this.of(clinicId, clinicId);
    if (key === undefined || key === null) throw new Error(`Clinic ${clinicId} has no key`);
    return key;
  }

  /** Makes a key for a new clinic; the row goes with the caller's transaction. */
  createForClinic(clinicId: string, rows: Rows, now: Date): void {
    const wrapped = seal(this.masterKey, randomBytes(32), clinicId);
    rows.sql('INSERT INTO platform_key (clinic_id, subject_id, wrapped, created_at) VALUES (?, ?, ?, ?)', [
      clinicId,
      clinicId,
      wrapped,
      now,
    ]);
  }

  /** Makes a key for a new subject; remembered only after the caller's transaction committed. */
  async create(clinicId: string, subjectId: string, rows: Rows, now: Date): Promise<Buffer> {
    const key = randomBytes(32);
    const wrapped = seal(await this.ofClinic(clinicId), key, subjectId);
    rows.sql('INSERT INTO platform_key (clinic_id, subject_id, wrapped, created_at) VALUES (?, ?, ?, ?)', [
      clinicId,
      subjectId,
      wrapped,
      now,
    ]);
    return key;
  }

  /** Drops a key from memory, because it was erased or may have changed. */
  forget(clinicId: string, subjectId: string): void {
    this.cache.delete(`${clinicId}/${subjectId}`);
  }

  private forgetAll(): void {
    this.cache.clear();
    this.cachedSince = Date.now();
  }

  private async fetch(
    clinicId: string,
    subjectIds: readonly string[],
    found: Map<string, Buffer | null>,
  ): Promise<void> {
    const marks = subjectIds.map(() => '?').join(', ');
    const rows = await this.reads.query<KeyRow[]>(
      `SELECT subject_id, wrapped FROM platform_key WHERE clinic_id = ? AND subject_id IN (${marks})`,
      [clinicId, ...subjectIds],
    );
    for (const row of rows) {
      const key = await this.unwrap(clinicId, row);
      found.set(row.subject_id, key);
      this.remember(clinicId, row.subject_id, key);
    }
  }

  private async unwrap(clinicId: string, row: KeyRow): Promise<Buffer | null> {
    if (row.wrapped === null) return null;
    const wrapping = row.subject_id === clinicId ? this.masterKey : await this.ofClinic(clinicId);
    return unseal(wrapping, row.wrapped, row.subject_id);
  }

  private remember(clinicId: string, subjectId: string, key: Buffer | null): void {
    if (this.cache.size >= CACHED_KEYS) this.forgetAll();
    this.cache.set(`${clinicId}/${subjectId}`, key);
  }
}
