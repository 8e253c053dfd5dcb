import type { Decider, Fact, Refusal } from '@medley/kernel';
import type { ClinicIdentity, Ctx } from '../ctx';
import type { Rows } from '../database/rows';
import type { Permission } from '../permissions';

export type AnyFact = Fact<string, object>;

/** A number given at append, from the clinic's own counter, in the event's transaction (ID3). */
export interface Numbering {
  readonly field: string;
  readonly counter: (clinic: ClinicIdentity, data: object) => string;
  readonly format: (clinic: ClinicIdentity, n: number, data: object) => string;
}

/** One kind of stream: its law and what the ledger must know to store its events for ever. */
export interface StreamDefinition<State, Command, Event extends AnyFact, No extends Refusal> {
  /** Name in the ledger, and the object type of changes: 'appointment', 'patient'. */
  readonly name: string;
  readonly decider: Decider<State, Command, Event, No>;
  /** Whose personal data the event holds; their key seals the personal fields. */
  readonly subject: (event: Event, state: State, streamId: string) => string | null;
  /** Fields of each event that are personal and therefore sealed. */
  readonly personal: Readonly<Partial<Record<Event['type'], readonly string[]>>>;
  readonly numbered?: Readonly<Partial<Record<Event['type'], Numbering>>>;
  /** Who may see this stream's events as changes; nobody when absent. */
  readonly readPermission?: Permission;
  /** Shape version of the events written today. */
  readonly schemaVersion?: number;
  /** Lifts the data of an event stored in an older shape. Event types are forever. */
  readonly upcast?: (type: string, schemaVersion: number, data: Readonly<Record<string, unknown>>) => object;
}

/** A stream as the platform sees it: which aggregate does not matter any more. */
export type AnyStream = StreamDefinition<never, never, never, Refusal>;

/** Who did it and by which request; stored with every event and covered by the hash. */
export interface EventMeta {
  readonly actorKind: string;
  readonly actorId: string;
  readonly actorName: string;
  readonly role: string | null;
  readonly operation: string;
  readonly requestId: string;
  readonly correlationId: string;
  readonly address: string | null;
}

/** An event as it stands in the ledger, readable: sealed fields opened, old shapes lifted. */
export interface RecordedEvent<Type extends string = string, Data = Readonly<Record<string, unknown>>> {
  readonly clinicId: string;
  readonly stream: string;
  readonly streamId: string;
  readonly version: number;
  readonly type: Type;
  readonly data: Data;
  readonly recordedAt: Date;
  readonly meta: EventMeta;
  readonly subjectId: string | null;
  /** Whether the person's key is gone: personal fields are absent then. */
  readonly erased: boolean;
}

/** Recorded shape of a union of facts, so that a projector's switch stays exhaustive. */
export type Recorded<Event extends AnyFact> = Event extends AnyFact
  ? RecordedEvent<Event['type'], Event['data']>
  : never;

/** Turns events into rows. Pure of I/O: the same code serves a live commit and a rebuild. */
export interface Projector {
  readonly streams: readonly string[];
  /** Tables it owns whole: emptied for the clinic before a rebuild. */
  readonly tables: readonly (abstract new (...args: never[]) => object)[];
  /** Rows whose unique keys guard a rule. They are written first; a duplicate there means somebody was faster. */
  claim?(event: RecordedEvent, rows: Rows): void;
  project(event: RecordedEvent, rows: Rows): void;
}

/** Every stream and projector of the running system; modules add theirs at boot. */
export class LedgerRegistry {
  private readonly streams = new Map<string, AnyStream>();
  private readonly projectors: Projector[] = [];

  add(projector: Projector | null, ...streams: readonly object[]): void {
    for (const stream of streams as AnyStream[]) this.streams.set(stream.name, stream);
    if (projector !== null && !this.projectors.includes(projector)) this.projectors.push(projector);
  }

  stream(name: string): AnyStream | undefined {
    return this.streams.get(name);
  }

  projectorsOf(stream: string): readonly Projector[] {
    return this.projectors.filter((projector) => projector.streams.includes(stream));
  }

  all(): readonly Projector[] {
    return this.projectors;
  }
}

/** Names a stream so that its types are inferred from its decider. */
export const defineStream = <State, Command, Event extends AnyFact, No extends Refusal>(
  definition: StreamDefinition<State, Command, Event, No>,
): StreamDefinition<State, Command, Event, No> => definition;

/** A register's facts: rows are the truth, the ledger keeps who changed what. No decider, nothing to fold. */
export const defineRegister = <Event extends AnyFact>(
  name: string,
  readPermission: Permission,
): StreamDefinition<null, never, Event, Refusal> => ({
  name,
  readPermission,
  decider: { initial: null, decide: () => [], evolve: () => null },
  subject: () => null,
  personal: {} as StreamDefinition<null, never, Event, Refusal>['personal'],
});

/** What is stored with each event about its cause. */
export const metaOf = (ctx: Ctx, operation: string, requestId: string): EventMeta => ({
  actorKind: ctx.actor.kind,
  actorId: ctx.actor.id,
  actorName: ctx.actor.name,
  role: ctx.actor.role,
  operation,
  requestId,
  correlationId: ctx.origin.correlationId,
  address: ctx.origin.address,
});
