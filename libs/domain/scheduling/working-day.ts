import {
  addDays,
  dayRange,
  intersect,
  type LocalDate,
  type Span,
  subtract,
  type TimeZone,
  union,
} from '@medley/kernel';
import { type Block, type BlockLevel, Hours, type WorkingRules } from './hours';

/** Why a stretch of a day is closed, in the order in which AV1 decides. */
export type ClosedReason = 'TIME_OFF' | 'OVERRIDE' | 'BREAK' | 'OUTSIDE_HOURS';
/** A closed stretch; `level` names the block behind it, if one is. */
export type Closed = Span & Readonly<{ reason: ClosedReason; level: BlockLevel | null; text: string | null }>;
/** One local day of a practitioner: open and closed stretches fill it without overlap. */
export type WorkingDay = Readonly<{ open: readonly Span[]; closed: readonly Closed[] }>;

const LEVELS: readonly BlockLevel[] = ['FORCED', 'EMERGENCY', 'LEAVE', 'HOLIDAY'];

/** A practitioner's day as the desk draws it, with the end of last night's window and DST lengths (TZ2, AP23). */
export const workingSpans = (rules: WorkingRules, date: LocalDate, zone: TimeZone): WorkingDay =>
  workingDay(new Hours(rules, zone), date);

/** As `workingSpans`, for hours already read. */
export function workingDay(hours: Hours, date: LocalDate): WorkingDay {
  const day = dayRange(date, hours.zone);
  const dates = [addDays(date, -1), date];
  const open = intersect(
    [day],
    dates.flatMap((one) => hours.openOn(one)),
  );
  return { open, closed: closedIn(subtract([day], open), layers(hours, dates)) };
}

type Layer = Readonly<{ spans: readonly Span[]; because: Omit<Closed, 'start' | 'end'> }>;

function layers(hours: Hours, dates: readonly LocalDate[]): Layer[] {
  return [
    ...LEVELS.flatMap((level) => hours.rules.blocks.filter((block) => block.level === level).map(blockLayer)),
    ...dates.flatMap((date) => overrideLayers(hours, date)),
    ...dates.map((date) => breakLayer(hours, date)),
  ];
}

const blockLayer = (block: Block): Layer => ({
  spans: [block],
  because: { reason: 'TIME_OFF', level: block.level, text: block.text },
});

/** What the week would have opened and the override does not. */
function overrideLayers(hours: Hours, date: LocalDate): Layer[] {
  return hours.overridesOn(date).map(({ text }) => ({
    spans: hours.weeklyOn(date),
    because: { reason: 'OVERRIDE', level: null, text },
  }));
}

const breakLayer = (hours: Hours, date: LocalDate): Layer => ({
  spans: intersect(hours.breaksOn(date), [...hours.hoursOn(addDays(date, -1)), ...hours.hoursOn(date)]),
  because: { reason: 'BREAK', level: null, text: null },
});

/** Each layer takes what it explains; what nothing explains is outside hours. */
function closedIn(rest: readonly Span[], explained: readonly Layer[]): Closed[] {
  let open = rest;
  const closed: Closed[] = [];
  for (const { spans, because } of explained) {
    closed.push(...intersect(open, spans).map((span) => ({ ...span, ...because })));
    open = subtract(open, spans);
  }
  const outside = { reason: 'OUTSIDE_HOURS', level: null, text: null } as const;
  closed.push(...union(open).map((span) => ({ ...span, ...outside })));
  return closed.sort((a, b) => a.start - b.start);
}
