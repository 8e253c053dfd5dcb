import type { AppointmentCommand, PatientFacts as PatientState, SlotWish } from '@medley/domain/scheduling';
import { cellRange, partyOf } from '@medley/domain/scheduling';
import { isRefusal, localDate, refuse, type Refusal } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { type PatientFacts, PatientsQueries } from '../../patients';
import { type Ctx, Ledger, type Write } from '../../platform';
import { type BookingFacts, BookingRules, type TimeWish } from './booking-rules';
import { AppointmentsQueries } from './appointments.queries';
import type {
  BookAppointmentInput,
  CancelAppointmentInput,
  ChangeAppointmentInput,
  MoveAppointmentInput,
  ReasonedAppointmentInput,
} from './appointments.schema';
import { appointmentStream } from './appointments.stream';
import type { AppointmentRow } from './appointments.tables';

/** What every appointment mutation answers: which one it was. */
export interface Changed {
  readonly appointmentId: string;
}

const UNKNOWN = refuse('UnknownAppointment', 'This appointment does not exist in your clinic.');
const APPROVE_WITHIN_MS = 24 * 3_600_000;
const GRACE_MINUTES = 15;
const LATE_CANCEL_HOURS = 24;

/** The writes of an appointment's life: gather facts, make the command, let the ledger decide and commit. */
@Injectable()
export class AppointmentsService {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: AppointmentsQueries,
    private readonly patients: PatientsQueries,
    private readonly rules: BookingRules,
  ) {}

  /** AP1. */
  book(ctx: Ctx, input: BookAppointmentInput): Promise<Changed | Refusal> {
    const retrospective = ctx.may('appointment:book-retrospectively');
    return this.place(ctx, 'bookAppointment', input, (data) => ({
      type: 'BookAppointment',
      data: { ...data, retrospective },
    }));
  }

  /** AP2: the slot is held until the clinic answers or a day has passed. */
  request(ctx: Ctx, input: BookAppointmentInput): Promise<Changed | Refusal> {
    const approveBy = new Date(ctx.now().getTime() + APPROVE_WITHIN_MS).toISOString();
    return this.place(ctx, 'requestAppointment', input, (data) => ({
      type: 'RequestAppointment',
      data: { ...data, approveBy },
    }));
  }

  /** AP16: what is not named stays as it is. */
  move(ctx: Ctx, input: MoveAppointmentInput): Promise<Changed | Refusal> {
    let wish: TimeWish | null = null;
    return this.ledger.write(
      ctx,
      { operation: 'moveAppointment', input },
      async (write) => {
        const row = await this.row(ctx, input.appointmentId);
        if (row === null) return UNKNOWN;
        wish = moved(row, input);
        const facts = await this.rules.facts(ctx, wish);
        if (isRefusal(facts)) return facts;
        const refusal = isSamePlace(row, wish) ? null : await this.rules.refusal(ctx, wish, facts);
        if (refusal !== null) return refusal;
        const command = {
          type: 'MoveAppointment',
          data: { ...stamp(ctx), slot: keepBuffers(row, facts.slot), patient: stateOf(facts.patient) },
        } as const;
        return this.execute(write, row.id, command, input);
      },
      { onClaimTaken: () => this.taken(ctx, wish) },
    );
  }

  /** AP4. */
  confirm(ctx: Ctx, input: ChangeAppointmentInput) {
    return this.change(ctx, 'confirmAppointment', input, () => ({ type: 'ConfirmAppointment', data: stamp(ctx) }));
  }

  /** AP4, taken back. */
  unconfirm(ctx: Ctx, input: ChangeAppointmentInput) {
    return this.change(ctx, 'unconfirmAppointment', input, () => ({ type: 'UnconfirmAppointment', data: stamp(ctx) }));
  }

  /** AP10, AP11; the desk is not bound by the patient's window (AP19). */
  cancel(ctx: Ctx, input: CancelAppointmentInput) {
    const { reason: reasonCode, text } = input;
    const policy = { party: partyOf(reasonCode), channel: 'DESK', lateCancelHours: LATE_CANCEL_HOURS } as const;
    return this.change(ctx, 'cancelAppointment', input, () => ({
      type: 'CancelAppointment',
      data: { ...stamp(ctx), reasonCode, text: text ?? null, ...policy },
    }));
  }

  /** AP5; AP13 for somebody who comes after all, beside whoever has the slot now. */
  checkIn(ctx: Ctx, input: ChangeAppointmentInput): Promise<Changed | Refusal> {
    return this.change(ctx, 'checkInAppointment', input, async (row) => ({
      type: 'CheckInPatient',
      data: {
        ...stamp(ctx),
        today: today(ctx),
        patient: await this.stateOf(ctx, row.patientId),
        ...(await this.lateLane(row)),
      },
    }));
  }

  /** AP6. */
  undoCheckIn(ctx: Ctx, input: ChangeAppointmentInput) {
    return this.change(ctx, 'undoCheckInAppointment', input, () => ({ type: 'UndoCheckIn', data: stamp(ctx) }));
  }

  /** AP12. */
  markNoShow(ctx: Ctx, input: ChangeAppointmentInput) {
    return this.change(ctx, 'markNoShow', input, () => ({
      type: 'MarkNoShow',
      data: { ...stamp(ctx), graceMinutes: GRACE_MINUTES },
    }));
  }

  /** AP14: the conflict check is the occupancy it takes again. */
  restore(ctx: Ctx, input: ReasonedAppointmentInput): Promise<Changed | Refusal> {
    return this.change(ctx, 'restoreAppointment', input, async (row) => ({
      type: 'RestoreAppointment',
      data: {
        ...stamp(ctx),
        reason: input.reason ?? null,
        patient: await this.stateOf(ctx, row.patientId),
        overbook: null,
      },
    }));
  }

  /** AP15. */
  enterInError(ctx: Ctx, input: ReasonedAppointmentInput) {
    return this.change(ctx, 'enterAppointmentInError', input, () => ({
      type: 'EnterAppointmentInError',
      data: { ...stamp(ctx), reason: input.reason ?? '' },
    }));
  }

  /** AP3. */
  approve(ctx: Ctx, input: ChangeAppointmentInput) {
    return this.change(ctx, 'approveAppointment', input, async (row) => ({
      type: 'ApproveAppointment',
      data: { ...stamp(ctx), patient: await this.stateOf(ctx, row.patientId) },
    }));
  }

  /** AP3. */
  decline(ctx: Ctx, input: ReasonedAppointmentInput) {
    return this.change(ctx, 'declineAppointment', input, () => ({
      type: 'DeclineAppointment',
      data: { ...stamp(ctx), text: input.reason ?? null },
    }));
  }

  /** AP2: nobody answered in time. Quiet when somebody did. */
  async expire(ctx: Ctx, appointmentId: string): Promise<void> {
    await this.change(
      ctx,
      'expireAppointment',
      { requestId: appointmentId, appointmentId, expectedVersion: null },
      () => ({
        type: 'ExpireRequestedAppointment',
        data: stamp(ctx),
      }),
    );
  }

  private place(
    ctx: Ctx,
    operation: string,
    input: BookAppointmentInput,
    command: (data: Placement) => AppointmentCommand,
  ): Promise<Changed | Refusal> {
    const wish = wished(input);
    return this.ledger.write(
      ctx,
      { operation, input },
      async (write) => {
        const facts = await this.rules.facts(ctx, wish);
        if (isRefusal(facts)) return facts;
        const isPast = input.startsAt < ctx.now();
        const refusal = isPast ? null : await this.rules.refusal(ctx, wish, facts);
        if (refusal !== null) return refusal;
        const id = ctx.newId();
        const outcome = await write.execute(appointmentStream, id, command(placement(ctx, input, facts)), {
          fresh: true,
        });
        return isRefusal(outcome) ? outcome : { appointmentId: id };
      },
      { onClaimTaken: () => this.taken(ctx, wish) },
    );
  }

  private change(
    ctx: Ctx,
    operation: string,
    input: ChangeAppointmentInput,
    command: (row: AppointmentRow) => AppointmentCommand | Promise<AppointmentCommand>,
  ): Promise<Changed | Refusal> {
    let current: AppointmentRow | null = null;
    return this.ledger.write(
      ctx,
      { operation, input },
      async (write): Promise<Changed | Refusal> => {
        current = await this.row(ctx, input.appointmentId);
        return current === null ? UNKNOWN : this.execute(write, current.id, await command(current), input);
      },
      { onClaimTaken: () => this.taken(ctx, current === null ? null : wishOf(current)) },
    );
  }

  private async execute(
    write: Write,
    id: string,
    command: AppointmentCommand,
    { expectedVersion }: ChangeAppointmentInput,
  ): Promise<Changed | Refusal> {
    const outcome = await write.execute(appointmentStream, id, command, { expectedVersion });
    return isRefusal(outcome) ? outcome : { appointmentId: id };
  }

  private async row(ctx: Ctx, id: string): Promise<AppointmentRow | null> {
    return (await this.queries.byIds(ctx, [id])).get(id) ?? null;
  }

  private taken(ctx: Ctx, wish: TimeWish | null): Promise<Refusal> {
    return wish === null ? Promise.resolve(UNKNOWN) : this.rules.slotTaken(ctx, wish);
  }

  private async stateOf(ctx: Ctx, patientId: string): Promise<PatientState> {
    const facts = await this.patients.facts(ctx, patientId);
    return facts === null ? { active: false, deceased: false, merged: false } : stateOf(facts);
  }

  /** After a no-show the slot may be somebody else's: then the next lane is the late arrival's. */
  private async lateLane(row: AppointmentRow): Promise<{ slotTaken: boolean; overbookLane: number }> {
    if (row.status !== 'NO_SHOW') return { slotTaken: false, overbookLane: 0 };
    const { first, last } = cellRange(row.occupiedFrom.getTime(), row.occupiedTo.getTime());
    const lane = await this.queries.freeLane(
      [row.practitionerId, ...(row.roomId === null ? [] : [row.roomId])],
      first,
      last,
    );
    return { slotTaken: lane > 0, overbookLane: lane };
  }
}

