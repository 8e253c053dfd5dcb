import { Args, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Patient, type PatientView } from '../../patients';
import { Change, type Ctx, CurrentCtx, pageSize } from '../../platform';
import { AppointmentsQueries } from './appointments.queries';
import { Appointment } from './appointments.schema';
import { AppointmentsViews } from './appointments.views';

/** Hangs the appointment on a change that happened to one. */
@Resolver(() => Change)
export class AppointmentLinksResolver {
  constructor(private readonly views: AppointmentsViews) {}

  @ResolveField(() => Appointment, {
    nullable: true,
    description: 'The appointment as it stands now, when the change is one’s.',
  })
  appointment(@Parent() change: Change, @CurrentCtx() ctx: Ctx) {
    return change.objectType === 'appointment' && ctx.may('appointment:read')
      ? ctx.load(this.views.byIds, change.objectId)
      : null;
  }
}

/** Hangs appointments on patients. */
@Resolver(() => Patient)
export class PatientLinksResolver {
  constructor(
    private readonly queries: AppointmentsQueries,
    private readonly views: AppointmentsViews,
  ) {}

  @ResolveField(() => Appointment, { nullable: true, description: 'The next one that is planned.' })
  nextAppointment(@Parent() patient: PatientView, @CurrentCtx() ctx: Ctx) {
    return ctx.may('appointment:read') ? ctx.load(this.next, patient.id) : null;
  }

  @ResolveField(() => [Appointment], { description: 'Their appointments in your clinic, latest first.' })
  async appointments(
    @Parent() patient: PatientView,
    @CurrentCtx() ctx: Ctx,
    @Args('first', { type: () => Int, defaultValue: 20 }) first: number,
  ) {
    if (!ctx.may('appointment:read')) return [];
    return this.views.of(ctx, await this.queries.latestOf(ctx, patient.id, pageSize(first)));
  }

  private readonly next = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Appointment>> => {
    const next = await this.queries.nextOf(ctx, ids, ctx.now());
    const views = await this.views.of(ctx, [...next.values()]);
    return new Map([...next.keys()].flatMap((patientId, index) => (views[index] ? [[patientId, views[index]]] : [])));
  };
}
