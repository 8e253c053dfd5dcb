import { Args, ID, Int, Mutation, Parent, Query, ResolveField, ResolveReference, Resolver } from '@nestjs/graphql';
import { Allow, Change, type Ctx, CurrentCtx, type GraphqlContext, resultOf } from '../platform';
import { type PatientList, PatientsLists } from './patients.lists';
import { PatientsQueries } from './patients.queries';
import {
  Patient,
  PatientConnection,
  PatientFilter,
  RegisterPatientInput,
  RegisterPatientResult,
  UpdatePatientInput,
  UpdatePatientResult,
} from './patients.schema';
import { PatientsService } from './patients.service';

@Resolver(() => Patient)
export class PatientsResolver {
  constructor(
    private readonly service: PatientsService,
    private readonly queries: PatientsQueries,
    private readonly lists: PatientsLists,
  ) {}

  @Allow('patient:read')
  @Query(() => PatientConnection, { description: 'Patients by name, or those a search finds, best match first.' })
  patients(
    @CurrentCtx() ctx: Ctx,
    @Args('filter', { type: () => PatientFilter, nullable: true }) filter: PatientFilter | null,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
    @Args('after', { type: () => String, nullable: true }) after: string | null,
  ) {
    return this.lists.page(ctx, filter?.search?.trim() ?? '', first, after ?? null);
  }

  @Allow('patient:read')
  @Query(() => Patient, { nullable: true, description: 'One patient; null when absent or not yours.' })
  patient(@CurrentCtx() ctx: Ctx, @Args('id', { type: () => ID }) id: string) {
    return ctx.load(this.queries.byIds, id);
  }

  @ResolveReference()
  reference(reference: { id: string }, { ctx }: GraphqlContext) {
    return ctx?.may('patient:read') === true ? ctx.load(this.queries.byIds, reference.id) : null;
  }

  @Allow('patient:register')
  @Mutation(() => RegisterPatientResult, { description: 'Registers a patient; the clinic gives the MRN.' })
  async registerPatient(@CurrentCtx() ctx: Ctx, @Args('input') input: RegisterPatientInput) {
    return resultOf('RegisterPatientSuccess', await this.service.register(ctx, input));
  }

  @Allow('patient:update')
  @Mutation(() => UpdatePatientResult, { description: 'Changes what is known of a patient.' })
  async updatePatient(@CurrentCtx() ctx: Ctx, @Args('input') input: UpdatePatientInput) {
    return resultOf('UpdatePatientSuccess', await this.service.update(ctx, input), ['StaleVersion']);
  }
}

/** Counts only when asked to. */
@Resolver(() => PatientConnection)
export class PatientConnectionResolver {
  constructor(private readonly queries: PatientsQueries) {}

  @ResolveField(() => Int, { nullable: true, description: 'How many there are in all; costs a count.' })
  totalCount(@Parent() list: PatientList, @CurrentCtx() ctx: Ctx) {
    return list.found ?? this.queries.count(ctx);
  }
}

/** The patient a change happened to. */
@Resolver(() => Change)
export class PatientChangeResolver {
  constructor(private readonly queries: PatientsQueries) {}

  @ResolveField(() => Patient, { nullable: true, description: 'The patient, as of now, when it happened to one.' })
  patient(@Parent() change: Change, @CurrentCtx() ctx: Ctx) {
    return change.objectType === 'patient' && ctx.may('patient:read')
      ? ctx.load(this.queries.byIds, change.objectId)
      : null;
  }
}
