import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dayRange, type LocalDate, localDate, localDateTime, weekdayOf } from '@medley/kernel';
import { anyZoneAndDate, freeFor, MinuteByMinute, type Taken, wallTime, type Window } from '@medley/testing';
import { openings, type OpeningsQuery, type PractitionerTime, type VisitPlan } from './availability';
import { type Busy, busyFrom, dayBitsOf, NEVER_BUSY } from './cells';
import type { Block, DateOverride, WorkingRules } from './hours';
import { whyNot } from './why-not';
import { workingSpans } from './working-day';

const MINUTE = 60_000;

const busyOf = (taken: readonly Taken[]): Busy => (taken.length === 0 ? NEVER_BUSY : busyFrom(dayBitsOf(taken)));

// Random rules, most of them on quarter hours as clinics have them, some not; nights and midnight ends included.
const anyWall = fc.oneof(
  fc.nat(95).map((n) => wallTime(n * 15)),
  fc.nat(1439).map(wallTime),
);
const anyTo = fc.oneof({ weight: 5, arbitrary: anyWall }, { weight: 1, arbitrary: fc.constant('24:00') });
const anyWindow = fc.record({ from: anyWall, to: anyTo });
const anyValidity = (around: LocalDate) =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.integer({ min: -2, max: 8 }).map((n) => addDays(around, n)) },
  );
const anyWeekly = (around: LocalDate) =>
  fc.record({
    weekday: fc.integer({ min: -1, max: 4 }).map((n) => weekdayOf(addDays(around, n))),
    from: anyWall,
    to: anyTo,
    validFrom: anyValidity(around),
    validTo: anyValidity(around),
  });
const anyBreak = (around: LocalDate) =>
  fc.tuple(anyWeekly(around), fc.integer({ min: 5, max: 90 })).map(([row, length]) => ({
    ...row,
    to: wallTime((Number(row.from.slice(0, 2)) * 60 + Number(row.from.slice(3)) + length) % 1440),
  }));
const anyOverride = (around: LocalDate): fc.Arbitrary<DateOverride> =>
  fc.record({
    date: fc.integer({ min: -1, max: 2 }).map((n) => addDays(around, n)),
    windows: fc.array(anyWindow, { maxLength: 2 }),
    onHoliday: fc.boolean(),
    text: fc.constant(null),
  });
const anyTaken = (base: number, longest: number): fc.Arbitrary<Taken> =>
  fc
    .tuple(fc.integer({ min: -1440, max: 4 * 1440 }), fc.integer({ min: 1, max: longest }))
    .map(([start, length]) => ({ from: base + start * MINUTE, to: base + (start + length) * MINUTE }));
const anyBlock = (base: number): fc.Arbitrary<Block> =>
  fc
    .tuple(anyTaken(base, 900), fc.constantFrom('FORCED', 'EMERGENCY', 'LEAVE', 'HOLIDAY', 'HOLIDAY', 'HOLIDAY'))
    .map(([{ from, to }, level]) => ({ start: from, end: to, level, text: null }));
// Days without nights take a shorter way through the code, so half of all practitioners work by day only.
const forward = <Row extends Window>(row: Row): Row =>
  row.to > row.from ? row : { ...row, from: row.to, to: row.from };
const isWindow = ({ from, to }: Window): boolean => from < to && from !== '24:00';
const byDay = (rules: WorkingRules): WorkingRules => ({
  ...rules,
  hours: rules.hours.map(forward).filter(isWindow),
  breaks: rules.breaks.filter(isWindow),
  overrides: rules.overrides.map((one) => ({ ...one, windows: one.windows.map(forward).filter(isWindow) })),
});
const anyRules = (around: LocalDate, base: number): fc.Arbitrary<WorkingRules> => {
  const rules = fc.record({
    hours: fc.array(anyWeekly(around), { minLength: 3, maxLength: 14 }),
    breaks: fc.array(anyBreak(around), { maxLength: 5 }),
    overrides: fc.array(anyOverride(around), { maxLength: 2 }),
    blocks: fc.array(anyBlock(base), { maxLength: 3 }),
  });
  return fc.oneof(rules, rules.map(byDay));
};
const anyPlan: fc.Arbitrary<VisitPlan> = fc.record({
  durationMinutes: fc.constantFrom(5, 15, 20, 30, 45, 90, 240),
  bufferBeforeMinutes: fc.constantFrom(0, 0, 5, 10),
  bufferAfterMinutes: fc.constantFrom(0, 0, 5, 15),
  gridMinutes: fc.constantFrom(5, 10, 15, 20, 30, 60, 7),
  minNoticeMinutes: fc.constantFrom(0, 0, 60, 1440, 1500, 2880),
  horizonDays: fc.constantFrom(null, null, null, 0, 1, 9),
});

// Some searches are longer than a week, so that a weekday comes again under other rows.
const anyLength = fc.oneof(
  { weight: 3, arbitrary: fc.nat(2) },
  { weight: 1, arbitrary: fc.integer({ min: 7, max: 9 }) },
);

