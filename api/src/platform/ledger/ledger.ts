import { isRefusal, type Refusal } from '@medley/kernel';
import { setTimeout as wait } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import type { Ctx } from '../ctx';
import { duplicateKeyOf, isConnectionLost, isDuplicate, isTransient, PacketTransaction } from '../database/connection';
import { Rows, type Statement } from '../database/rows';
import { badInput, conflict } from '../errors';
import type { KeyRing } from '../keys/key-ring';
import type { EventStore } from './event-store';
import { RequestLog, type WriteRequest } from './requests';
import type { LedgerRegistry } from './stream';
import type { WakeBus } from './wake-bus';
import { ClaimTaken, Write } from './write';

/** What a claim that was taken means to the caller: the service answers with what is free instead. */
export interface WriteOptions<No extends Refusal> {
  readonly onClaimTaken?: () => Promise<No>;
}

const ATTEMPTS = 8;
const REQUEST_ID = /^[\w-]{8,64}$/;

/**
 * The one write path. Everything a write changes, its events, rows, numbers and its remembered answer, commits in one
 * transaction or not at all; a retry of the same request gets the same answer and changes nothing.
 */
export class Ledger {
  private readonly requests: RequestLog;

  constructor(
    reads: DataSource,
    private readonly writes: DataSource,
    readonly store: EventStore,
    readonly keys: KeyRing,
    readonly registry: LedgerRegistry,
    private readonly wake: WakeBus,
  ) {
    this.requests = new RequestLog(reads, keys);
  }

  /**
   * Runs `work` and commits what it did. `work` answers plain JSON, or a refusal, which undoes everything. It may run
   * several times (lost races, deadlocks), so it must only read and execute.
   */
  async write<Answer, No extends Refusal = never>(
    ctx: Ctx,
    request: WriteRequest,
    work: (write: Write) => Promise<Answer>,
    options: WriteOptions<No> = {},
  ): Promise<Answer | No> {
    if (!REQUEST_ID.test(request.input.requestId))
      throw badInput(
        'A requestId has 8 to 64 letters, digits, hyphens or underscores; a UUID is best.',
        'input.requestId',
      );
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await this.attempt(ctx, request, work, options);
      if (outcome !== LOST_RACE) return outcome.answer;
      const replayed = await this.requests.replay(ctx, request);
      if (replayed !== null) return replayed.answer as Answer;
      if (attempt === ATTEMPTS) throw conflict('Too many people changed this at once. Nothing was saved; try again.');
      await wait(Math.random() * 2 ** attempt);
    }
  }

  /** Starts a new clinic's ledger and gives it its key; safe to repeat. */
  async openClinic(clinicId: string, now: Date): Promise<void> {
    if ((await this.keys.of(clinicId, clinicId)) !== undefined) return;
    const rows = new Rows(this.writes, clinicId);
    this.keys.createForClinic(clinicId, rows, now);
    rows.sql('INSERT INTO platform_ledger_head (clinic_id, seq, hash) VALUES (?, 0, ?)', [clinicId, Buffer.alloc(32)]);
    const packets = new PacketTransaction(this.writes);
    try {
      await packets.commit(rows.statements);
    } finally {
      await packets.close();
    }
  }

  private async attempt<Answer, No extends Refusal>(
    ctx: Ctx,
    request: WriteRequest,
    work: (write: Write) => Promise<Answer>,
    options: WriteOptions<No>,
  ): Promise<Settled<Answer | No> | typeof LOST_RACE> {
    const packets = new PacketTransaction(this.writes);
    const write = new Write(ctx, this.rowsOf(ctx), request, packets, this, () => this.rowsOf(ctx));
    try {
      const answer = await work(write);
      if (isRefusal(answer)) return await this.refuse(ctx, request, packets, () => Promise.resolve(answer));
      await this.commit(write, packets, await this.requests.remember(ctx, request, answer, write.subjectId));
      return { answer };
    } catch (error) {
      if (error instanceof ClaimTaken && options.onClaimTaken !== undefined)
        return await this.refuse(ctx, request, packets, options.onClaimTaken);
      const refusal = isDuplicate(error) ? write.refusalFor(duplicateKeyOf(error)) : undefined;
      if (refusal !== undefined) return await this.refuse(ctx, request, packets, () => Promise.resolve(refusal as No));
      if (isLostRace(error)) return LOST_RACE;
      throw error;
    } finally {
      await packets.close();
    }
  }

  private async commit(write: Write, packets: PacketTransaction, remember: Statement): Promise<void> {
    const results = await packets.commit(await write.statements(remember));
    const seq = Math.max(0, ...results.map((result) => result.insertId ?? 0));
    if (seq > 0) this.wake.announce(write.ctx.clinic.id, seq);
  }

  /** A retry may be refused only because its first run succeeded: then the first answer is the answer. */
  private async refuse<Answer, No extends Refusal>(
    ctx: Ctx,
    request: WriteRequest,
    packets: PacketTransaction,
    refusal: () => Promise<Answer | No>,
  ) {
    await packets.close();
    const replayed = await this.requests.replay(ctx, request);
    return { answer: replayed === null ? await refusal() : (replayed.answer as Answer) };
  }

  private rowsOf(ctx: Ctx): Rows {
    return new Rows(this.writes, ctx.clinic.id);
  }
}

interface Settled<Answer> {
  readonly answer: Answer;
}

const LOST_RACE = Symbol('lost race');

const isLostRace = (error: unknown): boolean =>
  error instanceof ClaimTaken || isDuplicate(error) || isTransient(error) || isConnectionLost(error);
