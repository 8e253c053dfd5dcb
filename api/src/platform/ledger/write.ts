import { isRefusal, refuse, type Refusal } from '@medley/kernel';
import type { Ctx } from '../ctx';
import { isDuplicate, type PacketTransaction } from '../database/connection';
import type { Rows } from '../database/rows';
import { type Statement } from '../database/rows';
import type { KeyRing } from '../keys/key-ring';
import { digestOf, encode, type EncodedEvent } from './event-codec';
import type { EventStore, Loaded } from './event-store';
import {
  type AnyFact,
  type AnyStream,
  type LedgerRegistry,
  metaOf,
  type Numbering,
  type RecordedEvent,
  type StreamDefinition,
} from './stream';
import type { WriteRequest } from './requests';

/** Somebody else holds what a projector claims. The ledger rolls back and asks the service for its refusal. */
export class ClaimTaken extends Error {}

/** The object changed since the caller read it (AP28). */
export type StaleVersion = Refusal<
  'StaleVersion',
  { currentVersion: number; changedBy: string | null; changedAt: string | null }
>;

/** What a command did: the stream's version now, and the events, none when there was nothing to do. */
export interface Executed<Event> {
  readonly version: number;
  readonly events: readonly Event[];
}

export interface ExecuteOptions {
  readonly expectedVersion?: number | null | undefined;
  /** The id was made just now: nothing to load. */
  readonly fresh?: boolean;
}

interface Parts {
  readonly store: EventStore;
  readonly keys: KeyRing;
  readonly registry: LedgerRegistry;
}

/** One write under way: commands executed in it commit together or not at all. */
export class Write {
  private readonly events: { stream: AnyStream; event: RecordedEvent }[] = [];
  private readonly folded = new Map<string, Loaded<unknown>>();
  private readonly newKeys = new Map<string, Buffer>();
  private readonly duplicates = new Map<string, Refusal>();

  constructor(
    readonly ctx: Ctx,
    readonly rows: Rows,
    private readonly request: WriteRequest,
    private readonly packets: PacketTransaction,
    private readonly parts: Parts,
    private readonly newRows: () => Rows,
  ) {}

  /** Whose personal data this write holds, if it holds any. */
  get subjectId(): string | null {
    return this.events.find(({ event }) => event.subjectId !== null)?.event.subjectId ?? null;
  }

  /** load → fold → decide → claim → number → project. Answers a refusal unchanged. */
  async execute<S, C, E extends AnyFact, No extends Refusal>(
    stream: StreamDefinition<S, C, E, No>,
    streamId: string,
    command: C,
    options: ExecuteOptions = {},
  ): Promise<Executed<E> | No | StaleVersion> {
    const before = await this.load(stream, streamId, options);
    if (options.expectedVersion != null && options.expectedVersion !== before.version) return stale(before);
    const outcome = stream.decider.decide(command, before.state);
    if (isRefusal(outcome)) return outcome;
    const events = await this.append(stream, streamId, before, outcome);
    return { version: before.version + events.length, events };
  }

  /** Records a register's fact, which needs no decision; its rows are written by the caller. */
  async record<E extends AnyFact>(
    stream: StreamDefinition<null, never, E, Refusal>,
    streamId: string,
    event: E,
    options: ExecuteOptions = {},
  ): Promise<number> {
    const known = this.folded.get(streamId);
    const version =
      known?.version ?? (options.fresh === true ? 0 : await this.parts.store.versionOf(this.ctx.clinic.id, streamId));
    await this.append(stream, streamId, { state: null, version, last: null }, [event]);
    return version + 1;
  }

  /** Names the refusal that a duplicate on one of this write's unique keys means; without it a duplicate is a lost race. */
  onDuplicate(key: string, refusal: Refusal): void {
    this.duplicates.set(key, refusal);
  }

  /** The refusal declared for a unique key, if any. */
  refusalFor(key: string): Refusal | undefined {
    return this.duplicates.get(key);
  }

  /** Everything that must be sent to make this write durable, the ledger's head last: it is the lock others wait for. */
  async statements(remember: Statement): Promise<Statement[]> {
    const encoded = await this.encodeAll();
    return [
      ...this.rows.statements,
      ...(encoded.length === 0 ? [] : [versionGuard(encoded)]),
      remember,
      ...encoded.flatMap((event) => linkStatements(event)),
    ];
  }

  private async load<S, C, E extends AnyFact, No extends Refusal>(
    stream: StreamDefinition<S, C, E, No>,
    streamId: string,
    options: ExecuteOptions,
  ): Promise<Loaded<S>> {
    const known = this.folded.get(streamId) as Loaded<S> | undefined;
    if (known !== undefined) return known;
    if (options.fresh === true) return { state: stream.decider.initial, version: 0, last: null };
    return this.parts.store.load(this.ctx.clinic.id, stream, streamId);
  }

  private async append<S, C, E extends AnyFact, No extends Refusal>(
    stream: StreamDefinition<S, C, E, No>,
    streamId: string,
    before: Loaded<S>,
    facts: readonly E[],
  ): Promise<readonly E[]> {
    const recorded: RecordedEvent[] = [];
    let { state, version } = before;
    for (const fact of facts) {
      state = stream.decider.evolve(state, fact);
      version += 1;
      recorded.push(
        this.recorded(fact, {
          stream: stream.name,
          streamId,
          version,
          subjectId: stream.subject(fact, state, streamId),
        }),
      );
    }
    const numbered = await this.claimAndNumber(stream as unknown as AnyStream, recorded);
    for (const event of numbered) this.keep(stream as unknown as AnyStream, event);
    const last = numbered.at(-1) ?? before.last;
    this.folded.set(streamId, {
      state: numbered.reduce((s, e) => stream.decider.evolve(s, e as unknown as E), before.state),
      version,
      last,
    });
    return numbered as unknown as readonly E[];
  }

