import { Temporal } from 'temporal-polyfill';

/** A calendar day without zone, `YYYY-MM-DD`. */
export type LocalDate = string;
/** A wall time, `HH:mm`; `24:00` is the end of the day. */
export type LocalTime = string;
/** An IANA zone name such as `Africa/Cairo`. */
export type TimeZone = string;

const MINUTE = 60_000;
const DAY = 86_400_000;
// No zone is further from UTC than 14 hours and no jump is longer than a day (Samoa, 2011): TZ11.
const FURTHEST = 2 * DAY;

/** A stretch of time during which a zone keeps one offset from UTC. */
type Stretch = Readonly<{ from: number; until: number; offset: number }>;

// Temporal answers one question at ~10 µs; a stretch lasts months, so every later answer is arithmetic.
const stretchesByZone = new Map<TimeZone, Stretch[]>();

function stretchAt(instant: number, zone: TimeZone): Stretch {
  const known = stretchesByZone.get(zone) ?? [];
  for (const stretch of known) if (stretch.from <= instant && instant < stretch.until) return stretch;
  const found = readStretch(instant, zone);
  stretchesByZone.set(zone, [...known, found]);
  return found;
}

function readStretch(instant: number, zone: TimeZone): Stretch {
  const moment = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  // "previous" is strictly before, so ask one millisecond later: an instant on the edge belongs to the new offset.
  const before = moment.add({ milliseconds: 1 }).getTimeZoneTransition('previous');
  const after = moment.getTimeZoneTransition('next');
  return {
    from: before?.epochMilliseconds ?? -Infinity,
    until: after?.epochMilliseconds ?? Infinity,
    offset: moment.offsetNanoseconds / 1e6,
  };
}

/** Whether the text is the exact name of a zone, as the tz database spells it. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    return new Temporal.ZonedDateTime(0n, text).timeZoneId === text;
  } catch (error) {
    // Temporal's only way to say "no such zone".
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Whether the text is a real calendar day. */
export function isLocalDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && readDayName(readDayNumber(text)) === text
  );
}

/** Whether the text is a wall time `HH:mm`, `00:00` to `24:00`. */
export const isLocalTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$|^24:00$/.test(text);

/** Minutes after local midnight on the clock face, 0 to 1440. */
export const minutesOf = (time: LocalTime): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

// A search over a month names the same few dates thousands of times.
const REMEMBERED_DAYS = 4000;
const dayNumbers = new Map<LocalDate, number>();
const dayNames = new Map<number, LocalDate>();

function remembered<Key, Value>(known: Map<Key, Value>, key: Key, read: (key: Key) => Value): Value {
  const value = known.get(key);
  if (value !== undefined) return value;
  if (known.size >= REMEMBERED_DAYS) known.clear();
  const fresh = read(key);
  known.set(key, fresh);
  return fresh;
}

/** Days since 1 January 1970 of a calendar day. */
export const epochDay = (date: LocalDate): number => remembered(dayNumbers, date, readDayNumber);

const readDayNumber = (date: LocalDate): number => Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY);

const dateOf = (day: number): LocalDate => remembered(dayNames, day, readDayName);

const readDayName = (day: number): LocalDate => new Date(day * DAY).toISOString().slice(0, 10);

/** The calendar day `days` later (earlier when negative). */
export const addDays = (date: LocalDate, days: number): LocalDate => dateOf(epochDay(date) + days);

/** ISO weekday of a calendar day, 1 = Monday to 7 = Sunday (TZ7). */
export const weekdayOf = (date: LocalDate): number => ((((epochDay(date) + 3) % 7) + 7) % 7) + 1;

/** The calendar day it is in a zone at an instant (TZ2). */
export const localDate = (instant: number, zone: TimeZone): LocalDate => wallIso(instant, zone).slice(0, 10);

/** The wall clock in a zone at an instant, `YYYY-MM-DDTHH:mm` (TZ1). */
export const localDateTime = (instant: number, zone: TimeZone): string => wallIso(instant, zone).slice(0, 16);

/** The wall time in a zone at an instant, `HH:mm`. */
export const localTime = (instant: number, zone: TimeZone): LocalTime => wallIso(instant, zone).slice(11, 16);