const anyCase = fc
  .tuple(anyZoneAndDate(), fc.integer({ min: -1, max: 1 }), anyLength)
  .chain(([{ zone, date }, shift, length]) => {
    const from = addDays(date, shift);
    const base = dayRange(from, zone).start;
    return fc.record({
      zone: fc.constant(zone),
      from: fc.constant(from),
      to: fc.constant(addDays(from, length)),
      now: fc.integer({ min: -4000, max: 1000 }).map((n) => base + n * MINUTE),
      plan: anyPlan,
      people: fc.array(
        fc.record({ rules: anyRules(from, base), taken: fc.array(anyTaken(base, 200), { maxLength: 12 }) }),
        { minLength: 1, maxLength: 3 },
      ),
      patient: fc.array(anyTaken(base, 120), { maxLength: 4 }),
      rooms: fc.option(fc.array(fc.array(anyTaken(base, 400), { maxLength: 6 }), { maxLength: 2 })),
    });
  });
type Case = typeof anyCase extends fc.Arbitrary<infer T> ? T : never;

function queryOf(c: Case): OpeningsQuery {
  const practitioners = c.people.map(({ rules, taken }, i): PractitionerTime => ({
    practitionerId: `p${i}`,
    rules,
    busy: busyOf(taken),
  }));
  const rooms = c.rooms?.map((taken, i) => ({ roomId: `r${i}`, busy: busyOf(taken) })) ?? null;
  return {
    zone: c.zone,
    from: c.from,
    to: c.to,
    now: c.now,
    plan: c.plan,
    practitioners,
    patient: busyOf(c.patient),
    rooms,
  };
}

function slowly(c: Case): string[] {
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after, durationMinutes: length } = c.plan;
  const found = c.people.flatMap(({ rules, taken }, i) => {
    const isFree = (m: number): boolean =>
      freeFor(taken, m, before, length + after) && freeFor(c.patient, m, 0, length);
    const starts = new MinuteByMinute(rules, c.zone, c.from, c.to).starts(c.plan, c.now, isFree);
    return starts.map((start) => ({ start, i, room: roomFor(c, start) }));
  });
  return found
    .filter(({ room }) => room !== undefined)
    .sort((a, b) => a.start - b.start || a.i - b.i)
    .map(({ start, i, room }) => `${new Date(start).toISOString()} p${i} ${room}`);
}

function roomFor(c: Case, start: number): string | null | undefined {
  if (c.rooms === null) return null;
  const { bufferBeforeMinutes: before, bufferAfterMinutes: after, durationMinutes: length } = c.plan;
  const index = c.rooms.findIndex((taken) => freeFor(taken, start, before, length + after));
  return index < 0 ? undefined : `r${index}`;
}

describe('openings against the minute-by-minute reference', () => {
  it('AV1-AV14, TZ2-TZ7 gives the same openings in the same order for any rules in the awkward zones', () => {
    let nonEmpty = 0;
    fc.assert(
      fc.property(anyCase, (c) => {
        const fast = [...openings(queryOf(c))].map(
          (o) => `${new Date(o.start).toISOString()} ${o.practitionerId} ${o.roomId}`,
        );
        if (fast.length > 0) nonEmpty += 1;
        expect(fast).toEqual(slowly(c));
      }),
      { numRuns: 120 },
    );
    expect(nonEmpty).toBeGreaterThan(12);
  });

  it('AV4 gives no reason against an opening and at least one against every other time', () => {
    fc.assert(
      fc.property(anyCase, fc.nat(4 * 288), (c, step) => {
        const query = { ...queryOf(c), rooms: null };
        const offered = new Set([...openings(query)].filter((o) => o.practitionerId === 'p0').map((o) => o.start));
        const [first] = query.practitioners;
        if (!first) return;
        const ask = (start: number) =>
          whyNot({ ...query, start, rules: first.rules, practitioner: first.busy, room: null });
        for (const start of [...offered].slice(0, 20)) expect(ask(start)).toEqual([]);
        const other = dayRange(c.from, c.zone).start + step * 5 * MINUTE;
        const date = localDate(other, c.zone);
        if (date >= c.from && date <= c.to) expect(ask(other).length === 0).toBe(offered.has(other));
      }),
      { numRuns: 400 },
    );
  });

  it('AV16 fills every local day with open and closed spans that agree with the reference', () => {
    fc.assert(
      fc.property(anyCase, (c) => {
        const rules = c.people[0]?.rules ?? { hours: [], breaks: [], overrides: [], blocks: [] };
        const slow = new MinuteByMinute(rules, c.zone, c.from, c.from);
        const { open, closed } = workingSpans(rules, c.from, c.zone);
        const day = dayRange(c.from, c.zone);
        const holders = (spans: readonly { start: number; end: number }[], m: number) =>
          spans.filter((s) => s.start <= m && m < s.end).length;
        const wrong: string[] = [];
        for (let m = day.start; m < day.end; m += MINUTE) {
          const isOpen = slow.isOpen(m);
          if (holders(open, m) !== Number(isOpen) || holders(closed, m) !== Number(!isOpen))
            wrong.push(localDateTime(m, c.zone));
        }
        expect(wrong).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
