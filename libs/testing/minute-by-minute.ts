import {
  addDays,
  dayRange,
  type LocalDate,
  localDate,
  localDateTime,
  localTime,
  type TimeZone,
  weekdayOf,
} from '@medley/kernel';
import type { DateOverride, VisitPlan, WeeklyHours, WorkingRules } from '@medley/domain/scheduling';

const MINUTE = 60_000;

/** What the wall shows at every minute of a stretch. */
class Walls {
  private readonly texts: readonly string[];

  constructor(
    readonly zone: TimeZone,
    readonly begin: number,
    readonly finish: number,
  ) {
    this.texts = Array.from({ length: (finish - begin) / MINUTE }, (_, i) => localDateTime(begin + i * MINUTE, zone));
  }

  at = (m: number): string => this.texts[(m - this.begin) / MINUTE] ?? localDateTime(m, this.zone);

  /** The first minute at which the wall shows this or more. */
  first(wall: string): number {
    let m = Math.max(this.begin, Date.parse(`${wall}Z`) - 16 * 60 * MINUTE);
    while (this.at(m) < wall) m += MINUTE;
    return m;
  }

  // Practitioners of one case share the table.
  private static last: Walls | null = null;
  static of(zone: TimeZone, begin: number, finish: number): Walls {
    const { last } = Walls;
    if (last?.zone === zone && last.begin === begin && last.finish === finish) return last;
    return (Walls.last = new Walls(zone, begin, finish));
  }
}

/**
 * The reference: walks the days minute by minute and asks of every minute what the rule book asks. It shares with the fast way
 * only the reading of a clock (which its own tests hold to Temporal), none of the span, grid or bitmap arithmetic.
 */
export class MinuteByMinute {
  private readonly owner = new Map<number, LocalDate>();
  private readonly anchor = new Map<number, number>();
  private readonly openMinutes = new Set<number>();
  private readonly walls: Walls;

  constructor(
    private readonly rules: WorkingRules,
    private readonly zone: TimeZone,
    private readonly from: LocalDate,
    private readonly to: LocalDate,
  ) {
    this.walls = Walls.of(zone, dayRange(addDays(from, -3), zone).start, dayRange(addDays(to, 3), zone).end);
    const dates = Array.from({ length: 20 }, (_, i) => addDays(from, i - 2)).filter((date) => date <= addDays(to, 2));
    for (const date of dates)
      this.each(this.windowsOf(date), date, (m) => this.owner.has(m) || this.owner.set(m, date));
    for (const date of dates)
      if (!this.overridesOn(date).length) this.each(weekly(rules.breaks, date), date, (m) => this.owner.delete(m));
    for (let m = this.walls.begin; m < this.walls.finish; m += MINUTE) this.settle(m);
  }

  /** Every start the rules allow and `isFree` does not forbid. */
  starts(plan: VisitPlan, now: number, isFree: (m: number) => boolean): number[] {
    const found: number[] = [];
    const { from, to } = this;
    const earliest = Math.max(now, this.notice(plan, now));
    const horizon = plan.horizonDays === null ? to : addDays(localDate(now, this.zone), plan.horizonDays);
    for (let m = this.walls.begin; m < this.walls.finish; m += MINUTE) {
      const date = this.walls.at(m).slice(0, 10);
      if (date < from || date > to || date > horizon || m < earliest) continue;
      if (this.fits(m, plan) && isFree(m)) found.push(m);
    }
    return found;
  }

  /** Whether a minute is open, whatever is booked. */
  isOpen = (m: number): boolean => this.openMinutes.has(m);

  private fits(m: number, plan: VisitPlan): boolean {
    const anchor = this.anchor.get(m);
    if (anchor === undefined || (m - anchor) % (plan.gridMinutes * MINUTE) !== 0) return false;
    for (let i = 0; i < plan.durationMinutes; i += 1) if (!this.openMinutes.has(m + i * MINUTE)) return false;
    return true;
  }

  private settle(m: number): void {
    const date = this.owner.get(m);
    if (date === undefined) return;
    this.anchor.set(m, this.owner.get(m - MINUTE) === date ? (this.anchor.get(m - MINUTE) ?? m) : m);
    const opensHoliday = this.overridesOn(date).some((override) => override.onHoliday);
    const blocks = this.rules.blocks.filter((block) => !(opensHoliday && block.level === 'HOLIDAY'));
    if (!blocks.some((block) => block.start <= m && m < block.end)) this.openMinutes.add(m);
  }

  private notice({ minNoticeMinutes }: VisitPlan, now: number): number {
    const days = Math.floor(minNoticeMinutes / 1440);
    if (days === 0) return now + minNoticeMinutes * MINUTE;
    const wall = `${addDays(localDate(now, this.zone), days)}T${localTime(now, this.zone)}`;
    let m = Date.parse(`${wall}Z`) - 16 * 60 * MINUTE;
    while (localDateTime(m, this.zone) < wall) m += MINUTE;
    return m + (minNoticeMinutes % 1440) * MINUTE;
  }

  private each(windows: readonly Window[], date: LocalDate, act: (m: number) => unknown): void {
    for (const { from, to } of windows) {
      const last = to > from ? `${date}T${to}` : `${addDays(date, 1)}T${to}`;
      const end = this.walls.first(to === '24:00' ? `${addDays(date, 1)}T00:00` : last);
      for (let m = this.walls.first(`${date}T${from}`); m < end; m += MINUTE) act(m);
    }
  }

  private overridesOn = (date: LocalDate): DateOverride[] =>
    this.rules.overrides.filter((override) => override.date === date);

  private windowsOf(date: LocalDate): readonly Window[] {
    const overrides = this.overridesOn(date);
    return overrides.length > 0 ? overrides.flatMap((override) => override.windows) : weekly(this.rules.hours, date);
  }
}

/** A stretch of wall time. */
export type Window = Readonly<{ from: string; to: string }>;

const weekly = (rows: readonly WeeklyHours[], date: LocalDate): WeeklyHours[] =>
  rows.filter(
    (row) =>
      row.weekday === weekdayOf(date) &&
      !(row.validFrom !== null && date < row.validFrom) &&
      !(row.validTo !== null && date > row.validTo),
  );

/** A booking of some resource, epoch milliseconds. */
export type Taken = Readonly<{ from: number; to: number }>;
/** Five-minute cells, by definition: a minute is taken when a booking touches the cell it lies in. */
const isTaken = (taken: readonly Taken[], m: number): boolean => {
  const cell = Math.floor(m / 300_000) * 300_000;
  return taken.some(({ from, to }) => from < cell + 300_000 && cell < to);
};
/** Whether a resource is free for so many minutes after a start and before it. */
export const freeFor = (taken: readonly Taken[], start: number, before: number, length: number): boolean => {
  for (let i = -before; i < length; i += 1) if (isTaken(taken, start + i * MINUTE)) return false;
  return true;
};