const wallIso = (instant: number, zone: TimeZone): string =>
  new Date(instant + stretchAt(instant, zone).offset).toISOString();

/** Every instant at which the wall shows this: none in a spring gap (TZ3), two in an autumn overlap (TZ4), else one. */
export function wallInstants(date: LocalDate, time: LocalTime, zone: TimeZone): readonly number[] {
  return instantsOfWall(epochDay(date) * DAY + minutesOf(time) * MINUTE, zone);
}

function instantsOfWall(wall: number, zone: TimeZone): number[] {
  const found: number[] = [];
  let stretch = stretchAt(wall - FURTHEST, zone);
  for (;;) {
    const instant = wall - stretch.offset;
    if (stretch.from <= instant && instant < stretch.until) found.push(instant);
    if (stretch.until > wall + FURTHEST) return found;
    stretch = stretchAt(stretch.until, zone);
  }
}

/** The instant a wall time names: the first of two in an overlap (TZ4), null when the clocks skip it (TZ3). */
export const wallToInstant = (date: LocalDate, time: LocalTime, zone: TimeZone): number | null =>
  wallInstants(date, time, zone)[0] ?? null;

/** The instant a wall time names, or the moment the clocks jump over it: how a window's edge is placed (TZ6). */
export function wallOrNext(date: LocalDate, minutes: number, zone: TimeZone): number {
  const day = zoneDay(date, zone);
  if (day.even && minutes >= 0 && minutes < 1440) return day.start + minutes * MINUTE;
  return firstAtOrAfter(epochDay(date) * DAY + minutes * MINUTE, zone);
}

function firstAtOrAfter(wall: number, zone: TimeZone): number {
  const [first] = instantsOfWall(wall, zone);
  if (first !== undefined) return first;
  // The wall is skipped: the answer is the jump after which the clock shows more than it.
  let stretch = stretchAt(wall - FURTHEST, zone);
  for (;;) {
    const next = stretchAt(stretch.until, zone);
    if (next.from + next.offset > wall) return next.from;
    stretch = next;
  }
}

type ZoneDay = Readonly<{ start: number; end: number; even: boolean }>;
const zoneDays = new Map<TimeZone, Map<LocalDate, ZoneDay>>();

function zoneDay(date: LocalDate, zone: TimeZone): ZoneDay {
  const days = zoneDays.get(zone) ?? new Map<LocalDate, ZoneDay>();
  zoneDays.set(zone, days);
  return remembered(days, date, () => readDay(date, zone));
}

function readDay(date: LocalDate, zone: TimeZone): ZoneDay {
  const midnight = epochDay(date) * DAY;
  const start = firstAtOrAfter(midnight, zone);
  const end = firstAtOrAfter(midnight + DAY, zone);
  return {
    start,
    end,
    even: stretchAt(start, zone).until >= end && start + stretchAt(start, zone).offset === midnight,
  };
}

/** When a local day begins: usually midnight, 01:00 where the clocks skip it, as in Cairo or Santiago (TZ11). */
export const startOfDay = (date: LocalDate, zone: TimeZone): number => zoneDay(date, zone).start;

/** Midnight of a day on which the clocks run evenly, so that wall minutes can be added to it; null on any other day. */
export function evenMidnight(date: LocalDate, zone: TimeZone): number | null {
  const day = zoneDay(date, zone);
  return day.even ? day.start : null;
}

/** A local day as instants `[start, end)`: 23, 24 or 25 hours, empty for a day the date line skipped (TZ2, TZ11). */
export function dayRange(date: LocalDate, zone: TimeZone): Readonly<{ start: number; end: number }> {
  const { start, end } = zoneDay(date, zone);
  return { start, end };
}

/** Epoch milliseconds of an ISO instant; throws on text that is none, because a stored instant is never guessed. */
export function toInstant(iso: string): number {
  const instant = Date.parse(iso);
  if (Number.isNaN(instant) || !/(?:Z|[+-]\d{2}:\d{2})$/.test(iso)) throw new RangeError(`Not an instant: ${iso}`);
  return instant;
}

/** The ISO text events carry: UTC, milliseconds, `Z`. */
export const toIso = (instant: number): string => new Date(instant).toISOString();
