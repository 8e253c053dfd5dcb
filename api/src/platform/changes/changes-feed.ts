import type { EventStore, SequencedEvent } from '../ledger/event-store';
import type { WakeBus } from '../ledger/wake-bus';

/** An event as subscribers get it; `shared` remembers what was already made of it for others. */
export interface FeedEntry {
  readonly event: SequencedEvent;
  readonly shared: Map<string, Promise<unknown>>;
}

interface ClinicFeed {
  entries: FeedEntry[];
  head: number;
  reading: Promise<void> | null;
  waiting: Set<() => void>;
  readers: number;
}

const RECENT = 4000;
const PAGE = 500;
const POLL_MS = 1000;

/**
 * Follows clinics' ledgers for any number of readers with one read per change. Each reader keeps its own place and gets
 * every event after it exactly once, in order, whatever hints were lost: the ledger itself is what is read.
 */
export class ChangesFeed {
  private readonly clinics = new Map<string, ClinicFeed>();
  private timer: NodeJS.Timeout | null = null;
  private unlisten: () => void = () => undefined;
  private stopped = false;

  constructor(
    private readonly store: EventStore,
    private readonly wake: WakeBus,
  ) {}

  start(): void {
    this.unlisten = this.wake.listen((clinicId) => void this.pull(clinicId));
    this.timer = setInterval(() => this.poll(), POLL_MS).unref();
  }

  stop(): void {
    this.stopped = true;
    this.unlisten();
    if (this.timer !== null) clearInterval(this.timer);
    for (const feed of this.clinics.values()) this.release(feed);
  }

  /** Every event of the clinic after `seq`, then those to come, until the signal aborts. */
  async *follow(clinicId: string, seq: number, signal: AbortSignal): AsyncGenerator<FeedEntry> {
    const feed = await this.join(clinicId);
    let at = seq;
    try {
      while (this.isOpen(signal)) {
        const entries = await this.entriesAfter(clinicId, feed, at);
        for (const entry of entries) {
          if (!this.isOpen(signal)) return;
          at = entry.event.seq;
          yield entry;
        }
        if (entries.length === 0) await this.nextChange(feed, at, signal);
      }
    } finally {
      feed.readers -= 1;
      if (feed.readers === 0) this.clinics.delete(clinicId);
    }
  }

  private isOpen(signal: AbortSignal): boolean {
    return !signal.aborted && !this.stopped;
  }

  private async join(clinicId: string): Promise<ClinicFeed> {
    const known = this.clinics.get(clinicId);
    const feed = known ?? { entries: [], head: 0, reading: null, waiting: new Set(), readers: 0 };
    feed.readers += 1;
    this.clinics.set(clinicId, feed);
    if (known === undefined) feed.reading = this.startAt(clinicId, feed);
    await feed.reading;
    return feed;
  }

  private async startAt(clinicId: string, feed: ClinicFeed): Promise<void> {
    feed.head = await this.store.head(clinicId);
    feed.reading = null;
  }

  /** From memory when the reader is close to the head, from the ledger when it is catching up. */
  private async entriesAfter(clinicId: string, feed: ClinicFeed, seq: number): Promise<readonly FeedEntry[]> {
    const oldest = feed.entries[0]?.event.seq ?? feed.head + 1;
    if (seq + 1 >= oldest) return feed.entries.slice(seq + 1 - oldest);
    const events = await this.store.after(clinicId, seq, PAGE);
    return events.map((event) => ({ event, shared: new Map() }));
  }

  private nextChange(feed: ClinicFeed, seq: number, signal: AbortSignal): Promise<void> {
    if (feed.head > seq || signal.aborted || this.stopped) return Promise.resolve();
    return new Promise((resolve) => {
      const wakeUp = () => {
        feed.waiting.delete(wakeUp);
        signal.removeEventListener('abort', wakeUp);
        resolve();
      };
      feed.waiting.add(wakeUp);
      signal.addEventListener('abort', wakeUp, { once: true });
    });
  }

  /** Reads what is new for a clinic, once for all its readers; a hint during a read makes it look again. */
  private async pull(clinicId: string): Promise<void> {
    const feed = this.clinics.get(clinicId);
    if (feed === undefined) return;
    if (feed.reading !== null) return void feed.reading.then(() => this.pull(clinicId));
    feed.reading = this.readNew(clinicId, feed).finally(() => (feed.reading = null));
    await feed.reading;
  }

  private async readNew(clinicId: string, feed: ClinicFeed): Promise<void> {
    for (;;) {
      // A failed read is not lost: the next poll reads from the same place.
      const events = await this.store.after(clinicId, feed.head, PAGE).catch((): SequencedEvent[] => []);
      if (events.length === 0) return;
      for (const event of events) feed.entries.push({ event, shared: new Map() });
      feed.head = events.at(-1)?.seq ?? feed.head;
      if (feed.entries.length > RECENT) feed.entries = feed.entries.slice(-RECENT / 2);
      this.release(feed);
    }
  }

  private release(feed: ClinicFeed): void {
    for (const wakeUp of [...feed.waiting]) wakeUp();
  }

  /** Catches hints that were lost, and writes of other processes where no Redis carries them. */
  private poll(): void {
    for (const clinicId of this.clinics.keys()) void this.pull(clinicId);
  }
}
