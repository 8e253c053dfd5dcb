import type { LocalDate } from './time';

/** An instant as the API sends it. What is here reads it with Intl alone: browsers need no Temporal for showing times. */
export type Instant = string | number | Date;

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(timeZone: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${name} ${timeZone}`;
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone });
  formats.set(key, known);
  return known;
}

/** The clinic's wall clock, "10:20", whatever zone the browser is in (TZ2). */
export const clockTime = (instant: Instant, timeZone: string): string =>
  formatOf(timeZone, 'clock', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(new Date(instant));

/** The clinic's date at that instant (TZ2). */
export function clinicDate(instant: Instant, timeZone: string): LocalDate {
  const parts = formatOf(timeZone, 'date', { year: 'numeric', month: '2-digit', day: '2-digit' });
  const byType = new Map(parts.formatToParts(new Date(instant)).map((part) => [part.type, part.value]));
  return `${byType.get('year')}-${byType.get('month')}-${byType.get('day')}`;
}

/** "Fri 20 Nov, 10:20" in the clinic. */
export function dayAndTime(instant: Instant, timeZone: string): string {
  const day = formatOf(timeZone, 'day', { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(instant));
  return `${day.replace(',', '')}, ${clockTime(instant, timeZone)}`;
}

/** "3 h 20" or "45 min". */
export function durationText(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  if (whole < 60) return `${whole} min`;
  return whole % 60 ? `${Math.floor(whole / 60)} h ${String(whole % 60).padStart(2, '0')}` : `${whole / 60} h`;
}

/**
 * The instant at which the clinic's clock shows that time on that day, or null where the clock jumps over it (TZ3).
 * When the clock goes back the time comes twice; the first is meant.
 */
export function instantAt(date: LocalDate, clock: string, timeZone: string): number | null {
  const naive = Date.parse(`${date}T${clock}:00Z`);
  if (Number.isNaN(naive)) return null;
  const candidates = [-24, 24]
    .map((hours) => naive - offsetAt(naive + hours * 3_600_000, timeZone))
    .sort((a, b) => a - b);
  const fits = (at: number) => clinicDate(at, timeZone) === date && clockTime(at, timeZone) === clock;
  return candidates.find(fits) ?? null;
}

function offsetAt(instant: number, timeZone: string): number {
  const wall = `${clinicDate(instant, timeZone)}T${clockTime(instant, timeZone)}:00Z`;
  return Date.parse(wall) - Math.floor(instant / 60_000) * 60_000;
}
