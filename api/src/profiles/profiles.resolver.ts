import { Args, Mutation, Query, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow, type Ctx, CurrentCtx, type GraphqlContext, resultOf } from '../platform';
import { ProfilesQueries } from './profiles.queries';
import { AddPractitionerInput, AddPractitionerResult, Practitioner } from './profiles.schema';
import { ProfilesService } from './profiles.service';

@Resolver(() => Practitioner)
export class ProfilesResolver {
  constructor(
    private readonly service: ProfilesService,
    private readonly queries: ProfilesQueries,
  ) {}

  @Allow('staff:read')
  @Query(() => [Practitioner], { description: 'The practitioners of your clinic, by name.' })
  practitioners(@CurrentCtx() ctx: Ctx) {
    return this.queries.practitioners(ctx);
  }

  @ResolveReference()
  reference(reference: { id: string }, { ctx }: GraphqlContext) {
    return ctx?.may('staff:read') === true ? ctx.load(this.queries.practitionersByIds, reference.id) : null;
  }

  @Allow('staff:manage')
  @Mutation(() => AddPractitionerResult, { description: 'Adds a practitioner to your clinic.' })
  async addPractitioner(@CurrentCtx() ctx: Ctx, @Args('input') input: AddPractitionerInput) {
    return resultOf('AddPractitionerSuccess', await this.service.addPractitioner(ctx, input));
  }
}
