import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LedgerMaintenance } from '../../src/platform/ledger/maintenance';
import { auditOccupancy, NO_FAULTS } from '../audit';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { OwnConnection } from '../parallel';
import { Raw } from '../raw';
import { bootWorld, type World } from '../world';

const CLIENTS = 500;

const BOOK = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { __typename
  ... on BookAppointmentSuccess { appointment { id status version } }
  ... on SlotTaken { code message clashes { kind startsAt endsAt } alternatives { startsAt endsAt practitioner { id } } }
  ... on SimpleRefusal { code message } } }`;

interface Booked {
  readonly bookAppointment: {
    readonly __typename: string;
    readonly appointment?: { id: string; status: string; version: number };
    readonly clashes?: { kind: string }[];
    readonly alternatives?: { startsAt: string }[];
  };
}

let world: World;
let clinic: TestClinic;
let raw: Raw;

beforeAll(async () => {
  world = await bootWorld('contention');
  clinic = await openClinic(world, { code: 'ABC01', zone: noonZone(), patients: CLIENTS });
  raw = await Raw.open(world.databaseUrl);
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('one opening', () => {
  it('UP01 AV8 goes to exactly one of 500 parallel clients; the others get SlotTaken with what is free', async () => {
    const clients = await Promise.all(clinic.patients.map(() => OwnConnection.open(world.url, clinic.desk.token)));
    const startsAt = clinic.at(1, '09:00');
    const answers = await Promise.all(
      clients.map((client, i) => client.send<Booked>(BOOK, { input: wish(i, startsAt) })),
    );

    expect(answers.filter(({ status, errors }) => status !== 200 || errors !== undefined)).toEqual([]);
    const outcomes = answers.map(({ data }) => data!.bookAppointment);
    expect(outcomes.filter(({ __typename }) => __typename === 'BookAppointmentSuccess')).toHaveLength(1);
    const taken = outcomes.filter(({ __typename }) => __typename === 'SlotTaken');
    expect(taken).toHaveLength(CLIENTS - 1);
    expect(
      taken.filter(
        ({ clashes, alternatives }) =>
          clashes?.[0]?.kind !== 'PRACTITIONER' || alternatives?.[0]?.startsAt !== clinic.at(1, '09:30'),
      ),
    ).toEqual([]);
  });

  it('UP01 leaves one appointment, its cells and its event, and an intact chain', async () => {
    const [rows] = await raw.rows<{ n: number }>('SELECT COUNT(*) AS n FROM scheduling_appointment');
    const [events] = await raw.rows<{ n: number }>(
      "SELECT COUNT(*) AS n FROM platform_event WHERE type = 'AppointmentBooked'",
    );
    expect([Number(rows?.n), Number(events?.n)]).toEqual([1, 1]);
    expect(await auditOccupancy(raw)).toEqual(NO_FAULTS);
    expect((await world.app.get(LedgerMaintenance).verify(clinic.id)).faults).toEqual([]);
  });

  it('UP01 AV7 lets every one of 40 parallel clients book when their times only touch', async () => {
    const clients = await Promise.all(
      clinic.patients.slice(0, 40).map(() => OwnConnection.open(world.url, clinic.desk.token)),
    );
    const start = Date.parse(clinic.at(2, '00:00'));
    const answers = await Promise.all(
      clients.map((client, i) =>
        client.send<Booked>(BOOK, { input: wish(i, new Date(start + i * 1_800_000).toISOString()) }),
      ),
    );
    expect(answers.map(({ data }) => data?.bookAppointment.__typename)).toEqual(
      clients.map(() => 'BookAppointmentSuccess'),
    );
  });
});

const wish = (client: number, startsAt: string) => ({
  requestId: v7(),
  patientId: clinic.patients[client],
  practitionerId: clinic.practitioners[0],
  visitTypeId: clinic.visitTypeId,
  startsAt,
});
