import { Args, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow, CurrentCtx, type Ctx, notFound, resultOf } from '../platform';
import { OrganisationsQueries } from './organisations.queries';
import {
  Clinic,
  CreateLocationInput,
  CreateLocationResult,
  CreateRoomInput,
  CreateRoomResult,
  Location,
} from './organisations.schema';
import { OrganisationsService } from './organisations.service';
import type { GraphqlContext } from '../platform';

@Resolver(() => Clinic)
export class OrganisationsResolver {
  constructor(
    private readonly service: OrganisationsService,
    private readonly queries: OrganisationsQueries,
  ) {}

  @Allow('clinic:read')
  @Query(() => Clinic, { description: 'The clinic you are working in.' })
  async clinic(@CurrentCtx() ctx: Ctx) {
    const clinic = await ctx.load(this.queries.clinicsByIds, ctx.clinic.id);
    if (clinic === null) throw notFound('clinic');
    return clinic;
  }

  @ResolveField(() => [Location], { description: 'Its locations, by name; only of the clinic you are working in.' })
  locations(@Parent() clinic: Clinic, @CurrentCtx() ctx: Ctx) {
    return clinic.id === ctx.clinic.id && ctx.may('clinic:read') ? this.service.locations(ctx) : [];
  }

  @ResolveReference()
  reference(reference: { id: string }, { ctx }: GraphqlContext) {
    return ctx !== null && ctx.clinic.id === reference.id ? ctx.load(this.queries.clinicsByIds, reference.id) : null;
  }

  @Allow('clinic:configure')
  @Mutation(() => CreateLocationResult, { description: 'Adds a place where the clinic works.' })
  async createLocation(@CurrentCtx() ctx: Ctx, @Args('input') input: CreateLocationInput) {
    return resultOf('CreateLocationSuccess', await this.service.createLocation(ctx, input));
  }

  @Allow('clinic:configure')
  @Mutation(() => CreateRoomResult, { description: 'Adds a room to a location.' })
  async createRoom(@CurrentCtx() ctx: Ctx, @Args('input') input: CreateRoomInput) {
    return resultOf('CreateRoomSuccess', await this.service.createRoom(ctx, input));
  }
}
