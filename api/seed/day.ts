import { minutesOf, weekdayOf, wallOrNext } from '@medley/kernel';
import type { DemoClinic, DemoPractitioner, DemoVisitType } from './clinics';
import type { DemoPerson } from './people';
import { Chance } from './random';

/** One thing that happens to an appointment, at an instant. */
export type DemoStep = Readonly<{
  at: number;
  does: 'confirm' | 'checkIn' | 'start' | 'complete' | 'noShow' | 'cancel';
}>;

/** An appointment and what became of it by now. */
export type DemoAppointment = Readonly<{
  key: string;
  licence: string;
  room: string;
  visitType: string;
  person: string;
  bookedAt: number;
  startsAt: number;
  minutes: number;
  reason: string;
  note: string | null;
  steps: readonly DemoStep[];
}>;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOTES = [
  'Needs an interpreter',
  'Wheelchair access',
  'Prefers the afternoon',
  'Brings test results',
  'Call on arrival',
  'Insurance card expired',
];

/** A clinic's date as seen from `now`; `busy` collects the people who come that day. */
export interface DayWish {
  readonly clinic: DemoClinic;
  readonly date: string;
  readonly now: number;
  readonly people: readonly DemoPerson[];
  readonly busy: Set<string>;
}

/**
 * One clinic's appointments on one local date, the same whenever they are made; only what became of them depends on
 * `now`. Nobody is in two places: practitioners keep to their own room, and `busy` holds who has come that day already.
 */
export function dayOf(wish: DayWish): DemoAppointment[] {
  const { clinic, date } = wish;
  return clinic.practitioners.flatMap((practitioner) =>
    windowsOf(practitioner, date).flatMap(([from, to]) => {
      const chance = new Chance(`${clinic.code}/${date}/${practitioner.licence}/${String(from)}`);
      return fill({ ...wish, practitioner, chance }, from, to);
    }),
  );
}

interface Day extends DayWish {
  readonly practitioner: DemoPractitioner;
  readonly chance: Chance;
}

function fill(day: Day, from: number, to: number): DemoAppointment[] {
  const { chance, practitioner, clinic } = day;
  const fullness = chance.next() * 0.3 + 0.55;
  const booked: DemoAppointment[] = [];
  for (let at = from; at < to;) {
    const type = visitTypeOf(clinic, chance.pick(practitioner.visitTypes, 1.6));
    const length = type.before + type.minutes + type.after;
    if (at + length > to) break;
    if (chance.happens(fullness)) booked.push(...appointment(day, type, at + type.before));
    at += Math.ceil(length / 5) * 5;
  }
  return booked;
}

function appointment(day: Day, type: DemoVisitType, minute: number): DemoAppointment[] {
  const { clinic, date, chance, practitioner } = day;
  const startsAt = wallOrNext(date, minute, clinic.timeZone);
  const bookedAt = startsAt - chance.int(1, 20) * DAY - chance.int(0, 300) * MINUTE;
  const person = someone(day, type, bookedAt);
  if (person === undefined) return [];
  const made = {
    key: `${clinic.code}/${date}/${practitioner.licence}/${String(minute)}`,
    licence: practitioner.licence,
    room: practitioner.room,
    visitType: type.name,
    person: person.key,
    bookedAt: Math.min(bookedAt, day.now - HOUR),
    startsAt,
    minutes: type.minutes,
    reason: chance.pick(type.reasons),
    note: chance.happens(0.12) ? chance.pick(NOTES) : null,
  };
  return [{ ...made, steps: stepsOf(made, day) }];
}

/** Somebody of a fitting age who is alive, registered and nowhere else that day. */
function someone({ people, busy, date, chance }: Day, type: DemoVisitType, bookedAt: number): DemoPerson | undefined {
  for (let tries = 0; tries < 40; tries++) {
    const person = people[chance.int(0, people.length - 1)];
    if (person?.deceasedOn !== null || busy.has(person.key)) continue;
    if (Date.parse(person.registeredOn) > bookedAt - DAY || !fits(person, type, date)) continue;
    busy.add(person.key);
    return person;
  }
  return undefined;
}

function fits(person: DemoPerson, { name }: DemoVisitType, date: string): boolean {
  const age = (Date.parse(date) - Date.parse(person.birthDate)) / (365.25 * DAY);
  if (name === 'Child check-up') return age < 15;
  if (name === 'Prenatal visit') return person.gender === 'FEMALE' && age > 19 && age < 44;
  return name === 'ECG and review' ? age > 35 : true;
}

type Made = Omit<DemoAppointment, 'steps'>;

/** What became of it by now; in an order the rules allow. */
function stepsOf(made: Made, { chance, now }: Day): DemoStep[] {
  const { startsAt, bookedAt, minutes } = made;
  const fate = chance.next();
  const [early, delay, over] = [chance.int(2, 25), chance.int(0, 18), chance.int(-4, 10)];
  const confirm = chance.happens(0.55)
    ? [{ at: Math.max(bookedAt + HOUR / 2, startsAt - 2 * DAY), does: 'confirm' as const }]
    : [];
  const begins = startsAt + delay * MINUTE;
  const plan: DemoStep[] =
    fate < 0.09
      ? cancelled(confirm, Math.max(bookedAt + HOUR, startsAt - chance.int(2, 90) * HOUR))
      : fate < 0.16
        ? [...confirm, { at: startsAt + 20 * MINUTE, does: 'noShow' }]
        : [
            ...confirm,
            { at: startsAt - early * MINUTE, does: 'checkIn' },
            { at: begins, does: 'start' },
            { at: begins + Math.max(5, minutes + over) * MINUTE, does: 'complete' },
          ];
  return plan.filter(({ at }) => at <= now && at > bookedAt);
}

/** Whoever cancelled before the confirming call never got it. */
const cancelled = (confirm: readonly DemoStep[], at: number): DemoStep[] => [
  ...confirm.filter((step) => step.at < at),
  { at, does: 'cancel' },
];

function windowsOf({ hours }: DemoPractitioner, date: string): [number, number][] {
  const today = hours.filter(({ weekdays }) => weekdays.includes(weekdayOf(date)));
  return today.flatMap(({ open: [from, to], pause }): [number, number][] => {
    if (pause === undefined) return [[minutesOf(from), minutesOf(to)]];
    return [[minutesOf(from), minutesOf(pause[0])], [minutesOf(pause[1]), minutesOf(to)]]; // prettier-ignore
  });
}

function visitTypeOf(clinic: DemoClinic, name: string): DemoVisitType {
  const type = clinic.visitTypes.find((one) => one.name === name);
  if (type === undefined) throw new Error(`${clinic.code} has no visit type ${name}`);
  return type;
}
