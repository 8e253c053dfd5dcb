import { addDays, dayRange, localDate } from '@medley/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { PatientsQueries } from '../src/patients';
import { DatabaseClock } from '../src/platform';
import { DEMO_CLINICS, type DemoClinic } from './clinics';
import { type DemoAppointment, dayOf } from './day';
import { openDemoClinic, type Placed, TurnableClock } from './demo';
import { hasAppointments, type PatientOf, writeDay } from './demo-days';
import { registerPeople } from './demo-patients';
import type { DemoPerson } from './people';
import { peopleIn } from './seed-people';

/** Days of appointments behind and ahead of today. */
const DAYS = 14;

/** What a seeding found and made, for the person who ran it. */
export interface SeedReport {
  readonly clinic: string;
  readonly patients: number;
  readonly newAppointments: number;
}

interface Open {
  readonly clinic: DemoClinic;
  readonly placed: Placed;
  readonly people: readonly DemoPerson[];
  readonly patientOf: PatientOf;
  newAppointments: number;
}

/**
 * Makes the demo clinics, or completes them: people are made once, days that have no appointments yet get theirs, so
 * that there is a month around today whenever it runs. Deterministic but for ids and keys.
 */
export async function seedDemo(app: INestApplicationContext): Promise<SeedReport[]> {
  const clock = new TurnableClock(app.get(DatabaseClock));
  const open: Open[] = [];
  for (const clinic of DEMO_CLINICS) open.push(await openWithPeople(app, clinic, open[0]?.people ?? [], clock));
  const today = localDate(clock.now().getTime(), DEMO_CLINICS[0]?.timeZone ?? 'UTC');
  for (let offset = -DAYS; offset <= DAYS; offset++) await seedDay(app, open, addDays(today, offset));
  return open.map(({ clinic, people, newAppointments }) => ({
    clinic: clinic.code,
    patients: people.length,
    newAppointments,
  }));
}

async function openWithPeople(
  app: INestApplicationContext,
  clinic: DemoClinic,
  neighbours: readonly DemoPerson[],
  clock: TurnableClock,
): Promise<Open> {
  const placed = await openDemoClinic(app, clinic, clock);
  const people = peopleIn(clinic, neighbours);
  const ids = await registerPeople(app, placed, people);
  const persons = new Map(
    [...(await app.get(PatientsQueries).idsByPerson(placed.ctx))].map(([person, patient]) => [patient, person]),
  );
  const patientOf = (key: string) => {
    const patientId = ids.get(key) ?? '';
    return { patientId, personId: persons.get(patientId) ?? '' };
  };
  return { clinic, placed, people, patientOf, newAppointments: 0 };
}

async function seedDay(app: INestApplicationContext, open: readonly Open[], date: string): Promise<void> {
  // Both clinics of a day are generated together, so that a person who goes to both is never in two places.
  const busy = new Set<string>();
  for (const one of open) {
    const { clinic, placed, people, patientOf } = one;
    const appointments = dayOf({ clinic, date, now: placed.clock.now().getTime(), people, busy });
    const { start, end } = dayRange(date, clinic.timeZone);
    if (await hasAppointments(app, placed.ctx, start, end)) continue;
    for (const mine of byPractitioner(appointments)) await writeDay(app, placed, mine, patientOf);
    one.newAppointments += appointments.length;
  }
}

function byPractitioner(appointments: readonly DemoAppointment[]): DemoAppointment[][] {
  const licences = [...new Set(appointments.map(({ licence }) => licence))];
  return licences.map((wanted) => appointments.filter(({ licence }) => licence === wanted));
}