  private recorded(
    fact: AnyFact,
    place: Pick<RecordedEvent, 'stream' | 'streamId' | 'version' | 'subjectId'>,
  ): RecordedEvent {
    return {
      ...place,
      clinicId: this.ctx.clinic.id,
      type: fact.type,
      data: fact.data as Readonly<Record<string, unknown>>,
      recordedAt: this.ctx.now(),
      meta: metaOf(this.ctx, this.request.operation, this.request.input.requestId),
      erased: false,
    };
  }

  /** Claims first, numbers after: whoever loses a claim never waits on the clinic's counter (ID3). */
  private async claimAndNumber(stream: AnyStream, events: readonly RecordedEvent[]): Promise<readonly RecordedEvent[]> {
    const claims = this.newRows();
    const projectors = this.parts.registry.projectorsOf(stream.name);
    for (const event of events) for (const projector of projectors) projector.claim?.(event, claims);
    const numbering = stream.numbered as Readonly<Record<string, Numbering>> | undefined;
    const counters = events.flatMap((event) => this.counterStatements(numbering?.[event.type], event));
    if (claims.statements.length + counters.length === 0) return events;
    const results = await this.sendClaims([...claims.statements, ...counters]);
    const numbers = results.slice(claims.statements.length).map((result) => result.insertId ?? 0);
    return events.map((event) => this.numbered(numbering?.[event.type], event, numbers));
  }

  private async sendClaims(statements: readonly Statement[]) {
    try {
      return await this.packets.send(statements);
    } catch (error) {
      throw isDuplicate(error) ? new ClaimTaken() : error;
    }
  }

  private counterStatements(numbering: Numbering | undefined, event: RecordedEvent): Statement[] {
    if (numbering === undefined) return [];
    const sql =
      'INSERT INTO platform_counter (clinic_id, name, n) VALUES (?, ?, LAST_INSERT_ID(1)) ON DUPLICATE KEY UPDATE n = LAST_INSERT_ID(n + 1)';
    return [{ sql, values: [this.ctx.clinic.id, numbering.counter(this.ctx.clinic, event.data)] }];
  }

  private numbered(numbering: Numbering | undefined, event: RecordedEvent, numbers: number[]): RecordedEvent {
    if (numbering === undefined) return event;
    const n = numbers.shift() ?? 0;
    return { ...event, data: { ...event.data, [numbering.field]: numbering.format(this.ctx.clinic, n, event.data) } };
  }

  private keep(stream: AnyStream, event: RecordedEvent): void {
    this.events.push({ stream, event });
    for (const projector of this.parts.registry.projectorsOf(stream.name)) projector.project(event, this.rows);
  }

  private async encodeAll(): Promise<EncodedEvent[]> {
    const encoded: EncodedEvent[] = [];
    for (const { stream, event } of this.events) encoded.push(encode(stream, event, await this.keyOf(event.subjectId)));
    return encoded;
  }

  /** The key that seals what this write says of a person; made now for somebody new. */
  async keyOf(subjectId: string | null): Promise<Buffer | null> {
    if (subjectId === null) return null;
    const known = this.newKeys.get(subjectId) ?? (await this.parts.keys.of(this.ctx.clinic.id, subjectId));
    if (known === null) throw new Error(`The personal data of ${subjectId} was erased; nothing can be added`);
    if (known !== undefined) return known;
    const fresh = await this.parts.keys.create(this.ctx.clinic.id, subjectId, this.rows, this.ctx.now());
    this.newKeys.set(subjectId, fresh);
    return fresh;
  }
}

function stale(before: Loaded<unknown>): StaleVersion {
  return refuse('StaleVersion', 'This was changed in the meantime. Look at the current state and try again.', 'AP28', {
    currentVersion: before.version,
    changedBy: before.last?.meta.actorName ?? null,
    changedAt: before.last?.recordedAt.toISOString() ?? null,
  });
}

function versionGuard(events: readonly EncodedEvent[]): Statement {
  return {
    sql: `INSERT INTO platform_stream_version (stream_id, version) VALUES ${events.map(() => '(?, ?)').join(', ')}`,
    values: events.flatMap((event) => [event.stream_id, event.version]),
  };
}

/** Takes the clinic's next number and link, then stores the event under them. */
function linkStatements(event: EncodedEvent): Statement[] {
  return [
    {
      sql: 'UPDATE platform_ledger_head SET hash = UNHEX(SHA2(CONCAT(hash, ?), 256)), seq = LAST_INSERT_ID(seq + 1) WHERE clinic_id = ?',
      values: [digestOf(event), event.clinic_id],
    },
    {
      sql: `INSERT INTO platform_event (clinic_id, seq, recorded_at, stream, stream_id, version, type, schema_version, subject_id, data, sealed, meta, hash)
        SELECT clinic_id, seq, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, hash FROM platform_ledger_head WHERE clinic_id = ?`,
      values: [
        event.recorded_at,
        event.stream,
        event.stream_id,
        event.version,
        event.type,
        event.schema_version,
        event.subject_id,
        event.data,
        event.sealed,
        event.meta,
        event.clinic_id,
      ],
    },
  ];
}
