import { describe, expect, it } from '@jest/globals';
import { dayRange, localDateTime, localTime, toInstant } from '@medley/kernel';
import { openings, type OpeningsQuery, type VisitPlan } from './availability';
import { type Busy, busyFrom, dayBitsOf, NEVER_BUSY } from './cells';
import type { Block, DateOverride, WeeklyHours, WorkingRules } from './hours';
import { whyNot } from './why-not';
import { workingSpans } from './working-day';

const zone = 'Europe/Berlin';
const monday = '2026-01-12';
const early = toInstant('2026-01-10T00:00:00Z');

const hours = (from: string, to: string, change: Partial<WeeklyHours> = {}): WeeklyHours => ({
  weekday: 1,
  from,
  to,
  validFrom: null,
  validTo: null,
  ...change,
});
const rules = (change: Partial<WorkingRules> = {}): WorkingRules => ({
  hours: [hours('09:00', '11:00')],
  breaks: [],
  overrides: [],
  blocks: [],
  ...change,
});
const override = (change: Partial<DateOverride> = {}): DateOverride => ({
  date: monday,
  windows: [],
  onHoliday: false,
  text: null,
  ...change,
});
const block = (level: Block['level'], from: string, to: string, text: string | null = null): Block => ({
  level,
  start: toInstant(from),
  end: toInstant(to),
  text,
});
const plan = (change: Partial<VisitPlan> = {}): VisitPlan => ({
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  gridMinutes: 30,
  minNoticeMinutes: 0,
  horizonDays: null,
  ...change,
});
const taken = (from: string, to: string): Busy => busyFrom(dayBitsOf([{ from: toInstant(from), to: toInstant(to) }]));
const someone = (practitionerId: string, change: Partial<WorkingRules> = {}, busy: Busy = NEVER_BUSY) => ({
  practitionerId,
  rules: rules(change),
  busy,
});
const query = (change: Partial<OpeningsQuery> = {}): OpeningsQuery => ({
  zone,
  from: monday,
  to: monday,
  now: early,
  plan: plan(),
  practitioners: [someone('a')],
  patient: null,
  rooms: null,
  ...change,
});
const times = (change: Partial<OpeningsQuery> = {}): string[] =>
  [...openings(query(change))].map(({ start }) => localTime(start, change.zone ?? zone));
const timesOf = (own: Partial<WorkingRules>, change: Partial<OpeningsQuery> = {}): string[] =>
  times({ practitioners: [someone('a', own)], ...change });

