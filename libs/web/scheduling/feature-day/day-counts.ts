import { type Appointment, type Day, waitingMinutes } from '@medley/web/scheduling/data';
import { takesTime } from '@medley/web/scheduling/ui-day-grid';

export interface DayCounts {
  readonly booked: number;
  readonly arrived: number;
  readonly waiting: number;
  readonly longest: number;
  readonly withDoctor: number;
  readonly done: number;
  readonly noShow: number;
  readonly freeMinutes: number;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** The day in eight numbers. Arrived counts everybody who came, whatever happened to them since. */
export function countsOf(day: Day | null, appointments: readonly Appointment[], now: number): DayCounts {
  const count = (...states: readonly Appointment['status'][]) =>
    appointments.filter((one) => states.includes(one.status)).length;
  const waits = appointments.map((one) => waitingMinutes(one, now)).filter((minutes) => minutes !== null);
  const open = (day?.columns ?? [])
    .flatMap((column) => column.open)
    .map((range) => Date.parse(range.endsAt) - Date.parse(range.startsAt));
  const taken = appointments.filter(takesTime).map((one) => one.durationMinutes);
  return {
    booked: appointments.filter((one) => one.status !== 'CANCELLED').length,
    arrived: count('CHECKED_IN', 'IN_PROGRESS', 'COMPLETED'),
    waiting: waits.length,
    longest: Math.max(0, ...waits),
    withDoctor: count('IN_PROGRESS'),
    done: count('COMPLETED'),
    noShow: count('NO_SHOW'),
    freeMinutes: Math.max(0, sum(open) / 60_000 - sum(taken)),
  };
}
