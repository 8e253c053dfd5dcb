import type { Appointment } from './scheduling-api';

/** Minutes waited: from arrival or the appointment's start, whichever is later (VS11); null when not waiting. */
export function waitingMinutes(
  appointment: Pick<Appointment, 'status' | 'arrivedAt' | 'startsAt'>,
  now: number,
): number | null {
  if (appointment.status !== 'CHECKED_IN') return null;
  const arrived = appointment.arrivedAt ? Date.parse(appointment.arrivedAt) : 0;
  return Math.max(0, Math.floor((now - Math.max(arrived, Date.parse(appointment.startsAt))) / 60_000));
}

export type NextStep = 'check-in' | 'undo-check-in' | null;

/** What the desk does next with an appointment of today; null when nothing is left to do at the desk. */
export function nextStepOf({ status }: Pick<Appointment, 'status'>): NextStep {
  if (status === 'SCHEDULED' || status === 'CONFIRMED') return 'check-in';
  return status === 'CHECKED_IN' ? 'undo-check-in' : null;
}

/** What may be done with an appointment at the desk in its state and at that time (AP4-AP16). */
export function stepsOf(appointment: Appointment, now: number, today: string, dateOf: (instant: string) => string) {
  const { status } = appointment;
  const booked = status === 'SCHEDULED' || status === 'CONFIRMED';
  const isToday = dateOf(appointment.startsAt) === today;
  const begun = Date.parse(appointment.startsAt) + 15 * 60_000 <= now;
  return {
    checkIn: (booked || status === 'NO_SHOW') && isToday,
    undoCheckIn: status === 'CHECKED_IN',
    confirm: status === 'SCHEDULED' && !begun,
    move: booked,
    cancel: booked || status === 'REQUESTED' || status === 'CHECKED_IN',
    noShow: booked && begun,
    restore: status === 'CANCELLED',
  };
}
