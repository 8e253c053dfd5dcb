import type { INestApplicationContext } from '@nestjs/common';
import { v5 } from 'uuid';
import { PatientsQueries, PatientsService } from '../src/patients';
import { Ledger } from '../src/platform';
import { accepted, type Placed, requestIdOf, type TurnableClock } from './demo';
import type { DemoPerson } from './people';

const BATCH = 50;
const PERSON_IDS = '6f1d6a0e-6d65-4d65-9c65-79ab79ab79ab';

/** The same person has the same id in every clinic and every run. */
const personIdOf = (person: DemoPerson): string => v5(person.key, PERSON_IDS);

/** Registers the people as patients on the days they first came; answers their patient ids by key. */
export async function registerPeople(
  app: INestApplicationContext,
  { ctx, clock }: Placed,
  people: readonly DemoPerson[],
): Promise<Map<string, string>> {
  const known = await registered(app, ctx, people);
  const order = people.filter(({ key }) => !known.has(key)).sort((a, b) => (a.registeredOn < b.registeredOn ? -1 : 1));
  for (let from = 0; from < order.length; from += BATCH) {
    const batch = order.slice(from, from + BATCH);
    const requestId = requestIdOf(`people/${v5(batch.map(({ key }) => key).join(), PERSON_IDS)}`);
    const ids = await app.get(Ledger).write(ctx, { operation: 'seedPatients', input: { requestId } }, async (write) => {
      const made: string[] = [];
      for (const person of batch) made.push(await registerOne(app.get(PatientsService), write, person, clock));
      return made;
    });
    batch.forEach(({ key }, n) => known.set(key, ids[n] ?? ''));
  }
  clock.release();
  return known;
}

type Writing = Parameters<PatientsService['registerIn']>[0];

async function registerOne(
  patients: PatientsService,
  write: Writing,
  person: DemoPerson,
  clock: TurnableClock,
): Promise<string> {
  const { key: _, registeredOn, deceasedOn, ...details } = person;
  clock.turnTo(
    Date.parse(`${registeredOn}T10:00:00Z`) + (Number.parseInt(personIdOf(person).slice(0, 4), 16) % 400) * 60_000,
  );
  const { patientId } = accepted(await patients.registerIn(write, details, { personId: personIdOf(person) }));
  if (deceasedOn !== null) {
    clock.turnTo(Date.parse(`${deceasedOn}T18:00:00Z`));
    accepted(await patients.recordDeathIn(write, patientId, deceasedOn));
  }
  return patientId;
}

/** Who is there already, from an earlier run. */
async function registered(
  app: INestApplicationContext,
  ctx: Placed['ctx'],
  people: readonly DemoPerson[],
): Promise<Map<string, string>> {
  const keys = new Map(people.map((person) => [personIdOf(person), person.key]));
  const found = new Map<string, string>();
  for (const [personId, patientId] of await app.get(PatientsQueries).idsByPerson(ctx)) {
    const key = keys.get(personId);
    if (key !== undefined) found.set(key, patientId);
  }
  return found;
}