type Placement = ReturnType<typeof placement>;

const stamp = (ctx: Ctx) => ({ at: ctx.now().toISOString(), by: ctx.actor.id });
const today = (ctx: Ctx) => localDate(ctx.now().getTime(), ctx.clinic.timeZone);

const stateOf = ({ status }: PatientFacts): PatientState => ({
  active: status === 'ACTIVE',
  deceased: status === 'DECEASED',
  merged: status === 'MERGED',
});

/** The reference is the ledger's to give, at append (ID3). */
const placement = (ctx: Ctx, input: BookAppointmentInput, { patient, slot }: BookingFacts) => ({
  ...stamp(ctx),
  reference: '',
  clinicId: ctx.clinic.id,
  patientId: input.patientId,
  patientResourceId: patient.personId,
  visitTypeId: input.visitTypeId,
  slot,
  reason: input.reason ?? null,
  note: input.note ?? null,
  patient: stateOf(patient),
});

const wished = ({
  patientId,
  practitionerId,
  visitTypeId,
  roomId,
  startsAt,
  durationMinutes,
}: BookAppointmentInput): TimeWish => ({
  ...{ patientId, practitionerId, visitTypeId, startsAt },
  roomId: roomId ?? null,
  durationMinutes: durationMinutes ?? null,
  own: null,
});

