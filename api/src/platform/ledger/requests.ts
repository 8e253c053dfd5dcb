import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Ctx } from '../ctx';
import type { Statement } from '../database/rows';
import { conflict } from '../errors';
import type { KeyRing } from '../keys/key-ring';
import { seal, unseal } from '../keys/seal';

/** What makes a write the same write: its name, the caller's key for it, and what was asked. */
export interface WriteRequest {
  readonly operation: string;
  readonly input: { readonly requestId: string };
}

interface RequestRow {
  readonly body_hash: Buffer;
  readonly answer: Buffer;
}

/** Remembers the answer of every write in the write's own transaction, so that a retry gets it again (API1). */
export class RequestLog {
  constructor(
    private readonly reads: DataSource,
    private readonly keys: KeyRing,
  ) {}

  /** The stored answer of this very request; null when it is new. Throws CONFLICT when the id was used for something else. */
  async replay(ctx: Ctx, request: WriteRequest): Promise<{ readonly answer: unknown } | null> {
    const rows = await this.reads.query<RequestRow[]>(
      'SELECT body_hash, answer FROM platform_request WHERE clinic_id = ? AND actor_id = ? AND operation = ? AND request_id = ?',
      [ctx.clinic.id, ctx.actor.id, request.operation, request.input.requestId],
    );
    const row = rows[0];
    if (row === undefined) return null;
    if (!row.body_hash.equals(bodyHash(request)))
      throw conflict('This requestId was used before for a different request. Use a fresh one.');
    const plain = unseal(await this.keys.ofClinic(ctx.clinic.id), row.answer, request.input.requestId);
    return { answer: JSON.parse(plain.toString()) as unknown };
  }

  /** The statement that remembers an answer. `subjectId` lets an erasure find it. */
  async remember(ctx: Ctx, request: WriteRequest, answer: unknown, subjectId: string | null): Promise<Statement> {
    const sealed = seal(
      await this.keys.ofClinic(ctx.clinic.id),
      Buffer.from(JSON.stringify(answer ?? null)),
      request.input.requestId,
    );
    return {
      sql: 'INSERT INTO platform_request (clinic_id, actor_id, operation, request_id, body_hash, subject_id, answer, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
      values: [
        ctx.clinic.id,
        ctx.actor.id,
        request.operation,
        request.input.requestId,
        bodyHash(request),
        subjectId,
        sealed,
        ctx.now(),
      ],
    };
  }
}

/** Same fields in any order are the same body. */
const bodyHash = (request: WriteRequest): Buffer => createHash('sha256').update(canonical(request.input)).digest();

function canonical(value: unknown): string {
  if (value instanceof Date) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return value === undefined ? 'null' : JSON.stringify(value);
  const entries = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`)
    .join(',')}}`;
}
