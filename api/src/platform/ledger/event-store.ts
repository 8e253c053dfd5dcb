import type { Refusal } from '@medley/kernel';
import type { DataSource } from 'typeorm';
import type { KeyRing } from '../keys/key-ring';
import { decode, type EventRow } from './event-codec';
import type { AnyFact, AnyStream, LedgerRegistry, RecordedEvent, StreamDefinition } from './stream';

/** A stream folded to now. */
export interface Loaded<State> {
  readonly state: State;
  readonly version: number;
  readonly last: RecordedEvent | null;
}

/** An event with its place in the clinic's ledger. */
export interface SequencedEvent extends RecordedEvent {
  readonly seq: number;
}

/** Reads the ledger. A partial history always throws: it never comes back short without a sound. */
export class EventStore {
  constructor(
    private readonly reads: DataSource,
    private readonly keys: KeyRing,
    private readonly registry: LedgerRegistry,
  ) {}

  /** Folds one stream of the clinic; version 0 when it does not exist there. */
  async load<S, C, E extends AnyFact, No extends Refusal>(
    clinicId: string,
    stream: StreamDefinition<S, C, E, No>,
    streamId: string,
  ): Promise<Loaded<S>> {
    const rows = await this.reads.query<EventRow[]>(
      'SELECT * FROM platform_event WHERE stream_id = ? AND clinic_id = ? ORDER BY version',
      [streamId, clinicId],
    );
    rows.forEach((row, index) => {
      if (row.version !== index + 1) throw new Error(`Stream ${streamId} has a gap before version ${row.version}`);
    });
    const events = await this.open(clinicId, rows, stream as unknown as AnyStream);
    const state = events.reduce(
      (folded, event) => stream.decider.evolve(folded, event as unknown as E),
      stream.decider.initial,
    );
    return { state, version: rows.length, last: events.at(-1) ?? null };
  }

  /** The current version of a stream, 0 when it has none. */
  async versionOf(clinicId: string, streamId: string): Promise<number> {
    const rows = await this.reads.query<{ version: number | null }[]>(
      'SELECT MAX(version) AS version FROM platform_event WHERE stream_id = ? AND clinic_id = ?',
      [streamId, clinicId],
    );
    return Number(rows[0]?.version ?? 0);
  }

  /** Events of a clinic after a sequence number, in order. Throws when the sequence has a hole. */
  async after(clinicId: string, seq: number, limit: number): Promise<SequencedEvent[]> {
    const rows = await this.reads.query<EventRow[]>(
      'SELECT * FROM platform_event WHERE clinic_id = ? AND seq > ? ORDER BY seq LIMIT ?',
      [clinicId, seq, limit],
    );
    rows.forEach((row, index) => {
      if (Number(row.seq) !== seq + index + 1)
        throw new Error(`The ledger of clinic ${clinicId} has a hole at ${seq + index + 1}`);
    });
    const events = await this.open(clinicId, rows);
    return events.map((event, index) => ({ ...event, seq: seq + index + 1 }));
  }

  /** The clinic's latest sequence number. */
  async head(clinicId: string): Promise<number> {
    const rows = await this.reads.query<{ seq: number }[]>('SELECT seq FROM platform_ledger_head WHERE clinic_id = ?', [
      clinicId,
    ]);
    return Number(rows[0]?.seq ?? 0);
  }

  private async open(clinicId: string, rows: readonly EventRow[], stream?: AnyStream): Promise<RecordedEvent[]> {
    const subjects = rows.flatMap((row) => (row.sealed === null || row.subject_id === null ? [] : [row.subject_id]));
    const keys = await this.keys.ofMany(clinicId, subjects);
    return rows.map((row) => decode(stream ?? this.registry.stream(row.stream), row, this.keyFor(row, keys)));
  }

  private keyFor(row: EventRow, keys: ReadonlyMap<string, Buffer | null>): Buffer | null {
    if (row.sealed === null || row.subject_id === null) return null;
    const key = keys.get(row.subject_id);
    if (key === undefined) throw new Error(`No key of ${row.subject_id}: the history cannot be read whole`);
    return key;
  }
}