describe('openings', () => {
  it('AV7 fill the window to its very end', () => expect(times()).toEqual(['09:00', '09:30', '10:00', '10:30']));

  it('AV14 anchor their grid at the window and start it again after a break', () => {
    const own = { hours: [hours('09:10', '14:00')], breaks: [hours('12:10', '13:00')] };
    expect(timesOf(own, { plan: plan({ gridMinutes: 60, durationMinutes: 45 }) })).toEqual([
      '09:10',
      '10:10',
      '11:10',
      '13:00',
    ]);
  });

  it('AV14 keep their grid through time off', () => {
    const blocks = [block('LEAVE', '2026-01-12T08:10:00Z', '2026-01-12T08:50:00Z')];
    expect(timesOf({ blocks })).toEqual(['10:00', '10:30']);
  });

  it('AV8 keep buffers on both sides of what is taken, which may lie outside hours', () => {
    const busy = taken('2026-01-12T09:00:00Z', '2026-01-12T09:10:00Z');
    const buffered = plan({ bufferBeforeMinutes: 10, bufferAfterMinutes: 15, gridMinutes: 10, durationMinutes: 20 });
    // Taken 10:00–10:10: the last start before is 10:00 less 15 and 20 minutes, the first after is 10:10 plus 10.
    expect(times({ plan: buffered, practitioners: [someone('a', {}, busy)] })).toEqual([
      '09:00',
      '09:10',
      '09:20',
      '10:20',
      '10:30',
      '10:40',
    ]);
  });

  it('AV8 ask the patient for the visit alone, without buffers', () => {
    const patient = taken('2026-01-12T08:30:00Z', '2026-01-12T09:00:00Z');
    expect(
      times({ plan: plan({ bufferBeforeMinutes: 10, bufferAfterMinutes: 10, gridMinutes: 30 }), patient }),
    ).toEqual(['09:00', '10:00', '10:30']);
  });

  it('AV9 name the first free room and vanish when none is free', () => {
    const rooms = [
      { roomId: 'r1', busy: taken('2026-01-12T08:00:00Z', '2026-01-12T09:00:00Z') },
      { roomId: 'r2', busy: taken('2026-01-12T08:30:00Z', '2026-01-12T09:00:00Z') },
    ];
    expect([...openings(query({ rooms }))].map((o) => `${localTime(o.start, zone)} ${o.roomId}`)).toEqual([
      '09:00 r2',
      '10:00 r1',
      '10:30 r1',
    ]);
  });

  it('AP1 come earliest first over all practitioners, of equals the one given first', () => {
    const practitioners = [someone('late', { hours: [hours('10:00', '11:00')] }), someone('early')];
    const found = [...openings(query({ practitioners }))].map((o) => `${localTime(o.start, zone)} ${o.practitionerId}`);
    expect(found).toEqual(['09:00 early', '09:30 early', '10:00 late', '10:00 early', '10:30 late', '10:30 early']);
  });

  it('AV12 respect notice in minutes and in wall days', () => {
    const now = toInstant('2026-01-12T08:10:00Z');
    expect(times({ now })).toEqual(['09:30', '10:00', '10:30']);
    expect(times({ now, plan: plan({ minNoticeMinutes: 60 }) })).toEqual(['10:30']);
    // Two wall days before Monday 10:00 over the spring change, which are 47 hours.
    const spring = { from: '2026-03-30', to: '2026-03-30', now: toInstant('2026-03-28T09:00:00Z') };
    expect(times({ ...spring, plan: plan({ minNoticeMinutes: 2880 }) })).toEqual(['10:00', '10:30']);
  });

  it('AV12 end with the last local day of the horizon', () => {
    const now = toInstant('2026-01-10T23:30:00Z');
    expect(times({ now, plan: plan({ horizonDays: 1 }) })).toHaveLength(4);
    expect(times({ now, plan: plan({ horizonDays: 0 }) })).toEqual([]);
  });

  it('AV2 follow an override instead of the week, and nothing when it closes the day', () => {
    const windows = [{ from: '14:00', to: '15:00' }];
    expect(timesOf({ overrides: [override({ windows })], breaks: [hours('14:00', '15:00')] })).toEqual([
      '14:00',
      '14:30',
    ]);
    expect(timesOf({ overrides: [override()] })).toEqual([]);
  });

  it('AV1 open a holiday only by an override that says so, and never a leave', () => {
    const whole = ['2026-01-11T23:00:00Z', '2026-01-12T23:00:00Z'] as const;
    const windows = [{ from: '09:00', to: '10:00' }];
    const on = (level: Block['level'], onHoliday: boolean) =>
      timesOf({ blocks: [block(level, ...whole)], overrides: [override({ windows, onHoliday })] });
    expect(on('HOLIDAY', false)).toEqual([]);
    expect(on('HOLIDAY', true)).toEqual(['09:00', '09:30']);
    expect([on('LEAVE', true), on('EMERGENCY', true), on('FORCED', true)]).toEqual([[], [], []]);
  });

  it('AV16 keep to the dates between which hours are valid', () => {
    expect(timesOf({ hours: [hours('09:00', '10:00', { validTo: '2026-01-11' })] })).toEqual([]);
    expect(timesOf({ hours: [hours('09:00', '10:00', { validFrom: monday, validTo: monday })] })).toEqual([
      '09:00',
      '09:30',
    ]);
  });

  it('AP23 run through midnight and belong to the day they start on', () => {
    const night = { hours: [hours('23:00', '01:00')] };
    expect(timesOf(night)).toEqual(['23:00', '23:30']);
    expect(timesOf(night, { from: '2026-01-13', to: '2026-01-13' })).toEqual(['00:00', '00:30']);
    expect(timesOf(night, { plan: plan({ durationMinutes: 120 }) })).toEqual(['23:00']);
  });

  it('AP23 pass from one day to the next where hours touch', () => {
    const round = { hours: [1, 2].map((weekday) => hours('00:00', '24:00', { weekday })) };
    expect(timesOf(round, { plan: plan({ gridMinutes: 60, durationMinutes: 90 }) })).toHaveLength(24);
  });

  it('TZ3 never offer a wall time that does not exist', () => {
    const sunday = { hours: [hours('01:00', '04:00', { weekday: 7 })] };
    expect(timesOf(sunday, { from: '2026-03-29', to: '2026-03-29' })).toEqual(['01:00', '01:30', '03:00', '03:30']);
  });

  it('TZ5 offer both halves of the doubled hour', () => {
    const sunday = { hours: [hours('01:00', '04:00', { weekday: 7 })] };
    expect(timesOf(sunday, { from: '2026-10-25', to: '2026-10-25' })).toHaveLength(8);
  });

  it('TZ11 begin at 01:00 on a day whose midnight is skipped, and skip a day that never was', () => {
    const all = [1, 2, 3, 4, 5, 6, 7].map((weekday) => hours('00:00', '02:00', { weekday }));
    expect(timesOf({ hours: all }, { zone: 'Africa/Cairo', from: '2026-04-24', to: '2026-04-24' })).toEqual([
      '01:00',
      '01:30',
    ]);
    const apia = { zone: 'Pacific/Apia', from: '2011-12-29', to: '2011-12-31', now: 0 };
    const found = [...openings(query({ ...apia, practitioners: [someone('a', { hours: all })] }))];
    expect(found.map(({ start }) => localDateTime(start, 'Pacific/Apia').slice(0, 10))).toEqual([
      ...Array<string>(4).fill('2011-12-29'),
      ...Array<string>(4).fill('2011-12-31'),
    ]);
  });
});

