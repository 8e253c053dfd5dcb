import { Injectable } from '@nestjs/common';
import type { Ctx } from '../ctx';
import { badInput, unauthenticated } from '../errors';
import { pageSize } from '../graphql/paging';
import { Identity } from '../identity';
import type { SequencedEvent } from '../ledger/event-store';
import { EventStore } from '../ledger/event-store';
import { LedgerRegistry } from '../ledger/stream';
import { ChangesFeed, type FeedEntry } from './changes-feed';
import { changeOf, type ChangeConnection, cursorOf, seqOf } from './changes.schema';

/** Streams whose events can take somebody's access away. */
const ACCESS_STREAMS = new Set(['membership', 'session', 'clinic']);

/** Reads and follows the clinic's ledger as its people may see it. */
@Injectable()
export class ChangesService {
  constructor(
    private readonly store: EventStore,
    private readonly feed: ChangesFeed,
    private readonly registry: LedgerRegistry,
    private readonly identity: Identity,
  ) {}

  /** The present end of the ledger. */
  async cursor(ctx: Ctx): Promise<string> {
    return cursorOf(ctx.clinic.id, await this.store.head(ctx.clinic.id));
  }

  /** Changes behind a cursor, oldest first; without one, the page is empty and its cursor is now. */
  async page(ctx: Ctx, after: string | null, first: number): Promise<ChangeConnection> {
    const limit = pageSize(first, 500);
    const from = await this.startOf(ctx, after);
    const events = await this.store.after(ctx.clinic.id, from, limit);
    const end = from + events.length;
    return {
      nodes: events.filter((event) => this.maySee(ctx, event)).map(changeOf),
      pageInfo: { endCursor: cursorOf(ctx.clinic.id, end), hasNextPage: events.length === limit },
    };
  }

  /**
   * Changes behind a cursor and all that follow. Authority is judged anew wherever it can have changed: it can only
   * change by an event of this very ledger, so the check sits exactly there (EV2).
   */
  async *follow(ctx: Ctx, after: string | null, signal: AbortSignal): AsyncGenerator<FeedEntry> {
    const from = await this.startOf(ctx, after);
    for await (const entry of this.feed.follow(ctx.clinic.id, from, signal)) {
      if (ACCESS_STREAMS.has(entry.event.stream) && !(await this.identity.stillValid(ctx)))
        throw unauthenticated('Your access changed. Sign in again.');
      if (this.maySee(ctx, entry.event)) yield entry;
    }
  }

  private maySee(ctx: Ctx, event: SequencedEvent): boolean {
    const permission = this.registry.stream(event.stream)?.readPermission;
    return permission !== undefined && ctx.may(permission);
  }

  private async startOf(ctx: Ctx, after: string | null): Promise<number> {
    const head = await this.store.head(ctx.clinic.id);
    if (after === null) return head;
    const seq = seqOf(ctx.clinic.id, after);
    if (seq === null || seq > head) throw badInput('This cursor was not made by your clinic.', 'after');
    return seq;
  }
}
