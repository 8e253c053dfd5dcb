import { describe, expect, it } from '@jest/globals';
import { addDays } from '@medley/kernel';
import { DEMO_CLINICS, SHARED_PATIENTS } from './clinics';
import { type DemoAppointment, dayOf } from './day';
import { type DemoPerson, peopleOf } from './people';
import { peopleIn } from './seed-people';

const NOON = Date.parse('2026-11-19T12:00:00Z');
const TODAY = '2026-11-19';

const [lisbon, azores] = DEMO_CLINICS;
if (lisbon === undefined || azores === undefined) throw new Error('There are two demo clinics');
const lisboners = peopleIn(lisbon, []);
const islanders = peopleIn(azores, lisboners);

const month = Array.from({ length: 29 }, (_, n) => addDays(TODAY, n - 14)).map((date) => {
  const busy = new Set<string>();
  const wish = { date, now: NOON, busy };
  return [
    ...dayOf({ ...wish, clinic: lisbon, people: lisboners }),
    ...dayOf({ ...wish, clinic: azores, people: islanders }),
  ];
});
const all = month.flat();
const today = month[14] ?? [];

const fateOf = ({ steps }: DemoAppointment) => steps.at(-1)?.does ?? 'booked';
const share = (people: readonly DemoPerson[], is: (person: DemoPerson) => boolean) =>
  people.filter(is).length / people.length;

describe('demo people', () => {
  it('are the same on every run', () => {
    expect(peopleIn(lisbon, [])).toEqual(lisboners);
    expect(lisboners).toHaveLength(2_500);
    expect(islanders).toHaveLength(900);
  });

  it('TN6: live in families that share a phone', () => {
    const phones = new Map<string, number>();
    for (const { phone } of lisboners) if (phone !== null) phones.set(phone, (phones.get(phone) ?? 0) + 1);
    expect([...phones.values()].filter((people) => people > 1).length).toBeGreaterThan(200);
  });

  it('are of believable ages, and nobody is registered before birth', () => {
    const age = ({ birthDate }: DemoPerson) => (NOON - Date.parse(birthDate)) / (365.25 * 86_400_000);
    expect(share(lisboners, (person) => age(person) < 18)).toBeGreaterThan(0.1);
    expect(share(lisboners, (person) => age(person) > 65)).toBeGreaterThan(0.1);
    expect(
      lisboners.every((person) => age(person) >= 0 && age(person) < 105 && person.registeredOn >= person.birthDate),
    ).toBe(true);
  });

  it('have names in several scripts and of every length', () => {
    expect(lisboners.some(({ familyName }) => /\p{Script=Arabic}/u.test(familyName))).toBe(true);
    expect(lisboners.some(({ familyName }) => /\p{Script=Han}/u.test(familyName))).toBe(true);
    expect(lisboners.some(({ familyName }) => familyName.length > 50)).toBe(true);
  });

  it('TN2: some are patients of both clinics', () => {
    const keys = new Set(lisboners.map(({ key }) => key));
    expect(islanders.filter(({ key }) => keys.has(key))).toHaveLength(SHARED_PATIENTS);
    expect(new Set(islanders.map(({ key }) => key)).size).toBe(900);
  });

  it('have phone numbers no operator gives out', () => {
    expect(
      peopleOf('X', 300, lisbon.near).every(({ phone }) => phone === null || /^\+35190[01]\d{6}$/.test(phone)),
    ).toBe(true);
  });
});

describe('demo appointments', () => {
  it.each([
    ['practitioner', ({ licence }: DemoAppointment) => licence],
    ['person', ({ person }: DemoAppointment) => person],
    ['room', ({ room, key }: DemoAppointment) => key.slice(0, 5) + room],
  ] as const)('never put a %s in two places at once', (_, of) => {
    const sorted = [...all].sort((a, b) => (of(a) < of(b) ? -1 : of(a) > of(b) ? 1 : a.startsAt - b.startsAt));
    const overlapping = sorted.filter((one, n) => {
      const before = sorted[n - 1];
      return before !== undefined && of(before) === of(one) && before.startsAt + before.minutes * 60_000 > one.startsAt;
    });
    expect(overlapping).toEqual([]);
  });

  it('are the same whenever they are made, but for what became of them', () => {
    const plan = (now: number) =>
      dayOf({ clinic: lisbon, date: TODAY, now, people: lisboners, busy: new Set() }).map(
        ({ steps: _, bookedAt: __, ...made }) => made,
      );
    expect(plan(NOON + 3_600_000)).toEqual(plan(NOON));
  });

  it('show today at noon with some done, some waiting, some to come', () => {
    const fates = new Set(today.map(fateOf));
    for (const fate of ['complete', 'start', 'checkIn', 'booked', 'noShow']) expect(fates).toContain(fate);
  });

  it('have nothing happen in the future, and every step after the one before', () => {
    for (const { bookedAt, steps } of all) {
      const times = [bookedAt, ...steps.map(({ at }) => at)];
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.every((at) => at <= NOON)).toBe(true);
    }
  });
});