describe('working day', () => {
  const drawn = (own: Partial<WorkingRules>) => {
    const { open, closed } = workingSpans(rules(own), monday, zone);
    const clock = (instant: number) => (instant === dayRange(monday, zone).end ? '24:00' : localTime(instant, zone));
    return [
      ...open.map((s) => `${clock(s.start)} ${clock(s.end)} OPEN`),
      ...closed.map((s) => `${clock(s.start)} ${clock(s.end)} ${s.reason}${s.text === null ? '' : ` ${s.text}`}`),
    ].sort();
  };

  it('AV16 says of every stretch why it is closed', () => {
    const own = { hours: [hours('09:00', '17:00')], breaks: [hours('12:00', '13:00')] };
    const blocks = [block('LEAVE', '2026-01-12T14:00:00Z', '2026-01-12T23:00:00Z', 'Course')];
    expect(drawn({ ...own, blocks })).toEqual([
      '00:00 09:00 OUTSIDE_HOURS',
      '09:00 12:00 OPEN',
      '12:00 13:00 BREAK',
      '13:00 15:00 OPEN',
      '15:00 24:00 TIME_OFF Course',
    ]);
  });

  it('AV2 marks what an override took from the week', () => {
    expect(drawn({ overrides: [override({ windows: [{ from: '10:00', to: '12:00' }], text: 'Training' })] })).toEqual([
      '00:00 09:00 OUTSIDE_HOURS',
      '09:00 10:00 OVERRIDE Training',
      '10:00 12:00 OPEN',
      '12:00 24:00 OUTSIDE_HOURS',
    ]);
  });

  it('AP23 begins with the end of last night', () => {
    expect(drawn({ hours: [hours('22:00', '06:00', { weekday: 7 })] })).toEqual([
      '00:00 06:00 OPEN',
      '06:00 24:00 OUTSIDE_HOURS',
    ]);
  });
});

describe('whyNot', () => {
  const ask = (time: string, own: Partial<WorkingRules> = {}, change: object = {}) =>
    whyNot({
      start: toInstant(`${monday}T${time}:00+01:00`),
      zone,
      now: early,
      plan: plan(),
      rules: rules(own),
      practitioner: NEVER_BUSY,
      patient: null,
      room: null,
      ...change,
    }).map(({ code, rule, class: ruleClass }) => `${code} ${rule} ${ruleClass}`);

  it('AV4 has nothing against an opening', () => expect(ask('09:30')).toEqual([]));

  it('AV4 names every broken rule at once', () => {
    const busy = taken('2026-01-12T09:30:00Z', '2026-01-12T10:30:00Z');
    const strict = plan({ minNoticeMinutes: 60, bufferAfterMinutes: 10, gridMinutes: 30 });
    const now = toInstant('2026-01-12T09:40:00Z');
    expect(ask('10:45', {}, { practitioner: busy, patient: busy, room: busy, now, plan: strict })).toEqual([
      'PRACTITIONER_BUSY AV8 HARD',
      'PATIENT_BUSY AV7 HARD',
      'ROOM_BUSY AV8 HARD',
      'OUTSIDE_HOURS AV4 SOFT',
      'OFF_GRID AP21 SOFT',
      'NOTICE AV12 SOFT',
    ]);
  });

  it('AV7 lets an appointment follow another at once, AV8 not inside its buffer', () => {
    const practitioner = taken('2026-01-12T08:00:00Z', '2026-01-12T08:30:00Z');
    expect(ask('09:30', {}, { practitioner })).toEqual([]);
    expect(ask('09:30', {}, { practitioner, plan: plan({ bufferBeforeMinutes: 5 }) })).toEqual([
      'PRACTITIONER_BUSY AV8 HARD',
    ]);
  });

  it.each([
    ['LEAVE', 'TIME_OFF AV3 SOFT'],
    ['EMERGENCY', 'TIME_OFF AV3 SOFT'],
    ['HOLIDAY', 'TIME_OFF AV3 SOFT'],
    ['FORCED', 'BLOCKED AV1 HARD'],
  ] as const)('AV1 tells %s apart', (level, expected) => {
    expect(ask('10:00', { blocks: [block(level, '2026-01-12T09:00:00Z', '2026-01-12T09:15:00Z')] })).toEqual([
      expected,
    ]);
  });

  it('AV2, AV4 tells an override and a break apart', () => {
    expect(ask('09:30', { overrides: [override()] })).toEqual(['OVERRIDE AV2 SOFT']);
    expect(ask('09:30', { breaks: [hours('09:30', '10:00')] })).toEqual(['BREAK AV4 SOFT']);
  });

  it('AP20, AV12 tells the past from short notice and a far day', () => {
    expect(ask('09:30', {}, { now: toInstant('2026-01-12T09:00:00Z') })).toEqual(['IN_THE_PAST AP20 SOFT']);
    expect(ask('09:30', {}, { plan: plan({ horizonDays: 1 }) })).toEqual(['HORIZON AV12 SOFT']);
  });
});
