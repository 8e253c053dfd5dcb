import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Column, type DataSource, Entity, PrimaryColumn } from 'typeorm';
import type { Config } from '../config';
import { type ClinicIdentity, Ctx } from '../ctx';
import { PacketTransaction } from '../database/connection';
import { DatabaseClock } from '../database/clock';
import { ID_COLUMN } from '../database/columns';
import { CONFIG, WRITES } from '../tokens';
import { Clinics } from './reactions';

/** Something to be done at a time: an expiry, a reminder. Written in the transaction that makes it necessary. */
@Entity('platform_timer')
export class TimerRow {
  @PrimaryColumn({ ...ID_COLUMN, name: 'clinic_id' }) clinicId: string;
  @PrimaryColumn({ type: 'varchar', length: 40 }) kind: string;
  @PrimaryColumn({ ...ID_COLUMN, name: 'object_id' }) objectId: string;
  @Column({ name: 'due_at', type: 'datetime', precision: 3 }) dueAt: Date;
}

/** Does what is due. It may run twice and must come to the same. */
export type TimerHandler = (ctx: Ctx, objectId: string) => Promise<void>;

interface DueRow {
  readonly clinic_id: string;
  readonly kind: string;
  readonly object_id: string;
}

const POLL_MS = 1000;
const RETRY_MS = 60_000;

/** Runs due timers, each claimed by one process at a time. */
@Injectable()
export class Timers implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Timers.name);
  private readonly handlers = new Map<string, TimerHandler>();
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly clock: DatabaseClock,
    private readonly clinics: Clinics,
  ) {}

  on(kind: string, handler: TimerHandler): void {
    this.handlers.set(kind, handler);
  }

  onApplicationBootstrap(): void {
    if (!this.config.runsReactions || this.handlers.size === 0) return;
    this.timer = setInterval(() => this.tick(), POLL_MS).unref();
  }

  async onApplicationShutdown(): Promise<void> {
    if (this.timer !== null) clearInterval(this.timer);
    await this.running;
  }

  /** Runs whatever is due until nothing is; answers when done. */
  async runDue(): Promise<void> {
    const clinics = await this.clinics.allIdentities();
    while (await this.runNext(clinics));
  }

  private tick(): void {
    this.running ??= this.runDue()
      // A database that is away is tried again at the next tick.
      .catch((error: unknown) => this.logger.warn(`Timers are waiting: ${(error as Error).name}`))
      .finally(() => (this.running = null));
  }

  private async runNext(clinics: readonly ClinicIdentity[]): Promise<boolean> {
    const packets = new PacketTransaction(this.writes);
    try {
      const due = await this.claim(packets);
      const clinic = clinics.find(({ id }) => id === due?.clinic_id);
      if (due === undefined || clinic === undefined) return false;
      await packets.commit([await this.settle(clinic, due)]);
      return true;
    } finally {
      await packets.close();
    }
  }

  private async claim(packets: PacketTransaction): Promise<DueRow | undefined> {
    const [rows] = await packets.send([
      {
        sql: 'SELECT clinic_id, kind, object_id FROM platform_timer WHERE due_at <= ? ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED',
        values: [this.clock.now()],
      },
    ]);
    return (rows as unknown as DueRow[])[0];
  }

  /** Done: gone. Failed: tried again in a minute. */
  private async settle(clinic: ClinicIdentity, due: DueRow) {
    const key = [due.clinic_id, due.kind, due.object_id];
    try {
      await this.handlers.get(due.kind)?.(this.ctxOf(clinic, due.kind), due.object_id);
      return { sql: 'DELETE FROM platform_timer WHERE clinic_id = ? AND kind = ? AND object_id = ?', values: key };
    } catch (error) {
      this.logger.error(
        { kind: due.kind, clinic: clinic.code, problem: (error as Error).name },
        'A timer failed and will be tried again',
      );
      const later = new Date(this.clock.now().getTime() + RETRY_MS);
      return {
        sql: 'UPDATE platform_timer SET due_at = ? WHERE clinic_id = ? AND kind = ? AND object_id = ?',
        values: [later, ...key],
      };
    }
  }

  private ctxOf(clinic: ClinicIdentity, kind: string): Ctx {
    const actor = { kind: 'SYSTEM', id: clinic.id, name: `Medley (${kind})`, role: null, sessionId: null } as const;
    return new Ctx(clinic, actor, new Set(), { correlationId: kind, address: null }, () => this.clock.now());
  }
}
