import {
  addDays,
  evenMidnight,
  type LocalDate,
  type LocalTime,
  minutesOf,
  overlaps,
  type Span,
  subtract,
  type TimeZone,
  union,
  weekdayOf,
  wallOrNext,
} from '@medley/kernel';

/** Hours of one weekday (1 = Monday). `to` at or before `from` means the next day: 22:00 to 06:00 is a night. */
export type WeeklyHours = Readonly<{
  weekday: number;
  from: LocalTime;
  to: LocalTime;
  validFrom: LocalDate | null;
  validTo: LocalDate | null;
}>;

/** Replaces the weekly hours, breaks included, of one date; no windows means closed (AV2). */
export type DateOverride = Readonly<{
  date: LocalDate;
  windows: readonly Readonly<{ from: LocalTime; to: LocalTime }>[];
  /** Only such an override opens a holiday (AV1). */
  onHoliday: boolean;
  text: string | null;
}>;

/** What closes time, strongest first (AV1). A block at clinic scope is given to every practitioner in it (AV3). */
export type BlockLevel = 'FORCED' | 'EMERGENCY' | 'LEAVE' | 'HOLIDAY';
/** A closed span; `text` is for the desk. Only approved leave belongs here (AV6). */
export type Block = Span & Readonly<{ level: BlockLevel; text: string | null }>;

/** Everything that says when a practitioner works at a clinic. */
export type WorkingRules = Readonly<{
  hours: readonly WeeklyHours[];
  breaks: readonly WeeklyHours[];
  overrides: readonly DateOverride[];
  blocks: readonly Block[];
}>;

/** Open time with the instant its grid counts from: the start of its window, or the end of the break before it (AV14). */
export type Open = Span & Readonly<{ anchor: number }>;

const MINUTE = 60_000;
const DAY_MINUTES = 1440;
type Minutes = Readonly<{ from: number; to: number }>;

/** A practitioner's rules read for one zone, answering day by day. */
export class Hours {
  private readonly overrides: ReadonlyMap<LocalDate, readonly DateOverride[]>;
  private readonly blocks: readonly Span[];
  private readonly blocksButHolidays: readonly Span[];
  /** The dates from which other weekly rows count. */
  private readonly eras: readonly LocalDate[];
  private readonly shapes = new Map<number, readonly Span[]>();
  private readonly hasNights: boolean;
  private readonly known = new Map<LocalDate, readonly Open[]>();

  constructor(
    readonly rules: WorkingRules,
    readonly zone: TimeZone,
  ) {
    const dates = new Set(rules.overrides.map((override) => override.date));
    this.overrides = new Map([...dates].map((date) => [date, rules.overrides.filter((one) => one.date === date)]));
    const rows = [...rules.hours, ...rules.breaks];
    this.hasNights = rows.some((row) => minutesIn(row).to > DAY_MINUTES) || rules.overrides.some(hasNight);
    this.eras = rows
      .flatMap(({ validFrom, validTo }) => [validFrom ?? [], validTo === null ? [] : addDays(validTo, 1)].flat())
      .sort();
    this.blocks = union(rules.blocks);
    this.blocksButHolidays = union(rules.blocks.filter((block) => block.level !== 'HOLIDAY'));
  }

  /** Open time of the windows that begin on this date, also where they run past midnight (AP23). */
  openOn(date: LocalDate): readonly Open[] {
    const known = this.known.get(date);
    if (known) return known;
    const open = this.readOpen(date);
    this.known.set(date, open);
    return open;
  }

  private readOpen(date: LocalDate): readonly Open[] {
    const anchored = this.ordinaryDay(date) ?? this.anyDay(date);
    const blocks = this.blocksOn(date).filter((block) => anchored.some((open) => overlaps(open, block)));
    if (blocks.length === 0) return anchored;
    // Time off does not move the grid: 09:00, 09:30 … stay, whenever the absence ends.
    return anchored.flatMap((open) => subtract([open], blocks).map((span) => ({ ...span, anchor: open.anchor })));
  }

