import { EventEmitter } from 'node:events';
import { Redis } from 'ioredis';

type Listener = (clinicId: string, seq: number) => void;

const CHANNEL = 'medley:wake';

/**
 * "Clinic X is at 1042." A hint and nothing more: what is delivered is always read from the ledger, so a lost hint
 * loses nothing. In this process by itself; over Redis to the others where one is configured.
 */
export class WakeBus {
  private readonly emitter = new EventEmitter().setMaxListeners(0);
  private publisher: Redis | null = null;
  private subscriber: Redis | null = null;

  async start(redisUrl: string | null): Promise<void> {
    if (redisUrl === null) return;
    this.publisher = new Redis(redisUrl, { maxRetriesPerRequest: 1 });
    this.subscriber = new Redis(redisUrl);
    for (const client of [this.publisher, this.subscriber]) client.on('error', () => this.emitter.emit('unreachable'));
    await this.subscriber.subscribe(CHANNEL);
    this.subscriber.on('message', (_channel, text) => this.hear(text));
  }

  async stop(): Promise<void> {
    await Promise.allSettled([this.publisher?.quit(), this.subscriber?.quit()]);
    this.emitter.removeAllListeners();
  }

  announce(clinicId: string, seq: number): void {
    this.emitter.emit('wake', clinicId, seq);
    // Redis being away delays other processes until their next poll; it never fails the write that just committed.
    this.publisher?.publish(CHANNEL, `${clinicId} ${seq}`).catch(() => this.emitter.emit('unreachable'));
  }

  listen(listener: Listener): () => void {
    this.emitter.on('wake', listener);
    return () => this.emitter.off('wake', listener);
  }

  /** Called when Redis cannot be reached, for the metrics. */
  onUnreachable(listener: () => void): void {
    this.emitter.on('unreachable', listener);
  }

  private hear(text: string): void {
    const [clinicId, seq] = text.split(' ');
    if (clinicId !== undefined) this.emitter.emit('wake', clinicId, Number(seq));
  }
}
