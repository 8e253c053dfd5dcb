import { fold, words } from './fold';

/** A medical record number without its letters: year and running number; the year is unknown in a bare number. */
export type MrnParts = Readonly<{ year: number | undefined; number: number }>;

/** What somebody typed into the search box, sorted into what it may mean. */
export type PatientQuery = Readonly<{
  names: readonly string[];
  numbers: readonly NumberQuery[];
}>;

/** One number as typed, in every reading it allows; days are written 19800504. */
export type NumberQuery = Readonly<{
  days: readonly number[];
  year: number | undefined;
  mrn: MrnParts | undefined;
  phone: string | undefined;
  identifier: string;
}>;

const MRN_PREFIX = /\bmrn[\s-]*(?=\d)/giu;
const MRN = /^(?:(\d{4})-?(\d{6,})|(\d{1,7}))$/;
const NUMERIC = /^[+(]?\d[\d()./-]*$|^[()./-]*\d[\d()./-]*$/;
const SHORTEST_PHONE_FRAGMENT = 3;

/** Sorts a search text into names and numbers; order, case, accents and spacing do not matter (ID5). */
export function parseQuery(text: string): PatientQuery {
  const pieces = text.replace(MRN_PREFIX, ' ').trim().split(/\s+/u);
  const names: string[] = [];
  const numbers: NumberQuery[] = [];
  let run: string[] = [];
  const endRun = () => {
    if (run.length > 0) numbers.push(readNumber(run.join('')));
    run = [];
  };
  for (const piece of pieces) {
    const isNumber = NUMERIC.test(piece);
    if (!isNumber || isDate(piece)) endRun();
    if (isNumber && isDate(piece)) numbers.push(readNumber(piece));
    else if (isNumber) run.push(piece);
    else if (/\d/.test(piece)) numbers.push(readNumber(piece));
    else names.push(...words(piece));
  }
  endRun();
  return { names, numbers };
}

/** The days a date as typed can mean: 04.05.1980 is 4 May and, for those who write the month first, 5 April. */
export function readDays(text: string): number[] {
  const parts = /^(\d{1,4})[./-](\d{1,2})[./-](\d{1,4})$/.exec(text)?.slice(1);
  if (parts) return readings(parts[0] ?? '', parts[1] ?? '', parts[2] ?? '');
  if (!/^\d{8}$/.test(text)) return [];
  const yearFirst = readings(text.slice(0, 4), text.slice(4, 6), text.slice(6));
  return [...new Set([...yearFirst, ...readings(text.slice(0, 2), text.slice(2, 4), text.slice(4))])];
}

/** Year and number of MRN-2026-000123, also as mrn2026000123, 2026-000123 or 123 (ID4, ID5). */
export function readMrn(text: string): MrnParts | undefined {
  const found = MRN.exec(text.replace(MRN_PREFIX, '').trim());
  if (!found) return undefined;
  const [, year, number, bare] = found;
  return { year: year === undefined ? undefined : Number(year), number: Number(number ?? bare) };
}

/** Letters and digits alone, so that a foreign number is found however it was punctuated (ID7). */
export const readIdentifier = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '');

const isDate = (text: string) => /[./-]/.test(text) && readDays(text).length > 0;

function readNumber(text: string): NumberQuery {
  const digits = text.replace(/\D/g, '');
  const letters = /\p{L}/u.test(text);
  const phone = digits.replace(/^0+/, '');
  const year = /^(18|19|20)\d\d$/.test(text) ? Number(text) : undefined;
  return {
    days: readDays(text),
    year,
    mrn: letters ? undefined : readMrn(text),
    phone: letters || isDate(text) || phone.length < SHORTEST_PHONE_FRAGMENT ? undefined : phone,
    identifier: readIdentifier(text),
  };
}

function readings(first: string, second: string, third: string): number[] {
  if (first.length === 4) return [day(first, second, third)].filter(isRealDay);
  const years = third.length === 4 ? [third] : third.length === 2 ? [`19${third}`, `20${third}`] : [];
  return [...new Set(years.flatMap((year) => [day(year, second, first), day(year, first, second)]))].filter(isRealDay);
}

const day = (year: string, month: string, date: string) => Number(year) * 10_000 + Number(month) * 100 + Number(date);

function isRealDay(value: number): boolean {
  const [year, month, date] = [Math.floor(value / 10_000), Math.floor(value / 100) % 100, value % 100];
  const real = new Date(Date.UTC(year, month - 1, date));
  return year >= 1850 && year < 2150 && real.getUTCMonth() === month - 1 && real.getUTCDate() === date;
}
