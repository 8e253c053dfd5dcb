import { type Ask, type Fact, isRefusal, refuse, type Refusal, toInstant } from '@medley/kernel';
import {
  type Appointment,
  hasReason,
  type InThePast,
  inState,
  notAllowed,
  type NotAllowedInState,
  type PatientFacts,
  type PatientInactive,
  patientIsSeen,
  type ReasonRequired,
} from './appointment-state';
import { isSameSlot, type Slot, slotOf, type SlotWish } from './slot';

/** Everything a booking is made of. `reason` (of the visit) and `note` are personal; `at` is now, `by` the actor. */
type Booking = Readonly<{
  at: string;
  by: string;
  reference: string;
  clinicId: string;
  patientId: string;
  patientResourceId: string;
  visitTypeId: string;
  slot: SlotWish;
  reason: string | null;
  note: string | null;
  patient: PatientFacts;
}>;

// Commands
/** AP1. `retrospective` says that the desk may write down what already happened (AP20). */
export type BookAppointment = Ask<'BookAppointment', Booking & { retrospective: boolean }>;
/** AP2: holds the slot until the clinic answers or `approveBy` passes. */
export type RequestAppointment = Ask<'RequestAppointment', Booking & { approveBy: string }>;
/** AP3: the clinic says yes. */
export type ApproveAppointment = Ask<'ApproveAppointment', { at: string; by: string; patient: PatientFacts }>;
/** AP16: a new time, practitioner, room or length; same id and reference. */
export type MoveAppointment = Ask<'MoveAppointment', { at: string; by: string; slot: SlotWish; patient: PatientFacts }>;

// Events
type BookingFacts = Readonly<{
  reference: string;
  clinicId: string;
  patientId: string;
  patientResourceId: string;
  visitTypeId: string;
  reason: string | null;
  note: string | null;
  bookedAt: string;
}> &
  Slot;
/** Takes the slot. Personal: `reason`, `note`. */
export type AppointmentBooked = Fact<
  'AppointmentBooked',
  BookingFacts & { status: 'SCHEDULED'; retrospective: boolean }
>;
/** Takes the slot until `approveBy`. Personal: `reason`, `note`. */
export type AppointmentRequested = Fact<
  'AppointmentRequested',
  BookingFacts & { status: 'REQUESTED'; approveBy: string }
>;
/** The held slot stays taken. */
export type AppointmentApproved = Fact<'AppointmentApproved', { approvedAt: string }>;
/** Gives `from` back and takes `to` in one step; a confirmed appointment must be confirmed again (AP16). */
export type AppointmentMoved = Fact<
  'AppointmentMoved',
  { patientResourceId: string; from: Slot; to: Slot; wasConfirmed: boolean }
>;

export type BookingCommand = BookAppointment | RequestAppointment | ApproveAppointment | MoveAppointment;
export type BookingEvent = AppointmentBooked | AppointmentRequested | AppointmentApproved | AppointmentMoved;

// Refusals
export type InvalidLength = Refusal<'InvalidLength', { durationMinutes: number }>;
export type InvalidStart = Refusal<'InvalidStart', { startsAt: string }>;
export type RequestExpired = Refusal<'RequestExpired', { approveBy: string }>;
export type BookingRefusal =
  NotAllowedInState | PatientInactive | InvalidLength | InvalidStart | InThePast | RequestExpired | ReasonRequired;

const LONGEST_MINUTES = 24 * 60;
const MINUTE = 60_000;

/** AP1: a new appointment, unless a rule forbids it. */
export function book({ data }: BookAppointment, appointment: Appointment): AppointmentBooked[] | BookingRefusal {
  if (appointment.status !== 'NONE') return notAllowed(appointment, 'booked again', 'AP1');
  const past = isPast(data.slot.startsAt, data.at);
  const no = bookable(data) ?? (past && !data.retrospective ? inThePast(data.slot.startsAt) : null);
  if (no) return no;
  return [{ type: 'AppointmentBooked', data: { ...facts(data), status: 'SCHEDULED', retrospective: past } }];
}

