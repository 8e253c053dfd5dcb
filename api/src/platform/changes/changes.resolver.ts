import { Args, Int, Query, Resolver, Subscription } from '@nestjs/graphql';
import type { Ctx } from '../ctx';
import { Allow, CurrentCtx } from '../graphql/allow';
import { Change, ChangeConnection } from './changes.schema';
import { ChangesService } from './changes.service';

@Resolver(() => Change)
export class ChangesResolver {
  constructor(private readonly changes: ChangesService) {}

  @Allow('changes:read')
  @Query(() => String, { description: 'The present end of your clinic’s ledger; start following from here.' })
  changeCursor(@CurrentCtx() ctx: Ctx): Promise<string> {
    return this.changes.cursor(ctx);
  }

  @Allow('changes:read')
  @Query(() => ChangeConnection, {
    name: 'changes',
    description: 'What happened behind a cursor, oldest first, without gaps.',
  })
  page(
    @CurrentCtx() ctx: Ctx,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
    @Args('first', { type: () => Int, defaultValue: 100 }) first: number,
  ): Promise<ChangeConnection> {
    return this.changes.page(ctx, after ?? null, first);
  }

  /** Declared here for the schema; the socket server runs it, once for all who asked the same. */
  @Allow('changes:read')
  @Subscription(() => Change, {
    name: 'changes',
    description:
      'Everything that happens from a cursor on, each change exactly once, in order. Resume with the last cursor you handled.',
  })
  async *subscription(
    @CurrentCtx() ctx: Ctx,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ): AsyncGenerator<{ changes: unknown }> {
    for await (const { event } of this.changes.follow(ctx, after ?? null, new AbortController().signal))
      yield { changes: event };
  }
}
