import { Args, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Room } from '../../organisations';
import { Allow, type Ctx, CurrentCtx, LocalDate } from '../../platform';
import { Day, Opening, OpeningsFilter } from './openings.schema';
import { OpeningsService } from './openings.service';

@Resolver(() => Opening)
export class OpeningsResolver {
  constructor(private readonly service: OpeningsService) {}

  @Allow('schedule:read')
  @Query(() => [Opening], { description: 'The first times that can be booked, earliest first over all practitioners.' })
  openings(
    @CurrentCtx() ctx: Ctx,
    @Args('filter') filter: OpeningsFilter,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
  ) {
    return this.service.openings(ctx, filter, first);
  }

  @Allow('schedule:read')
  @Query(() => Day, {
    description:
      'A day of your clinic with each practitioner’s working time; its appointments come from `appointments`.',
  })
  day(
    @CurrentCtx() ctx: Ctx,
    @Args('date', {
      type: () => LocalDate,
      nullable: true,
      description: 'Today in the clinic’s zone when absent (TZ2).',
    })
    date: string | null,
    @Args('practitionerIds', { type: () => [ID], nullable: true }) practitionerIds: string[] | null,
  ) {
    return this.service.day(ctx, date ?? null, practitionerIds ?? null);
  }

  @ResolveField(() => Room, { nullable: true })
  room(@Parent() opening: { roomId: string | null }, @CurrentCtx() ctx: Ctx) {
    return this.service.room(ctx, opening.roomId);
  }
}