const wishOf = (row: AppointmentRow): TimeWish => ({
  patientId: row.patientId,
  practitionerId: row.practitionerId,
  visitTypeId: row.visitTypeId,
  roomId: row.roomId,
  startsAt: row.startsAt,
  durationMinutes: row.durationMinutes,
  own: cellRange(row.occupiedFrom.getTime(), row.occupiedTo.getTime()),
});

const moved = (row: AppointmentRow, input: MoveAppointmentInput): TimeWish => ({
  ...wishOf(row),
  practitionerId: input.practitionerId ?? row.practitionerId,
  roomId: input.roomId ?? row.roomId,
  startsAt: input.startsAt ?? row.startsAt,
  durationMinutes: input.durationMinutes ?? row.durationMinutes,
});

const isSamePlace = (row: AppointmentRow, wish: TimeWish): boolean =>
  row.startsAt.getTime() === wish.startsAt.getTime() &&
  row.practitionerId === wish.practitionerId &&
  row.roomId === wish.roomId &&
  row.durationMinutes === wish.durationMinutes;

/** Buffers were copied at booking; changing the visit type since does not change them (AV8). */
const keepBuffers = (row: AppointmentRow, slot: SlotWish): SlotWish => ({
  ...slot,
  bufferBeforeMinutes: (row.startsAt.getTime() - row.occupiedFrom.getTime()) / 60_000,
  bufferAfterMinutes: (row.occupiedTo.getTime() - row.endsAt.getTime()) / 60_000,
});
