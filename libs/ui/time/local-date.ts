/** A date of the clinic's calendar, `2026-11-20`: no time, no zone, so no arithmetic can slip a day. */
export type LocalDate = string;

const asUtc = (date: LocalDate): Date => new Date(`${date}T00:00:00Z`);
const asLocalDate = (utc: Date): LocalDate => utc.toISOString().slice(0, 10);

/** Whether the text names a day that exists: 2026-02-30 does not. */
export function isLocalDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = asUtc(text);
  return !Number.isNaN(date.getTime()) && asLocalDate(date) === text;
}

export function addDays(date: LocalDate, days: number): LocalDate {
  const moved = asUtc(date);
  moved.setUTCDate(moved.getUTCDate() + days);
  return asLocalDate(moved);
}

/** Same day of another month, or that month's last day where it is shorter. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const first = asUtc(`${date.slice(0, 8)}01`);
  first.setUTCMonth(first.getUTCMonth() + months);
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(Number(date.slice(8)), last));
  return asLocalDate(first);
}

/** Monday = 1 … Sunday = 7. */
export const weekdayOf = (date: LocalDate): number => asUtc(date).getUTCDay() || 7;

/** The weeks of the date's month, Monday first, filled up with the neighbours' days. */
export function weeksOfMonth(date: LocalDate): readonly (readonly LocalDate[])[] {
  const first = `${date.slice(0, 8)}01`;
  const start = addDays(first, 1 - weekdayOf(first));
  return Array.from({ length: 6 }, (_, week) => Array.from({ length: 7 }, (_, day) => addDays(start, week * 7 + day)));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(key: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const known = formats.get(key) ?? new Intl.DateTimeFormat('en-GB', options);
  formats.set(key, known);
  return known;
}

/** "Friday 20 November 2026". */
export const longDate = (date: LocalDate): string =>
  formatOf('long', { dateStyle: 'full', timeZone: 'UTC' }).format(asUtc(date)).replace(',', '');

/** "Fri 20 Nov". */
export const shortDate = (date: LocalDate): string =>
  formatOf('short', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' })
    .format(asUtc(date))
    .replace(',', '');

/** "20 Nov 1961": how a date of birth is read out. */
export const birthDateText = (date: LocalDate): string =>
  formatOf('birth', { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).format(asUtc(date));

/** "November 2026". */
export const monthName = (date: LocalDate): string =>
  formatOf('month', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(asUtc(date));

/** Age on a day, in the unit a clinic says: days, weeks, months, then years (TZ12). */
export function ageText(birthDate: LocalDate, on: LocalDate): string {
  const days = Math.round((asUtc(on).getTime() - asUtc(birthDate).getTime()) / 86_400_000);
  if (days < 0) return '';
  const months = monthsBetween(birthDate, on);
  if (days < 14) return `${days} d`;
  if (months < 3) return `${Math.floor(days / 7)} wk`;
  return months < 24 ? `${months} mo` : `${Math.floor(months / 12)} y`;
}

function monthsBetween(from: LocalDate, to: LocalDate): number {
  const [fromYear = 0, fromMonth = 0, fromDay = 0] = from.split('-').map(Number);
  const [toYear = 0, toMonth = 0, toDay = 0] = to.split('-').map(Number);
  return (toYear - fromYear) * 12 + toMonth - fromMonth - (toDay < fromDay ? 1 : 0);
}