/** AP2: a request from the portal; it holds the slot and never reaches into the past (AP20). */
export function request(
  { data }: RequestAppointment,
  appointment: Appointment,
): AppointmentRequested[] | BookingRefusal {
  if (appointment.status !== 'NONE') return notAllowed(appointment, 'requested again', 'AP2');
  const no = bookable(data) ?? (isPast(data.slot.startsAt, data.at) ? inThePast(data.slot.startsAt) : null);
  if (no) return no;
  if (toInstant(data.approveBy) <= toInstant(data.at)) return expired(data.approveBy);
  return [{ type: 'AppointmentRequested', data: { ...facts(data), status: 'REQUESTED', approveBy: data.approveBy } }];
}

/** AP3: the hold has kept the slot since the request, so what is left to check is time and patient. */
export function approve(
  { data }: ApproveAppointment,
  appointment: Appointment,
): AppointmentApproved[] | BookingRefusal {
  const requested = inState(appointment, ['REQUESTED'], 'approved', 'AP3');
  if (isRefusal(requested)) return requested;
  const { approveBy, slot } = requested;
  const no = patientIsSeen(data.patient) ?? (isPast(slot.startsAt, data.at) ? inThePast(slot.startsAt) : null);
  if (no) return no;
  if (approveBy !== null && toInstant(data.at) >= toInstant(approveBy)) return expired(approveBy);
  return [{ type: 'AppointmentApproved', data: { approvedAt: data.at } }];
}

/** AP16: old occupancy goes and new comes in one event; nothing happens when nothing would change. */
export function move({ data }: MoveAppointment, appointment: Appointment): AppointmentMoved[] | BookingRefusal {
  const booked = inState(appointment, ['SCHEDULED', 'CONFIRMED'], 'moved', 'AP16');
  if (isRefusal(booked)) return booked;
  const no = patientIsSeen(data.patient) ?? validSlot(data.slot);
  if (no) return no;
  const to = slotOf(data.slot);
  if (isSameSlot(booked.slot, to)) return [];
  if (isPast(to.startsAt, data.at)) return inThePast(to.startsAt);
  const { patientResourceId, slot: from } = booked;
  return [
    { type: 'AppointmentMoved', data: { patientResourceId, from, to, wasConfirmed: booked.status === 'CONFIRMED' } },
  ];
}

const bookable = ({ patient, slot }: Booking): BookingRefusal | null => patientIsSeen(patient) ?? validSlot(slot);

/** AP24: one minute to 24 hours, starting on a whole minute; an overbooking says why (D27). */
function validSlot({ durationMinutes, startsAt, overbook }: SlotWish): BookingRefusal | null {
  if (!Number.isInteger(durationMinutes) || durationMinutes < 1 || durationMinutes > LONGEST_MINUTES)
    return refuse(
      'InvalidLength',
      'An appointment lasts between 1 minute and 24 hours. Choose another length.',
      'AP24',
      {
        durationMinutes,
      },
    );
  if (toInstant(startsAt) % MINUTE !== 0)
    return refuse('InvalidStart', 'An appointment starts on a whole minute. Choose a time without seconds.', 'AP24', {
      startsAt,
    });
  return overbook && hasReason(overbook.reason, 'AV4');
}

function facts(data: Booking): BookingFacts {
  const { reference, clinicId, patientId, patientResourceId, visitTypeId, reason, note, at } = data;
  return {
    reference,
    clinicId,
    patientId,
    patientResourceId,
    visitTypeId,
    reason,
    note,
    bookedAt: at,
    ...slotOf(data.slot),
  };
}

// The running minute still counts as now: "book for 10:00" at 10:00:20 is no retrospective entry.
const isPast = (startsAt: string, at: string): boolean =>
  toInstant(startsAt) < Math.floor(toInstant(at) / MINUTE) * MINUTE;

/** AP20: only a retrospective entry may start before now. */
const inThePast = (startsAt: string): InThePast =>
  refuse('InThePast', 'This time has passed. Choose a later one, or enter it as a retrospective appointment.', 'AP20', {
    startsAt,
  });

const expired = (approveBy: string): RequestExpired =>
  refuse('RequestExpired', 'The time to answer this request is over and its slot is free again. Book anew.', 'AP2', {
    approveBy,
  });
