import { epochDay, type LocalDate } from './time';

/** Completed years, then months, then days; `weeks` and `totalDays` count from birth. */
export type Age = Readonly<{
  years: number;
  months: number;
  days: number;
  weeks: number;
  totalDays: number;
  text: string;
}>;
/** Which day a person born on 29 February has a birthday in common years (TZ12). */
export type LeapBirthday = 'MARCH_1' | 'FEBRUARY_28';

/** Age on a local date, worded as paediatrics words it (TZ12); null before birth. */
export function ageAt(birthDate: LocalDate, date: LocalDate, leapBirthday: LeapBirthday = 'MARCH_1'): Age | null {
  const totalDays = epochDay(date) - epochDay(birthDate);
  if (totalDays < 0) return null;
  const allMonths = completedMonths(birthDate, date, leapBirthday);
  const years = Math.floor(allMonths / 12);
  const weeks = Math.floor(totalDays / 7);
  const days = epochDay(date) - anniversary(birthDate, allMonths, leapBirthday);
  return { years, months: allMonths % 12, days, weeks, totalDays, text: wording(allMonths, weeks, totalDays) };
}

function completedMonths(birthDate: LocalDate, date: LocalDate, leap: LeapBirthday): number {
  const [year, month] = parts(birthDate);
  const [yearNow, monthNow] = parts(date);
  const months = (yearNow - year) * 12 + (monthNow - month);
  // A day that a month lacks falls on the 1st of the next one, which is one month too early or late at the edges.
  const candidates = [months, months - 1].filter((count) => anniversary(birthDate, count, leap) <= epochDay(date));
  return Math.max(0, ...candidates);
}

/** The day (since 1970) on which someone has lived so many whole months. */
function anniversary(birthDate: LocalDate, months: number, leap: LeapBirthday): number {
  const [year, month, day] = parts(birthDate);
  const ahead = year * 12 + (month - 1) + months;
  const first = monthStart(ahead);
  const length = monthStart(ahead + 1) - first;
  if (day <= length) return first + day - 1;
  return leap === 'FEBRUARY_28' && isLeapBirth(birthDate) ? first + length - 1 : first + length;
}

const isLeapBirth = (birthDate: LocalDate): boolean => birthDate.slice(5) === '02-29';

const monthStart = (months: number): number =>
  epochDay(`${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`);

function parts(date: LocalDate): readonly [number, number, number] {
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

// Days below 4 weeks, weeks below 3 months, months below 2 years, years and months below 5: the steps a growth chart uses.
function wording(allMonths: number, weeks: number, totalDays: number): string {
  if (totalDays < 28) return count(totalDays, 'day');
  if (allMonths < 3) return count(weeks, 'week');
  if (allMonths < 24) return count(allMonths, 'month');
  const years = count(Math.floor(allMonths / 12), 'year');
  return allMonths < 60 && allMonths % 12 > 0 ? `${years} ${count(allMonths % 12, 'month')}` : years;
}

const count = (n: number, unit: string): string => `${n} ${unit}${n === 1 ? '' : 's'}`;
