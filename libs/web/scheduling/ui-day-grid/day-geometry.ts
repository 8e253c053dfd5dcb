import type { Appointment, Day, DayColumn } from '@medley/web/scheduling/data';

/** Half-open stretch of time in milliseconds since the epoch: no zone, so a 23- or 25-hour day needs no care. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A place in the grid: which column, which minute. */
export interface Spot {
  readonly column: number;
  readonly at: number;
}

export interface Placed {
  readonly appointment: Appointment;
  readonly top: number;
  readonly height: number;
  readonly before: number;
  readonly after: number;
  readonly lane: number;
  readonly lanes: number;
}

export const pixelsPerMinute = 2;
const minute = 60_000;
const hour = 60 * minute;

export const spanOf = (range: { readonly startsAt: string; readonly endsAt: string }): Span => ({
  from: Date.parse(range.startsAt),
  to: Date.parse(range.endsAt),
});
export const overlaps = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;
export const pixels = (ms: number): number => (ms / minute) * pixelsPerMinute;

/** Cancelled and missed appointments leave their time free. */
export const takesTime = ({ status }: Appointment): boolean =>
  status !== 'CANCELLED' && status !== 'NO_SHOW' && status !== 'ENTERED_IN_ERROR';

/** The hours worth showing: whole hours from the first open or booked minute to the last. */
export function shownSpan(day: Day, appointments: readonly Appointment[]): Span {
  const spans = [...day.columns.flatMap((column) => column.open), ...appointments].map(spanOf);
  const start = Date.parse(day.startsAt);
  if (spans.length === 0) return { from: start + 8 * hour, to: start + 18 * hour };
  const from = Math.min(...spans.map((span) => span.from));
  const to = Math.max(...spans.map((span) => span.to));
  return {
    from: start + Math.floor((from - start) / hour) * hour,
    to: Math.min(start + Math.ceil((to - start) / hour) * hour, Math.max(Date.parse(day.endsAt), to)),
  };
}

/** Where each appointment of a column stands; those that share time stand side by side. */
export function placed(appointments: readonly Appointment[], shown: Span): readonly Placed[] {
  const result: Placed[] = [];
  let group: { appointment: Appointment; span: Span; lane: number }[] = [];
  const close = () => {
    const lanes = Math.max(0, ...group.map((one) => one.lane + 1));
    result.push(...group.map((one) => place({ ...one, lanes }, shown)));
    group = [];
  };
  for (const appointment of [...appointments].sort(byStart)) {
    const span = spanOf(appointment);
    if (group.every((one) => one.span.to <= span.from)) close();
    const taken = new Set(group.filter((one) => overlaps(one.span, span)).map((one) => one.lane));
    group.push({ appointment, span, lane: firstFree(taken) });
  }
  close();
  return result;
}

const byStart = (a: Appointment, b: Appointment): number => Date.parse(a.startsAt) - Date.parse(b.startsAt);

function firstFree(taken: ReadonlySet<number>): number {
  let lane = 0;
  while (taken.has(lane)) lane++;
  return lane;
}

interface Standing {
  readonly appointment: Appointment;
  readonly span: Span;
  readonly lane: number;
  readonly lanes: number;
}

function place({ appointment, span, lane, lanes }: Standing, shown: Span): Placed {
  return {
    appointment,
    top: pixels(span.from - shown.from),
    height: pixels(span.to - span.from),
    before: (appointment.visitType?.bufferBeforeMinutes ?? 0) * pixelsPerMinute,
    after: (appointment.visitType?.bufferAfterMinutes ?? 0) * pixelsPerMinute,
    lane,
    lanes,
  };
}

/** Starts that suit a visit of that length: quarters for 15, 30 or 45 minutes, tens for 20, fives for the rest. */
export function stepFor(minutes: number): number {
  return [15, 10].find((step) => minutes % step === 0) ?? 5;
}

/** The start under a point of a column, snapped to the step and counted from the top of the grid. */
export function startAt(y: number, shown: Span, stepMinutes: number): number {
  const steps = Math.floor(y / (stepMinutes * pixelsPerMinute));
  const last = Math.floor((shown.to - shown.from) / (stepMinutes * minute)) - 1;
  return shown.from + Math.min(Math.max(steps, 0), last) * stepMinutes * minute;
}

/** Why that time cannot be had in that column, in words for the person pointing at it; null when it is free. */
export function obstacle(
  column: DayColumn,
  appointments: readonly Appointment[],
  wanted: Span,
  clock: (at: number) => string,
): string | null {
  const closed = column.closed.find((range) => overlaps(spanOf(range), wanted));
  if (closed) return closedWords(closed.reason, closed.text);
  if (column.busyElsewhere.some((range) => overlaps(spanOf(range), wanted))) return 'Busy at another clinic';
  const other = appointments.find((one) => takesTime(one) && overlaps(withBuffers(one), wanted));
  return other ? `Taken ${clock(spanOf(other).from)}–${clock(spanOf(other).to)}` : null;
}

function withBuffers(appointment: Appointment): Span {
  const { from, to } = spanOf(appointment);
  const { bufferBeforeMinutes = 0, bufferAfterMinutes = 0 } = appointment.visitType ?? {};
  return { from: from - bufferBeforeMinutes * minute, to: to + bufferAfterMinutes * minute };
}

const reasons = {
  OUTSIDE_HOURS: 'Outside hours',
  BREAK: 'Break',
  TIME_OFF: 'Time off',
  OVERRIDE: 'Closed that day',
} as const;

/** "Time off: conference", or only the reason where nothing was written. */
export function closedWords(reason: keyof typeof reasons, text: string | null): string {
  return text ? `${reasons[reason]}: ${text}` : reasons[reason];
}

/** Share of a practitioner's open minutes that is booked, 0 to 1; null where nothing is open. */
export function loadOf(column: DayColumn, appointments: readonly Appointment[]): number | null {
  const open = column.open.map(spanOf).reduce((sum, span) => sum + span.to - span.from, 0);
  const booked = appointments
    .filter(takesTime)
    .map(spanOf)
    .reduce((sum, span) => sum + span.to - span.from, 0);
  return open === 0 ? null : Math.min(1, booked / open);
}
