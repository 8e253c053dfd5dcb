import { type Ask, type Fact, isRefusal, refuse, type Refusal, toInstant } from '@medley/kernel';
import {
  type Appointment,
  type BookedAppointment,
  type CancelReason,
  hasReason,
  holdOf,
  inState,
  type InThePast,
  notAllowed,
  type NotAllowedInState,
  type Party,
  type PatientFacts,
  type PatientInactive,
  patientIsSeen,
  type ReasonRequired,
} from './appointment-state';
import type { Hold, Overbook } from './slot';

// Commands
/** AP10, AP11. `text` is personal. A patient acting alone is bound by `lateCancelHours` (AP19); the desk is not. */
export type CancelAppointment = Ask<
  'CancelAppointment',
  {
    at: string;
    by: string;
    reasonCode: Exclude<CancelReason, 'DECLINED' | 'EXPIRED'>;
    text: string | null;
    party: Party;
    channel: 'DESK' | 'SELF_SERVICE';
    lateCancelHours: number;
  }
>;
/** AP3: the clinic says no. `text` is personal. */
export type DeclineAppointment = Ask<'DeclineAppointment', { at: string; by: string; text: string | null }>;
/** AP2: nobody answered until `approveBy`. */
export type ExpireRequestedAppointment = Ask<'ExpireRequestedAppointment', { at: string; by: string }>;
/** AP14: brings a cancelled appointment back; the conflict check is the occupancy it takes again. */
export type RestoreAppointment = Ask<
  'RestoreAppointment',
  { at: string; by: string; reason: string | null; patient: PatientFacts; overbook: Overbook | null }
>;
/** AP15: it should never have been there. `reason` is personal. */
export type EnterAppointmentInError = Ask<'EnterAppointmentInError', { at: string; by: string; reason: string }>;

// Events
/** Gives `released` back. `late` was judged by the policy of that moment (AP10). Personal: `text`. */
export type AppointmentCancelled = Fact<
  'AppointmentCancelled',
  {
    cancelledAt: string;
    reasonCode: CancelReason;
    text: string | null;
    party: Party;
    late: boolean;
    /** The patient had arrived; the visit ends LEFT_WITHOUT_BEING_SEEN (AP11). */
    leftWithoutBeingSeen: boolean;
    released: Hold;
  }
>;
/** Gives `released` back; the state is CANCELLED with reason DECLINED (AP3). Personal: `text`. */
export type AppointmentDeclined = Fact<
  'AppointmentDeclined',
  { cancelledAt: string; reasonCode: 'DECLINED'; text: string | null; released: Hold }
>;
/** Takes `taken` again; same reference (AP14). Personal: `reason`. */
export type AppointmentRestored = Fact<
  'AppointmentRestored',
  { restoredAt: string; reason: string | null; taken: Hold }
>;
/** Gives `released` back when something was held; hidden from lists and statistics (AP15). Personal: `reason`. */
export type AppointmentEnteredInError = Fact<
  'AppointmentEnteredInError',
  { enteredInErrorAt: string; reason: string; released: Hold | null }
>;

export type CancellationCommand =
  CancelAppointment | DeclineAppointment | ExpireRequestedAppointment | RestoreAppointment | EnterAppointmentInError;
export type CancellationEvent =
  AppointmentCancelled | AppointmentDeclined | AppointmentRestored | AppointmentEnteredInError;

// Refusals
export type TooLateToChange = Refusal<'TooLateToChange', { startsAt: string; hours: number }>;
export type NotExpired = Refusal<'NotExpired', { approveBy: string | null }>;
export type CancellationRefusal =
  NotAllowedInState | ReasonRequired | TooLateToChange | NotExpired | PatientInactive | InThePast;

const HOUR = 3_600_000;
const CANCELLABLE = ['REQUESTED', 'SCHEDULED', 'CONFIRMED', 'CHECKED_IN'] as const;

/** The side a reason speaks for, where nobody says otherwise (AP10). */
export const partyOf = (reason: CancelReason): Party =>
  reason === 'PATIENT_REQUEST' || reason === 'PATIENT_ILL' ? 'PATIENT' : reason === 'EXPIRED' ? 'SYSTEM' : 'CLINIC';

/** AP10, and AP11 for someone who left before being seen. */
export function cancel(
  { data }: CancelAppointment,
  appointment: Appointment,
): AppointmentCancelled[] | CancellationRefusal {
  if (appointment.status === 'CANCELLED') return [];
  const booked = inState(appointment, CANCELLABLE, 'cancelled', 'AP10');
  if (isRefusal(booked)) return booked;
  const no = mayCancel(data, booked);
  if (no) return no;
  const { at, reasonCode, text, party, lateCancelHours } = data;
  // Only what the patient causes can be the patient's late cancellation.
  const late = party === 'PATIENT' && isWithin(booked, at, lateCancelHours);
  return [cancelled(booked, { cancelledAt: at, reasonCode, text, party, late })];
}

