import { createHash } from 'node:crypto';
import { seal, unseal } from '../keys/seal';
import type { AnyStream, EventMeta, RecordedEvent } from './stream';

/** A row of platform_event. */
export interface EventRow {
  readonly clinic_id: string;
  readonly seq: number;
  readonly recorded_at: Date;
  readonly stream: string;
  readonly stream_id: string;
  readonly version: number;
  readonly type: string;
  readonly schema_version: number;
  readonly subject_id: string | null;
  readonly data: string;
  readonly sealed: Buffer | null;
  readonly meta: string;
  readonly hash: Buffer;
}

/** What is written: everything but the place in the ledger, which the head gives. */
export type EncodedEvent = Omit<EventRow, 'seq' | 'hash'>;

const contextOf = (streamId: string, version: number) => `${streamId}#${version}`;

/** Splits personal fields off and seals them; without a subject nothing may be personal. */
export function encode(stream: AnyStream, event: RecordedEvent, key: Buffer | null): EncodedEvent {
  const personal = (stream.personal as Readonly<Record<string, readonly string[]>>)[event.type] ?? [];
  const entries = Object.entries(event.data);
  const open = Object.fromEntries(entries.filter(([field]) => !personal.includes(field)));
  const secret = Object.fromEntries(entries.filter(([field]) => personal.includes(field)));
  if (personal.length > 0 && key === null) throw new Error(`${event.type} holds personal data of nobody`);
  return {
    clinic_id: event.clinicId,
    recorded_at: event.recordedAt,
    stream: event.stream,
    stream_id: event.streamId,
    version: event.version,
    type: event.type,
    schema_version: stream.schemaVersion ?? 1,
    subject_id: event.subjectId,
    data: JSON.stringify(open),
    sealed:
      key === null || personal.length === 0
        ? null
        : seal(key, Buffer.from(JSON.stringify(secret)), contextOf(event.streamId, event.version)),
    meta: JSON.stringify(event.meta),
  };
}

/** Opens a stored event. `key` null means the person was erased: their fields are simply not there. */
export function decode(stream: AnyStream | undefined, row: EventRow, key: Buffer | null): RecordedEvent {
  const open = JSON.parse(row.data) as Record<string, unknown>;
  const erased = row.sealed !== null && key === null;
  const secret =
    row.sealed === null || key === null
      ? {}
      : (JSON.parse(unseal(key, row.sealed, contextOf(row.stream_id, row.version)).toString()) as Record<
          string,
          unknown
        >);
  const data = { ...open, ...secret };
  return {
    clinicId: row.clinic_id,
    stream: row.stream,
    streamId: row.stream_id,
    version: row.version,
    type: row.type,
    data: (stream?.upcast?.(row.type, row.schema_version, data) ?? data) as Readonly<Record<string, unknown>>,
    recordedAt: row.recorded_at,
    meta: JSON.parse(row.meta) as EventMeta,
    subjectId: row.subject_id,
    erased,
  };
}

/** SHA-256 over everything an event says, in one fixed order; the link hash is SHA-256(previous hash ‖ this). */
export function digestOf(event: EncodedEvent): Buffer {
  const text = JSON.stringify([
    event.clinic_id,
    event.recorded_at.toISOString(),
    event.stream,
    event.stream_id,
    event.version,
    event.type,
    event.schema_version,
    event.subject_id,
    event.data,
    event.meta,
  ]);
  return createHash('sha256')
    .update(text)
    .update(event.sealed ?? '')
    .digest();
}

/** The next link of a clinic's chain. */
export const linkOf = (previous: Buffer, digest: Buffer): Buffer =>
  createHash('sha256').update(previous).update(digest).digest();