  /** Windows less breaks, before blocks. */
  private anyDay(date: LocalDate): Open[] {
    return subtract(this.windowsOn(date), this.breaksAround(date)).map((span) => ({ ...span, anchor: span.start }));
  }

  /** The same by one addition per window, where neither clocks, nights nor overrides ask for more; else null. */
  private ordinaryDay(date: LocalDate): Open[] | null {
    if (this.hasNights || this.overrides.has(date)) return null;
    const midnight = evenMidnight(date, this.zone);
    if (midnight === null) return null;
    const era = this.eras.findLastIndex((start) => start <= date);
    return this.shape(era, date).map(({ start, end }) => {
      const from = midnight + start * MINUTE;
      return { start: from, end: midnight + end * MINUTE, anchor: from };
    });
  }

  /** Open minutes of a weekday within a stretch of dates whose weekly rows stay the same. */
  private shape(era: number, date: LocalDate): readonly Span[] {
    const key = era * 8 + weekdayOf(date);
    const known = this.shapes.get(key);
    if (known) return known;
    const spans = (rows: readonly WeeklyHours[]): Span[] =>
      weekly(rows, date).map(({ from, to }) => ({ start: from, end: to }));
    const shape = subtract(spans(this.rules.hours), spans(this.rules.breaks));
    this.shapes.set(key, shape);
    return shape;
  }

  /** Windows of this date; where last night still runs, its window and grid go first. */
  private windowsOn(date: LocalDate): Span[] {
    const own = union(this.hoursOn(date));
    const before = this.minutesOn(addDays(date, -1)).some((window) => window.to > DAY_MINUTES);
    return before ? subtract(own, this.hoursOn(addDays(date, -1))) : own;
  }

  /** Hours before breaks and blocks: the override's, else the week's (AV1, AV2). */
  hoursOn(date: LocalDate): Span[] {
    return this.spans(date, this.minutesOn(date));
  }

  /** The week's hours of a date, whatever overrides it. */
  weeklyOn(date: LocalDate): Span[] {
    return this.spans(date, weekly(this.rules.hours, date));
  }

  /** Breaks that belong to this date; an override replaces them with its own windows. */
  breaksOn(date: LocalDate): Span[] {
    return this.overrides.has(date) ? [] : this.spans(date, weekly(this.rules.breaks, date));
  }

  overridesOn(date: LocalDate): readonly DateOverride[] {
    return this.overrides.get(date) ?? [];
  }

  /** Blocks that count on windows of this date: an override may say that it opens a holiday (AV1). */
  private blocksOn(date: LocalDate): readonly Span[] {
    return this.overridesOn(date).some((override) => override.onHoliday) ? this.blocksButHolidays : this.blocks;
  }

  private breaksAround(date: LocalDate): Span[] {
    if (this.rules.breaks.length === 0) return [];
    return [addDays(date, -1), date, addDays(date, 1)].flatMap((day) => this.breaksOn(day));
  }

  private minutesOn(date: LocalDate): Minutes[] {
    const overrides = this.overrides.get(date);
    if (!overrides) return weekly(this.rules.hours, date);
    return overrides.flatMap((override) => override.windows.map(minutesIn));
  }

  // Both ends are wall times and are placed apart (TZ6).
  private spans(date: LocalDate, windows: readonly Minutes[]): Span[] {
    return windows.map(({ from, to }) => ({
      start: wallOrNext(date, from, this.zone),
      end: wallOrNext(date, to, this.zone),
    }));
  }
}

const hasNight = ({ windows }: DateOverride): boolean => windows.some((window) => minutesIn(window).to > DAY_MINUTES);

function weekly(rows: readonly WeeklyHours[], date: LocalDate): Minutes[] {
  const weekday = weekdayOf(date);
  return rows
    .filter((row) => row.weekday === weekday && (row.validFrom ?? date) <= date && date <= (row.validTo ?? date))
    .map(minutesIn);
}

function minutesIn({ from, to }: Readonly<{ from: LocalTime; to: LocalTime }>): Minutes {
  const [start, end] = [minutesOf(from), minutesOf(to)];
  return { from: start, to: end > start ? end : end + DAY_MINUTES };
}