function mayCancel(data: CancelAppointment['data'], booked: BookedAppointment): CancellationRefusal | null {
  if (data.reasonCode === 'OTHER') {
    const no = hasReason(data.text ?? '', 'AP10');
    if (no) return no;
  }
  if (data.channel === 'DESK') return null;
  if (booked.status === 'CHECKED_IN') return notAllowed(booked, 'cancelled by the patient', 'AP11');
  return isWithin(booked, data.at, data.lateCancelHours) ? tooLate(booked, data.lateCancelHours) : null;
}

/** AP19: instants are compared, never dates. */
const isWithin = ({ slot }: BookedAppointment, at: string, hours: number): boolean =>
  toInstant(at) > toInstant(slot.startsAt) - hours * HOUR;

const tooLate = ({ slot: { startsAt } }: BookedAppointment, hours: number): TooLateToChange =>
  refuse('TooLateToChange', `Less than ${hours} hours are left, so please call the clinic to cancel.`, 'AP19', {
    startsAt,
    hours,
  });

function cancelled(
  booked: BookedAppointment,
  data: Pick<AppointmentCancelled['data'], 'cancelledAt' | 'reasonCode' | 'text' | 'party' | 'late'>,
): AppointmentCancelled {
  const leftWithoutBeingSeen = booked.status === 'CHECKED_IN';
  return { type: 'AppointmentCancelled', data: { ...data, leftWithoutBeingSeen, released: holdOf(booked) } };
}

/** AP3: declining frees the held slot. */
export function decline(
  { data }: DeclineAppointment,
  appointment: Appointment,
): AppointmentDeclined[] | CancellationRefusal {
  const requested = inState(appointment, ['REQUESTED'], 'declined', 'AP3');
  if (isRefusal(requested)) return requested;
  const { at: cancelledAt, text } = data;
  return [
    { type: 'AppointmentDeclined', data: { cancelledAt, reasonCode: 'DECLINED', text, released: holdOf(requested) } },
  ];
}

/** AP2: quiet once the request was answered, since the clock that sends this knows nothing of the answer. */
export function expire(
  { data }: ExpireRequestedAppointment,
  appointment: Appointment,
): AppointmentCancelled[] | CancellationRefusal {
  if (appointment.status === 'NONE') return notAllowed(appointment, 'expired', 'AP2');
  if (appointment.status !== 'REQUESTED') return [];
  const { approveBy } = appointment;
  if (approveBy === null || toInstant(data.at) < toInstant(approveBy))
    return refuse('NotExpired', 'This request may still be answered.', 'AP2', { approveBy });
  return [
    cancelled(appointment, { cancelledAt: data.at, reasonCode: 'EXPIRED', text: null, party: 'SYSTEM', late: false }),
  ];
}

/** AP14: back to SCHEDULED with the same reference, as long as it is not over. */
export function restore(
  { data }: RestoreAppointment,
  appointment: Appointment,
): AppointmentRestored[] | CancellationRefusal {
  const cancelledOne = inState(appointment, ['CANCELLED'], 'restored', 'AP14');
  if (isRefusal(cancelledOne)) return cancelledOne;
  const { startsAt, endsAt } = cancelledOne.slot;
  const no = patientIsSeen(data.patient) ?? (data.overbook && hasReason(data.overbook.reason, 'AV4'));
  if (no) return no;
  if (toInstant(endsAt) <= toInstant(data.at))
    return refuse('InThePast', 'This appointment is over, so it cannot be restored. Book a new one.', 'AP14', {
      startsAt,
    });
  const { patientResourceId, slot } = holdOf(cancelledOne);
  const taken = { patientResourceId, slot: { ...slot, overbook: data.overbook } };
  return [{ type: 'AppointmentRestored', data: { restoredAt: data.at, reason: data.reason, taken } }];
}

/** AP15: anything but a completed appointment. */
export function enterInError(
  { data }: EnterAppointmentInError,
  appointment: Appointment,
): AppointmentEnteredInError[] | CancellationRefusal {
  if (appointment.status === 'ENTERED_IN_ERROR') return [];
  if (appointment.status === 'NONE' || appointment.status === 'COMPLETED')
    return notAllowed(appointment, 'marked as entered in error', 'AP15');
  const no = hasReason(data.reason, 'AP15');
  if (no) return no;
  const released = appointment.holding ? holdOf(appointment) : null;
  return [{ type: 'AppointmentEnteredInError', data: { enteredInErrorAt: data.at, reason: data.reason, released } }];
}
