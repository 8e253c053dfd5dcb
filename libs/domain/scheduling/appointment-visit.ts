import { type Ask, type Fact, isRefusal, refuse, type Refusal, toInstant } from '@medley/kernel';
import {
  type Appointment,
  inState,
  type NotAllowedInState,
  type NotToday,
  type PatientFacts,
  type PatientInactive,
  patientIsSeen,
} from './appointment-state';
import { isToday } from './attendance';

// Commands
/** AP7: sent by starting the visit, never alone. */
export type StartVisitForAppointment = Ask<
  'StartVisitForAppointment',
  { at: string; by: string; visitId: string; today: string; patient: PatientFacts }
>;
/** AP8. */
export type UndoVisitStart = Ask<'UndoVisitStart', { at: string; by: string; hasSignedContent: boolean }>;
/** AP9: sent by completing the visit, in the same transaction. */
export type CompleteAppointment = Ask<'CompleteAppointment', { at: string; by: string; visitId: string }>;

// Events
/** `impliedArrival` is the arrival stamp nobody set, else null (AP7). */
export type VisitStartedForAppointment = Fact<
  'VisitStartedForAppointment',
  { visitId: string; startedAt: string; startedBy: string; impliedArrival: string | null }
>;
export type VisitStartUndone = Fact<'VisitStartUndone', { visitId: string; undoneAt: string }>;
export type AppointmentCompleted = Fact<'AppointmentCompleted', { visitId: string; completedAt: string }>;

export type VisitCommand = StartVisitForAppointment | UndoVisitStart | CompleteAppointment;
export type VisitEvent = VisitStartedForAppointment | VisitStartUndone | AppointmentCompleted;

// Refusals
export type NotSameUser = Refusal<'NotSameUser', { startedBy: string }>;
export type TooLateToUndo = Refusal<'TooLateToUndo', { until: string }>;
export type HasSignedContent = Refusal<'HasSignedContent', { visitId: string }>;
export type AnotherVisit = Refusal<'AnotherVisit', { visitId: string }>;
export type VisitRefusal =
  NotAllowedInState | PatientInactive | NotToday | NotSameUser | TooLateToUndo | HasSignedContent | AnotherVisit;

const UNDO_MS = 15 * 60_000;

/** AP7: an arrival nobody noted is set to now and marked implied; one appointment has one visit (VS2). */
export function startVisit(
  { data }: StartVisitForAppointment,
  appointment: Appointment,
): VisitStartedForAppointment[] | VisitRefusal {
  if (appointment.status === 'IN_PROGRESS' && appointment.visit?.visitId === data.visitId) return [];
  const booked = inState(appointment, ['CHECKED_IN', 'SCHEDULED', 'CONFIRMED'], 'started', 'AP7');
  if (isRefusal(booked)) return booked;
  const arrived = booked.status === 'CHECKED_IN';
  // Someone checked in before midnight may be seen after it; someone who never arrived must be due today.
  const no = arrived ? null : (patientIsSeen(data.patient) ?? isToday(booked, data.today, 'AP7'));
  if (no) return no;
  const { visitId, at: startedAt, by: startedBy } = data;
  const impliedArrival = arrived ? null : startedAt;
  return [{ type: 'VisitStartedForAppointment', data: { visitId, startedAt, startedBy, impliedArrival } }];
}

/** AP8: who started it, within 15 minutes, nothing signed. */
export function undoVisitStart({ data }: UndoVisitStart, appointment: Appointment): VisitStartUndone[] | VisitRefusal {
  const started = inState(appointment, ['IN_PROGRESS'], 'set back to waiting', 'AP8');
  if (isRefusal(started)) return started;
  const { visit } = started;
  if (visit === null) throw new Error('An appointment in progress has a visit.');
  const until = toInstant(visit.startedAt) + UNDO_MS;
  if (visit.startedBy !== data.by)
    return refuse('NotSameUser', 'Only the person who started this visit may undo it.', 'AP8', {
      startedBy: visit.startedBy,
    });
  if (toInstant(data.at) > until)
    return refuse('TooLateToUndo', 'The start can be undone for 15 minutes only. Cancel the visit instead.', 'AP8', {
      until: new Date(until).toISOString(),
    });
  if (data.hasSignedContent)
    return refuse('HasSignedContent', 'This visit has signed content, so its start stays.', 'AP8', {
      visitId: visit.visitId,
    });
  return [{ type: 'VisitStartUndone', data: { visitId: visit.visitId, undoneAt: data.at } }];
}

/** AP9: by its own visit, once. */
export function complete(
  { data }: CompleteAppointment,
  appointment: Appointment,
): AppointmentCompleted[] | VisitRefusal {
  const { visitId, at: completedAt } = data;
  if (appointment.status === 'COMPLETED' && appointment.visit?.visitId === visitId) return [];
  const started = inState(appointment, ['IN_PROGRESS'], 'completed', 'AP9');
  if (isRefusal(started)) return started;
  if (started.visit?.visitId !== visitId)
    return refuse('AnotherVisit', 'Another visit belongs to this appointment. Complete that one.', 'AP9', {
      visitId: started.visit?.visitId ?? '',
    });
  return [{ type: 'AppointmentCompleted', data: { visitId, completedAt } }];
}
