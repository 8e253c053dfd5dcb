import fc from 'fast-check';
import { addDays, type LocalDate, type LocalTime } from '@medley/kernel';

/** The zones TZ11 asks every time test to pass: half-hour offsets, midnight jumps, a day the date line skipped. */
export const AWKWARD_ZONES = [
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Africa/Cairo',
  'America/Santiago',
  'Pacific/Apia',
  'Asia/Kathmandu',
  'Pacific/Chatham',
] as const;

/** Days near a change of clocks in the awkward zones, Samoa's missing day among them. */
export const AWKWARD_DATES: readonly LocalDate[] = [
  '2011-12-29',
  '2011-12-31',
  '2026-03-08',
  '2026-03-29',
  '2026-04-05',
  '2026-04-24',
  '2026-09-06',
  '2026-09-27',
  '2026-10-04',
  '2026-10-25',
  '2026-10-30',
  '2026-11-01',
];

/** A zone and a day on which its clocks change (or, in Samoa, a day beside the one that never was): TZ11. */
export const CLOCK_CHANGES: readonly Readonly<{ zone: string; date: LocalDate }>[] = [
  { zone: 'America/New_York', date: '2026-03-08' },
  { zone: 'America/New_York', date: '2026-11-01' },
  { zone: 'Europe/Berlin', date: '2026-03-29' },
  { zone: 'Europe/Berlin', date: '2026-10-25' },
  { zone: 'Australia/Lord_Howe', date: '2026-04-05' },
  { zone: 'Australia/Lord_Howe', date: '2026-10-04' },
  { zone: 'Africa/Cairo', date: '2026-04-24' },
  { zone: 'Africa/Cairo', date: '2026-10-29' },
  { zone: 'America/Santiago', date: '2026-04-04' },
  { zone: 'America/Santiago', date: '2026-09-06' },
  { zone: 'Pacific/Apia', date: '2011-12-29' },
  { zone: 'Pacific/Apia', date: '2011-12-31' },
  { zone: 'Pacific/Chatham', date: '2026-04-05' },
  { zone: 'Pacific/Chatham', date: '2026-09-27' },
];

/** Mostly a zone on the day its clocks change, else any awkward zone on any awkward day. */
export const anyZoneAndDate = (): fc.Arbitrary<Readonly<{ zone: string; date: LocalDate }>> =>
  fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...CLOCK_CHANGES) },
    { weight: 1, arbitrary: fc.record({ zone: anyZone(), date: fc.constantFrom(...AWKWARD_DATES) }) },
  );

/** Any awkward zone. */
export const anyZone = (): fc.Arbitrary<string> => fc.constantFrom(...AWKWARD_ZONES);

/** A local date from 2000 to 2045, often one around a change of clocks. */
export function anyLocalDate(): fc.Arbitrary<LocalDate> {
  const anywhere = fc.nat(16_000).map((days) => addDays('2000-01-01', days));
  const awkward = fc
    .tuple(fc.constantFrom(...AWKWARD_DATES), fc.integer({ min: -1, max: 1 }))
    .map(([date, days]) => addDays(date, days));
  return fc.oneof(anywhere, awkward);
}

/** A wall time on a multiple of `step` minutes. */
export const anyLocalTime = (step = 1): fc.Arbitrary<LocalTime> =>
  fc.nat(Math.floor(1439 / step)).map((n) => wallTime(n * step));

/** `HH:mm` of minutes after midnight. */
export const wallTime = (minutes: number): LocalTime =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
