import { dayRange, isRefusal, type Refusal } from '@medley/kernel';
import { Args, ID, Info, Mutation, Query, ResolveReference, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import {
  Allow,
  asksFor,
  badInput,
  type Ctx,
  CurrentCtx,
  decodeCursor,
  type GraphqlContext,
  pageOf,
  pageSize,
  resultOf,
} from '../../platform';
import { AppointmentsQueries, type AppointmentsWish } from './appointments.queries';
import {
  ApproveAppointmentResult,
  BookAppointmentResult,
  CancelAppointmentResult,
  CheckInAppointmentResult,
  ConfirmAppointmentResult,
  DeclineAppointmentResult,
  EnterAppointmentInErrorResult,
  MarkNoShowResult,
  MoveAppointmentResult,
  RequestAppointmentResult,
  RestoreAppointmentResult,
  UnconfirmAppointmentResult,
  UndoCheckInAppointmentResult,
} from './appointments.results';
import {
  Appointment,
  AppointmentConnection,
  AppointmentFilter,
  AppointmentsArgs,
  BookAppointmentInput,
  CancelAppointmentInput,
  ChangeAppointmentInput,
  MoveAppointmentInput,
  ReasonedAppointmentInput,
} from './appointments.schema';
import { AppointmentsViews } from './appointments.views';
import { AppointmentsService, type Changed } from './appointments.service';

const MOST = 500;

@Resolver(() => Appointment)
export class AppointmentsResolver {
  constructor(
    private readonly service: AppointmentsService,
    private readonly queries: AppointmentsQueries,
    private readonly views: AppointmentsViews,
  ) {}

  @Allow('appointment:read')
  @Query(() => Appointment, { nullable: true, description: 'An appointment of your clinic, or null.' })
  appointment(@CurrentCtx() ctx: Ctx, @Args('id', { type: () => ID }) id: string) {
    return ctx.load(this.views.byIds, id);
  }

  @Allow('appointment:read')
  @Query(() => AppointmentConnection, { description: 'Appointments that touch a time, by start.' })
  async appointments(
    @CurrentCtx() ctx: Ctx,
    @Args() { filter, first, after }: AppointmentsArgs,
    @Info() info: GraphQLResolveInfo,
  ) {
    const size = pageSize(first, MOST);
    const wish = wishOf(ctx, filter);
    const rows = await this.queries.list(ctx, wish, after == null ? null : placeOf(wish, after), size + 1);
    const page = pageOf(rows, size, wish, (row) => [row.startsAt.getTime(), row.id]);
    const [nodes, totalCount] = await Promise.all([
      this.views.of(ctx, page.nodes),
      asksFor(info, 'totalCount') ? this.queries.count(ctx, wish) : null,
    ]);
    return { nodes, pageInfo: page.pageInfo, totalCount };
  }

  @ResolveReference()
  reference(reference: { id: string }, { ctx }: GraphqlContext) {
    return ctx?.may('appointment:read') === true ? ctx.load(this.views.byIds, reference.id) : null;
  }

  @Allow('appointment:book')
  @Mutation(() => BookAppointmentResult, {
    description: 'Books a time. Practitioner, patient and room are guarded together, across clinics (AP1).',
  })
  async bookAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: BookAppointmentInput) {
    return this.result(ctx, 'BookAppointmentSuccess', await this.service.book(ctx, input));
  }

  @Allow('appointment:request')
  @Mutation(() => RequestAppointmentResult, {
    description: 'Asks for a time; it is held until the clinic answers (AP2).',
  })
  async requestAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: BookAppointmentInput) {
    return this.result(ctx, 'RequestAppointmentSuccess', await this.service.request(ctx, input));
  }

  @Allow('appointment:book')
  @Mutation(() => ApproveAppointmentResult, { description: 'Says yes to a requested appointment (AP3).' })
  async approveAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'ApproveAppointmentSuccess', await this.service.approve(ctx, input));
  }

  @Allow('appointment:book')
  @Mutation(() => DeclineAppointmentResult, {
    description: 'Says no to a requested appointment and frees its time (AP3).',
  })
  async declineAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ReasonedAppointmentInput) {
    return this.result(ctx, 'DeclineAppointmentSuccess', await this.service.decline(ctx, input));
  }

  @Allow('appointment:move')
  @Mutation(() => MoveAppointmentResult, {
    description: 'Moves an appointment in time, to another practitioner or room; same reference (AP16).',
  })
  async moveAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: MoveAppointmentInput) {
    return this.result(ctx, 'MoveAppointmentSuccess', await this.service.move(ctx, input));
  }

  @Allow('appointment:confirm')
  @Mutation(() => ConfirmAppointmentResult, { description: 'Notes that the patient will come (AP4).' })
  async confirmAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'ConfirmAppointmentSuccess', await this.service.confirm(ctx, input));
  }

  @Allow('appointment:confirm')
  @Mutation(() => UnconfirmAppointmentResult, { description: 'Takes the confirmation back (AP4).' })
  async unconfirmAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'UnconfirmAppointmentSuccess', await this.service.unconfirm(ctx, input));
  }

  @Allow('appointment:cancel')
  @Mutation(() => CancelAppointmentResult, { description: 'Calls an appointment off and frees its time (AP10, AP11).' })
  async cancelAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: CancelAppointmentInput) {
    return this.result(ctx, 'CancelAppointmentSuccess', await this.service.cancel(ctx, input));
  }

  @Allow('appointment:check-in')
  @Mutation(() => CheckInAppointmentResult, {
    description: 'Notes that the patient is here; also after a no-show (AP5, AP13). Twice is once (AP29).',
  })
  async checkInAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'CheckInAppointmentSuccess', await this.service.checkIn(ctx, input));
  }

  @Allow('appointment:check-in')
  @Mutation(() => UndoCheckInAppointmentResult, { description: 'Takes the arrival back (AP6).' })
  async undoCheckInAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'UndoCheckInAppointmentSuccess', await this.service.undoCheckIn(ctx, input));
  }

  @Allow('appointment:mark-no-show')
  @Mutation(() => MarkNoShowResult, {
    description: 'Notes that the patient did not come, 15 minutes after the start at the earliest (AP12).',
  })
  async markNoShow(@CurrentCtx() ctx: Ctx, @Args('input') input: ChangeAppointmentInput) {
    return this.result(ctx, 'MarkNoShowSuccess', await this.service.markNoShow(ctx, input));
  }

  @Allow('appointment:restore')
  @Mutation(() => RestoreAppointmentResult, {
    description: 'Brings a cancelled appointment back, if its time is still free (AP14).',
  })
  async restoreAppointment(@CurrentCtx() ctx: Ctx, @Args('input') input: ReasonedAppointmentInput) {
    return this.result(ctx, 'RestoreAppointmentSuccess', await this.service.restore(ctx, input));
  }

  @Allow('appointment:enter-in-error')
  @Mutation(() => EnterAppointmentInErrorResult, {
    description: 'Hides an appointment that should never have been there; history keeps it (AP15).',
  })
  async enterAppointmentInError(@CurrentCtx() ctx: Ctx, @Args('input') input: ReasonedAppointmentInput) {
    return this.result(ctx, 'EnterAppointmentInErrorSuccess', await this.service.enterInError(ctx, input));
  }

  /** Reads the appointment after its commit: you always see your own writes. */
  private async result(ctx: Ctx, success: string, outcome: Changed | Refusal) {
    if (isRefusal(outcome)) return resultOf(success, outcome, ['SlotTaken', 'StaleVersion']);
    const views = await this.views.byIds(ctx, [outcome.appointmentId]);
    return resultOf(success, { appointment: views.get(outcome.appointmentId) });
  }
}

/** TZ2: a date is a local day of the clinic, whatever its length. */
function wishOf(ctx: Ctx, filter: AppointmentFilter): AppointmentsWish {
  const { date = null, from = null, to = null } = filter;
  const { practitionerIds = null, statuses = null, patientId = null } = filter;
  if (date !== null && (from !== null || to !== null))
    throw badInput('Give either date, or from and to.', 'filter.date');
  const range = date === null ? { from, to } : dates(date, ctx.clinic.timeZone);
  if (range.from === null && range.to === null && patientId === null)
    throw badInput('Name a date, a time or a patient.', 'filter');
  return { ...range, practitionerIds, statuses, patientId };
}

const dates = (date: string, zone: string) => {
  const { start, end } = dayRange(date, zone);
  return { from: new Date(start), to: new Date(end) };
};

function placeOf(wish: AppointmentsWish, cursor: string) {
  const [startsAt, id] = decodeCursor(wish, cursor, 2);
  return { startsAt: new Date(Number(startsAt)), id: String(id) };
}
