import { ErrorHandler, inject, Injectable, signal } from '@angular/core';
import { failureOf, Tokens } from '@medley/web/platform/data';
import { Subject } from 'rxjs';
import { type Change, ChangesApi, CursorRefused } from './changes-api';

export type LiveState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'live' }
  | { readonly kind: 'reconnecting' | 'offline'; readonly since: Date };

const pauses = [250, 1_000, 2_000, 4_000, 8_000];
const ownForMs = 15_000;

/**
 * The clinic's changes in order, each exactly once: it keeps the cursor of the last one it saw and asks for
 * everything after it whenever the socket comes back. Screens read the cache and listen for what is new.
 */
@Injectable({ providedIn: 'root' })
export class ChangesFeed {
  private readonly api = inject(ChangesApi);
  private readonly tokens = inject(Tokens);
  private readonly faults = inject(ErrorHandler);
  private readonly current = signal<LiveState>({ kind: 'connecting' });
  private readonly news = new Subject<Change>();
  private readonly gaps = new Subject<void>();
  private readonly own = new Map<string, number>();
  private recent: Change[] = [];
  private cursor: string | null = null;
  private run: AbortController | null = null;
  private wake: () => void = () => undefined;

  readonly state = this.current.asReadonly();
  readonly changes = this.news.asObservable();
  /** Fires when changes may have been missed and lists must be read again. */
  readonly missed = this.gaps.asObservable();

  start(): void {
    if (this.run) return;
    this.run = new AbortController();
    const { signal } = this.run;
    addEventListener('online', () => this.wake(), { signal });
    addEventListener('offline', () => this.restart(), { signal });
    void this.follow(signal);
  }

  stop(): void {
    this.run?.abort();
    this.run = null;
    this.wake();
  }

  /** The next change of this object is this screen's own doing and needs no attention. */
  expect(objectId: string): void {
    this.own.set(objectId, Date.now());
  }

  isOwn(objectId: string): boolean {
    return Date.now() - (this.own.get(objectId) ?? 0) < ownForMs;
  }

  /** A list that was read while changes came in may be older than they are: put them back on top. */
  replay(): void {
    this.recent.forEach((change) => this.api.remember(change));
  }

  private async follow(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !isOver(signal); failures++) {
      const before = this.cursor;
      await this.connection(signal);
      if (isOver(signal)) return;
      if (this.cursor !== before) failures = 0;
      this.markLost();
      await this.pause(pauses[Math.min(failures, pauses.length - 1)] ?? 8_000);
    }
  }

  /** Runs one socket to its end; every end is answered by trying again from the cursor. */
  private async connection(signal: AbortSignal): Promise<void> {
    const socket = new AbortController();
    const end = () => socket.abort();
    signal.addEventListener('abort', end, { once: true });
    this.restart = end;
    try {
      this.cursor ??= await this.api.presentCursor();
      const events = { connected: () => this.current.set({ kind: 'live' }) };
      for await (const change of this.api.after(this.cursor, events, socket.signal)) this.take(change);
    } catch (error) {
      await this.recover(error);
    } finally {
      signal.removeEventListener('abort', end);
    }
  }

  private restart: () => void = () => undefined;

  private take(change: Change): void {
    this.cursor = change.cursor;
    this.recent = [...this.recent.slice(-199), change];
    try {
      this.api.remember(change);
      this.news.next(change);
    } catch (fault) {
      // A change this version cannot show is a fault of the page, not of the connection: say so and go on.
      this.faults.handleError(fault);
      this.gaps.next();
    }
  }

  private async recover(error: unknown): Promise<void> {
    if (error instanceof CursorRefused) {
      this.cursor = null;
      this.gaps.next();
    }
    if (isNotAllowed(error)) await this.tokens.refresh().catch(failureOf);
  }

  private markLost(): void {
    const now = this.current();
    const since = 'since' in now ? now.since : new Date();
    this.current.set({ kind: navigator.onLine ? 'reconnecting' : 'offline', since });
  }

  private pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms * (0.8 + Math.random() * 0.4));
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Asked anew after every wait: a signal changes while nobody looks. */
const isOver = (signal: AbortSignal): boolean => signal.aborted;

/** 4403: the token ran out or rights changed while the socket was open. */
const isNotAllowed = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && (error.code === 4403 || error.code === 4401);
