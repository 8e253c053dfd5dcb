import { type Ask, type Fact, isRefusal, refuse, type Refusal, toInstant } from '@medley/kernel';
import {
  type Appointment,
  type BookedAppointment,
  holdOf,
  inState,
  type InThePast,
  type NotAllowedInState,
  type NotToday,
  type PatientFacts,
  type PatientInactive,
  patientIsSeen,
} from './appointment-state';
import { type Hold, localDateOf } from './slot';

// Commands
/** AP4. */
export type ConfirmAppointment = Ask<'ConfirmAppointment', { at: string; by: string }>;
/** AP4, taken back. */
export type UnconfirmAppointment = Ask<'UnconfirmAppointment', { at: string; by: string }>;
/**
 * AP5, AP13. `today` is the clinic-local date. After a no-show `slotTaken` says whether the freed slot has been given away;
 * then the arrival takes `overbookLane`.
 */
export type CheckInPatient = Ask<
  'CheckInPatient',
  { at: string; by: string; today: string; patient: PatientFacts; slotTaken: boolean; overbookLane: number }
>;
/** AP6. */
export type UndoCheckIn = Ask<'UndoCheckIn', { at: string; by: string }>;
/** AP12: only a person sends this; the system merely proposes. */
export type MarkNoShow = Ask<'MarkNoShow', { at: string; by: string; graceMinutes: number }>;

// Events
export type AppointmentConfirmed = Fact<'AppointmentConfirmed', { confirmedAt: string }>;
export type AppointmentUnconfirmed = Fact<'AppointmentUnconfirmed', { unconfirmedAt: string }>;
/** The patient is here. After a no-show `late` is true and `taken` is held again (AP13). */
export type PatientCheckedIn = Fact<'PatientCheckedIn', { arrivedAt: string; late: boolean; taken: Hold | null }>;
/** The arrival was a mistake; history keeps it (AP6). */
export type CheckInUndone = Fact<'CheckInUndone', { undoneAt: string }>;
/** Gives `released` back (AP12). */
export type AppointmentMarkedNoShow = Fact<'AppointmentMarkedNoShow', { markedAt: string; released: Hold }>;

export type AttendanceCommand = ConfirmAppointment | UnconfirmAppointment | CheckInPatient | UndoCheckIn | MarkNoShow;
export type AttendanceEvent =
  AppointmentConfirmed | AppointmentUnconfirmed | PatientCheckedIn | CheckInUndone | AppointmentMarkedNoShow;

// Refusals
export type TooEarly = Refusal<'TooEarly', { from: string }>;
export type AttendanceRefusal = NotAllowedInState | PatientInactive | NotToday | InThePast | TooEarly;

const MINUTE = 60_000;
const EXPECTED = ['SCHEDULED', 'CONFIRMED'] as const;

/** AP4: only what is still to come can be confirmed. */
export function confirm(
  { data }: ConfirmAppointment,
  appointment: Appointment,
): AppointmentConfirmed[] | AttendanceRefusal {
  const booked = inState(appointment, EXPECTED, 'confirmed', 'AP4');
  if (isRefusal(booked)) return booked;
  if (booked.status === 'CONFIRMED') return [];
  return stillToCome(booked, data.at) ?? [{ type: 'AppointmentConfirmed', data: { confirmedAt: data.at } }];
}

/** AP4, the way back. */
export function unconfirm(
  { data }: UnconfirmAppointment,
  appointment: Appointment,
): AppointmentUnconfirmed[] | AttendanceRefusal {
  const booked = inState(appointment, EXPECTED, 'unconfirmed', 'AP4');
  if (isRefusal(booked)) return booked;
  if (booked.status === 'SCHEDULED') return [];
  return stillToCome(booked, data.at) ?? [{ type: 'AppointmentUnconfirmed', data: { unconfirmedAt: data.at } }];
}

function stillToCome({ slot: { startsAt } }: BookedAppointment, at: string): InThePast | null {
  if (toInstant(startsAt) > toInstant(at)) return null;
  return refuse('InThePast', 'This appointment has begun. Check the patient in or mark a no-show instead.', 'AP4', {
    startsAt,
  });
}

/** AP5, twice = once (AP29), and AP13 for someone who comes after all. */
export function checkIn({ data }: CheckInPatient, appointment: Appointment): PatientCheckedIn[] | AttendanceRefusal {
  if (appointment.status === 'CHECKED_IN') return [];
  const booked = inState(appointment, [...EXPECTED, 'NO_SHOW'], 'checked in', 'AP5');
  if (isRefusal(booked)) return booked;
  const late = booked.status === 'NO_SHOW';
  const no = patientIsSeen(data.patient) ?? isToday(booked, data.today, late ? 'AP13' : 'AP5');
  if (no) return no;
  return [
    { type: 'PatientCheckedIn', data: { arrivedAt: data.at, late, taken: late ? lateHold(booked, data) : null } },
  ];
}

/** AP13: beside whoever has the slot now, when someone has. */
function lateHold(booked: BookedAppointment, { slotTaken, overbookLane }: CheckInPatient['data']): Hold {
  const { patientResourceId, slot } = holdOf(booked);
  const overbook = slotTaken ? { lane: overbookLane, reason: 'late arrival' } : slot.overbook;
  return { patientResourceId, slot: { ...slot, overbook } };
}

/** AP5, TZ2: the clinic's today must be the appointment's day; what is written down afterwards is exempt (AP20). */
export function isToday({ slot, retrospective }: BookedAppointment, today: string, rule: string): NotToday | null {
  const localDate = localDateOf(slot);
  if (retrospective || localDate === today) return null;
  return refuse('NotToday', `This appointment is on ${localDate}, not today. Move it to today first.`, rule, {
    localDate,
    today,
  });
}

/** AP6: the visit has not started, or the state would be another. */
export function undoCheckIn({ data }: UndoCheckIn, appointment: Appointment): CheckInUndone[] | AttendanceRefusal {
  if (appointment.status === 'SCHEDULED') return [];
  const arrived = inState(appointment, ['CHECKED_IN'], 'set back to not arrived', 'AP6');
  if (isRefusal(arrived)) return arrived;
  return [{ type: 'CheckInUndone', data: { undoneAt: data.at } }];
}

/** AP12: after the grace time. */
export function markNoShow(
  { data }: MarkNoShow,
  appointment: Appointment,
): AppointmentMarkedNoShow[] | AttendanceRefusal {
  if (appointment.status === 'NO_SHOW') return [];
  const booked = inState(appointment, EXPECTED, 'marked as a no-show', 'AP12');
  if (isRefusal(booked)) return booked;
  const from = toInstant(booked.slot.startsAt) + data.graceMinutes * MINUTE;
  if (toInstant(data.at) < from)
    return refuse('TooEarly', `Wait ${data.graceMinutes} minutes after the start before marking a no-show.`, 'AP12', {
      from: new Date(from).toISOString(),
    });
  return [{ type: 'AppointmentMarkedNoShow', data: { markedAt: data.at, released: holdOf(booked) } }];
}
