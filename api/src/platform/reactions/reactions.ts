import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { type Config } from '../config';
import { type ClinicIdentity, Ctx } from '../ctx';
import { PacketTransaction } from '../database/connection';
import { DatabaseClock } from '../database/clock';
import { EventStore, type SequencedEvent } from '../ledger/event-store';
import { WakeBus } from '../ledger/wake-bus';
import { CONFIG, WRITES } from '../tokens';

/** The clinics there are. Platform runs work in each of them, the organisations module knows them. */
export abstract class Clinics {
  abstract allIdentities(): Promise<readonly ClinicIdentity[]>;
}

/**
 * Durable work that follows from events: at least once, in the clinic's order, from a checkpoint. `handle` must come to
 * the same when it runs again; writes get that from a requestId made of the event.
 */
export interface Reaction {
  readonly name: string;
  readonly streams: readonly string[];
  handle(ctx: Ctx, event: SequencedEvent): Promise<void>;
}

const PAGE = 200;
const POLL_MS = 2000;
/** Many writes at once become one pass: no reaction is awaited by a screen. */
const GATHER_MS = 200;

/** Runs every reaction in every clinic. Several processes may: a locked checkpoint is somebody else's. */
@Injectable()
export class Reactions implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Reactions.name);
  private readonly reactions: Reaction[] = [];
  private timer: NodeJS.Timeout | null = null;
  private gathering: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private again = false;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly store: EventStore,
    private readonly wake: WakeBus,
    private readonly clock: DatabaseClock,
    private readonly clinics: Clinics,
  ) {}

  add(reaction: Reaction): void {
    this.reactions.push(reaction);
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsReactions || this.reactions.length === 0) return;
    this.wake.listen(() => this.soon());
    this.timer = setInterval(() => this.run(), POLL_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    if (this.gathering !== null) clearTimeout(this.gathering);
    this.again = false;
    await this.running;
  }

  private soon(): void {
    this.gathering ??= setTimeout(() => {
      this.gathering = null;
      this.run();
    }, GATHER_MS).unref();
  }

  /** One pass over all clinics; a hint that comes meanwhile makes another. */
  private run(): void {
    this.again = true;
    this.running ??= this.passes().finally(() => (this.running = null));
  }

  private async passes(): Promise<void> {
    while (this.again) {
      this.again = false;
      // A database that is away makes this pass fail; the next poll tries again from the same checkpoints.
      await this.pass().catch((error: unknown) => this.logger.warn(`Reactions are waiting: ${(error as Error).name}`));
    }
  }

  private async pass(): Promise<void> {
    for (const clinic of await this.clinics.allIdentities()) {
      for (const reaction of this.reactions) await this.advance(clinic, reaction);
    }
  }

  /** Handles what is new for one reaction in one clinic, holding its checkpoint. */
  async advance(clinic: ClinicIdentity, reaction: Reaction): Promise<void> {
    const packets = new PacketTransaction(this.writes);
    try {
      const from = await this.lockCheckpoint(packets, clinic.id, reaction.name);
      if (from === null) return;
      const events = await this.store.after(clinic.id, from, PAGE);
      const done = await this.handleAll(clinic, reaction, events);
      await packets.commit([
        checkpoint([clinic.id, reaction.name], from + done.handled, done.problem, this.clock.now()),
      ]);
      if (events.length === PAGE && done.problem === null) this.again = true;
    } finally {
      await packets.close();
    }
  }

  /** Stops at the first failure: order is kept, and the next pass tries that event again. */
  private async handleAll(clinic: ClinicIdentity, reaction: Reaction, events: readonly SequencedEvent[]) {
    let handled = 0;
    for (const event of events) {
      try {
        if (reaction.streams.includes(event.stream)) await reaction.handle(this.ctxOf(clinic, reaction, event), event);
      } catch (error) {
        const problem = error instanceof Error ? error.name : 'unknown';
        this.logger.error(
          { reaction: reaction.name, clinic: clinic.code, seq: event.seq, problem },
          'A reaction failed and will be tried again',
        );
        return { handled, problem };
      }
      handled += 1;
    }
    return { handled, problem: null };
  }

  private async lockCheckpoint(packets: PacketTransaction, clinicId: string, name: string): Promise<number | null> {
    const [, rows] = await packets.send([
      {
        sql: 'INSERT IGNORE INTO platform_checkpoint (clinic_id, reaction, seq, updated_at) VALUES (?, ?, 0, ?)',
        values: [clinicId, name, this.clock.now()],
      },
      {
        sql: 'SELECT seq FROM platform_checkpoint WHERE clinic_id = ? AND reaction = ? FOR UPDATE SKIP LOCKED',
        values: [clinicId, name],
      },
    ]);
    const [row] = rows as unknown as { seq: number }[];
    return row === undefined ? null : Number(row.seq);
  }

  private ctxOf(clinic: ClinicIdentity, reaction: Reaction, event: SequencedEvent): Ctx {
    const actor = {
      kind: 'SYSTEM',
      id: clinic.id,
      name: `Medley (${reaction.name})`,
      role: null,
      sessionId: null,
    } as const;
    return new Ctx(clinic, actor, new Set(), { correlationId: event.meta.correlationId, address: null }, () =>
      this.clock.now(),
    );
  }
}

const checkpoint = (key: readonly [string, string], seq: number, problem: string | null, now: Date) => ({
  sql: 'UPDATE platform_checkpoint SET seq = ?, updated_at = ?, failures = IF(? IS NULL, 0, failures + 1), problem = ? WHERE clinic_id = ? AND reaction = ?',
  values: [seq, now, problem, problem, ...key],
});
