import { addDays, covers, type LocalDate, localDate, overlaps, type Span, type TimeZone } from '@medley/kernel';
import { earliestStart, horizonDate, type VisitPlan } from './availability';
import { type Busy, cellRange, isFree } from './cells';
import { Hours, type WorkingRules } from './hours';
import { type Closed, workingDay } from './working-day';

/** HARD is never overridden, SOFT needs permission and reason, WARNING is only said (AV4). */
export type RuleClass = 'HARD' | 'SOFT' | 'WARNING';
export type ViolationCode =
  | 'PRACTITIONER_BUSY'
  | 'PATIENT_BUSY'
  | 'ROOM_BUSY'
  | 'BLOCKED'
  | 'TIME_OFF'
  | 'OVERRIDE'
  | 'BREAK'
  | 'OUTSIDE_HOURS'
  | 'IN_THE_PAST'
  | 'NOTICE'
  | 'HORIZON'
  | 'OFF_GRID';
/** One rule a proposed time breaks, with its number in the rule book. */
export type Violation = Readonly<{ code: ViolationCode; rule: string; class: RuleClass; message: string }>;

/** One proposed time with one practitioner; null = not chosen or not needed. */
export type Proposal = Readonly<{
  start: number;
  zone: TimeZone;
  now: number;
  plan: VisitPlan;
  rules: WorkingRules;
  practitioner: Busy;
  patient: Busy | null;
  room: Busy | null;
}>;

const MINUTE = 60_000;

/** Every rule a proposed time breaks, all at once (AV4); nothing means it is an opening. */
export function whyNot(proposal: Proposal): readonly Violation[] {
  return [...busy(proposal), ...closed(proposal), ...timing(proposal)];
}

const violation = (code: ViolationCode, rule: string, ruleClass: RuleClass, message: string): Violation => ({
  code,
  rule,
  class: ruleClass,
  message,
});

function busy({ start, plan, practitioner, patient, room }: Proposal): Violation[] {
  const { bufferBeforeMinutes, bufferAfterMinutes, durationMinutes } = plan;
  const end = start + durationMinutes * MINUTE;
  const buffered = cellRange(start - bufferBeforeMinutes * MINUTE, end + bufferAfterMinutes * MINUTE);
  const found: Violation[] = [];
  if (!isFree(practitioner, buffered))
    found.push(violation('PRACTITIONER_BUSY', 'AV8', 'HARD', 'The practitioner is taken at this time.'));
  if (patient && !isFree(patient, cellRange(start, end)))
    found.push(violation('PATIENT_BUSY', 'AV7', 'HARD', 'The patient has another appointment at this time.'));
  if (room && !isFree(room, buffered))
    found.push(violation('ROOM_BUSY', 'AV8', 'HARD', 'The room is taken at this time.'));
  return found;
}

function closed({ start, plan, rules, zone }: Proposal): Violation[] {
  const hours = new Hours(rules, zone);
  const visit = { start, end: start + plan.durationMinutes * MINUTE };
  const days = datesOf(visit, zone).map((date) => workingDay(hours, date));
  if (
    covers(
      days.flatMap((day) => day.open),
      visit,
    )
  )
    return offGrid(hours, start, plan, zone);
  const hits = days.flatMap((day) => day.closed).filter((span) => overlaps(span, visit));
  const violations = hits.map(closedBecause);
  return [...new Map(violations.map((one) => [one.code, one])).values(), ...offGrid(hours, start, plan, zone)];
}

function datesOf({ start, end }: Span, zone: TimeZone): LocalDate[] {
  const dates = [localDate(start, zone)];
  const last = localDate(end - 1, zone);
  for (let date = dates[0]; date !== undefined && date < last; dates.push(date)) date = addDays(date, 1);
  return dates;
}

function closedBecause({ reason, level, text }: Closed): Violation {
  const because = text === null ? '' : ` (${text})`;
  if (level === 'FORCED') return violation('BLOCKED', 'AV1', 'HARD', `This time is blocked${because}.`);
  switch (reason) {
    case 'TIME_OFF':
      return violation('TIME_OFF', 'AV3', 'SOFT', `The practitioner is away${because}.`);
    case 'OVERRIDE':
      return violation('OVERRIDE', 'AV2', 'SOFT', `Other hours apply on this date${because}.`);
    case 'BREAK':
      return violation('BREAK', 'AV4', 'SOFT', 'This is in a break.');
    case 'OUTSIDE_HOURS':
      return violation('OUTSIDE_HOURS', 'AV4', 'SOFT', 'This is outside working hours.');
  }
}

/** AP21: staff may leave the grid; where nothing is open there is no grid to leave. */
function offGrid(hours: Hours, start: number, { gridMinutes }: VisitPlan, zone: TimeZone): Violation[] {
  const date = localDate(start, zone);
  const open = [addDays(date, -1), date]
    .flatMap((one) => hours.openOn(one))
    .find((one) => one.start <= start && start < one.end);
  if (!open || (start - open.anchor) % (gridMinutes * MINUTE) === 0) return [];
  return [violation('OFF_GRID', 'AP21', 'SOFT', `Times here start every ${gridMinutes} minutes.`)];
}

function timing({ start, now, plan, zone }: Proposal): Violation[] {
  const found: Violation[] = [];
  if (start < now) found.push(violation('IN_THE_PAST', 'AP20', 'SOFT', 'This time has passed.'));
  if (start < earliestStart(now, plan, zone) && start >= now)
    found.push(violation('NOTICE', 'AV12', 'SOFT', 'This is sooner than the visit type allows.'));
  const horizon = horizonDate(now, plan, zone);
  if (horizon !== null && localDate(start, zone) > horizon)
    found.push(violation('HORIZON', 'AV12', 'SOFT', `Booking is open until ${horizon}.`));
  return found;
}
