import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { LedgerRegistry } from '../../src/platform';
import { OrganisationsQueries, OrganisationsService } from '../../src/organisations';
import { LedgerMaintenance } from '../../src/platform/ledger/maintenance';
import { Privacy } from '../../src/platform/ledger/privacy';
import { WRITES } from '../../src/platform/tokens';
import type { DataSource } from 'typeorm';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { Mix } from '../mix';
import { inParallel } from '../parallel';
import { Raw } from '../raw';
import { Samples } from '../samples';
import { operationsOf } from '../schema-walk';
import { bootWorld, type World } from '../world';

const PRACTITIONERS = ['LIC-1', 'LIC-2'].map((licenceNumber) => ({ name: `Doctor ${licenceNumber}`, licenceNumber }));
const UNTOUCHED = new Set(['signIn', 'refreshSession', 'switchClinic', 'signOut']);

let world: World;
let raw: Raw;
let clinic: TestClinic;
let other: TestClinic;

beforeAll(async () => {
  world = await bootWorld('ledger');
  raw = await Raw.open(world.databaseUrl);
  clinic = await openClinic(world, {
    code: 'ABC01',
    zone: noonZone(),
    patients: 6,
    practitioners: PRACTITIONERS,
    rooms: 2,
    familyName: 'Quartermain',
  });
  const people = await raw.rows<{ id: string }>('SELECT person_id AS id FROM patients_patient ORDER BY mrn');
  other = await openClinic(world, {
    code: 'XYZ02',
    zone: noonZone(),
    patients: 6,
    practitioners: PRACTITIONERS,
    rooms: 1,
    personIds: people.map(({ id }) => id),
  });
  await everythingOnce();
  const mix = new Mix([clinic, other], 'a varied history');
  await inParallel(mix.steps(250), 8, (step) => mix.run(step));
}, 120_000);
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('rebuilt read tables', () => {
  it('EV1 equal the live ones in every row and column of every projector, and other clinics keep theirs', async () => {
    const tables = projectedTables();
    const before = await raw.dumpAll(tables);
    expect(
      Object.entries(before)
        .filter(([, rows]) => rows.length === 0)
        .map(([table]) => table),
    ).toEqual([]);
    const events = await world.app.get(LedgerMaintenance).rebuild(clinic.id);
    expect(events).toBe((await raw.head(clinic.id)).seq);
    expect(await raw.dumpAll(tables)).toEqual(before);
  });

  it('EV1 come back whole when they were emptied or spoilt', async () => {
    const tables = projectedTables();
    const before = await raw.dumpAll(tables);
    await raw.change(
      "UPDATE scheduling_appointment SET status = 'COMPLETED', version = version + 1 WHERE clinic_id = ?",
      [clinic.id],
    );
    for (const table of tables.filter((name) => name !== 'scheduling_appointment'))
      await raw.change(`DELETE FROM \`${table}\` WHERE clinic_id = ?`, [clinic.id]);
    expect(await raw.dumpAll(tables)).not.toEqual(before);
    await world.app.get(LedgerMaintenance).rebuild(clinic.id);
    expect(await raw.dumpAll(tables)).toEqual(before);
  });
});

describe('verify', () => {
  it('AU2 finds nothing while nobody touched anything', async () => {
    expect(await faults()).toEqual([]);
  });

  it.each([
    ['data', "data = JSON_SET(data, '$.bookedAt', '2001-01-01T00:00:00.000Z')"],
    ['data, in a single space', "data = CONCAT(data, ' ')"],
    ['sealed', 'sealed = CONCAT(LEFT(sealed, 40), CHAR(ORD(SUBSTRING(sealed, 41, 1)) ^ 1), SUBSTRING(sealed, 42))'],
    ['sealed, to nothing', 'sealed = NULL'],
    ['meta', "meta = JSON_SET(meta, '$.actorName', 'Somebody else')"],
    ['recorded_at', 'recorded_at = recorded_at + INTERVAL 1000 MICROSECOND'],
    ['type', "type = 'AppointmentRequested'"],
    ['stream', "stream = 'patient'"],
    ['stream_id', 'stream_id = clinic_id'],
    ['version', 'version = version + 1'],
    ['schema_version', 'schema_version = schema_version + 1'],
    ['subject_id', 'subject_id = NULL'],
    ['hash', 'hash = REVERSE(hash)'],
  ])('AU2 reports a change of %s with the number of the event', async (_, assignment) => {
    const seq = await aBooking();
    await tampered(seq, seq, async () => {
      expect(
        await raw.change(`UPDATE platform_event SET ${assignment} WHERE clinic_id = ? AND seq = ?`, [clinic.id, seq]),
      ).toBe(1);
      const found = await faults();
      expect(found[0]).toEqual({ seq, kind: 'ALTERED' });
    });
  });

  it('AU2 reports a deleted event, and several', async () => {
    const seq = await aBooking();
    await tampered(seq, seq + 1, async () => {
      await raw.change('DELETE FROM platform_event WHERE clinic_id = ? AND seq = ?', [clinic.id, seq]);
      expect(await faults()).toEqual([{ seq, kind: 'MISSING' }]);
      await raw.change('DELETE FROM platform_event WHERE clinic_id = ? AND seq = ?', [clinic.id, seq + 1]);
      expect(await faults()).toEqual([
        { seq, kind: 'MISSING' },
        { seq: seq + 1, kind: 'MISSING' },
      ]);
    });
  });

  it('AU2 reports both of two events that changed places', async () => {
    const seq = await aBooking();
    await tampered(seq, seq + 1, async () => {
      for (const [from, to] of [
        [seq, 0],
        [seq + 1, seq],
        [0, seq + 1],
      ])
        await raw.change('UPDATE platform_event SET seq = ? WHERE clinic_id = ? AND seq = ?', [to, clinic.id, from]);
      expect((await faults()).slice(0, 2)).toEqual([
        { seq, kind: 'ALTERED' },
        { seq: seq + 1, kind: 'ALTERED' },
      ]);
    });
  });

  it('AU2 reports the event behind one that was changed together with its own hash', async () => {
    const seq = await aBooking();
    await tampered(seq, seq, async () => {
      await raw.change(
        "UPDATE platform_event SET data = CONCAT(data, ' '), hash = UNHEX(SHA2(hash, 256)) WHERE clinic_id = ? AND seq = ?",
        [clinic.id, seq],
      );
      expect((await faults()).map((fault) => fault.seq)).toEqual([seq, seq + 1]);
    });
  });

  it('AU2 reports a tail that was cut off, by the number it should have', async () => {
    const { seq } = await raw.head(clinic.id);
    await tampered(seq - 2, seq, async () => {
      await raw.change('DELETE FROM platform_event WHERE clinic_id = ? AND seq > ?', [clinic.id, seq - 3]);
      expect(await faults()).toEqual([{ seq, kind: 'HEAD_MISMATCH' }]);
    });
  });

  it('AU2 reports an event that was slipped in at the end', async () => {
    const { seq } = await raw.head(clinic.id);
    await raw.change(
      'INSERT INTO platform_event SELECT clinic_id, seq + 1, recorded_at, stream, stream_id, version, type, schema_version, subject_id, data, sealed, meta, hash FROM platform_event WHERE clinic_id = ? AND seq = ?',
      [clinic.id, seq],
    );
    expect((await faults()).map((fault) => fault.seq)).toContain(seq + 1);
    await raw.change('DELETE FROM platform_event WHERE clinic_id = ? AND seq = ?', [clinic.id, seq + 1]);
    expect(await faults()).toEqual([]);
  });

  it('AU2 keeps clinics apart: what happens to one chain is no fault of the other', async () => {
    const seq = await aBooking();
    await tampered(seq, seq, async () => {
      await raw.change("UPDATE platform_event SET data = '{}' WHERE clinic_id = ? AND seq = ?", [clinic.id, seq]);
      expect((await world.app.get(LedgerMaintenance).verify(other.id)).faults).toEqual([]);
    });
  });
});

describe('an erased person', () => {
  it('DL2 UP43 is unreadable everywhere, while the chain stays whole and the rest is as it was', async () => {
    const patientId = await register();
    await book(patientId);
    expect(await tablesWith(MARKS)).not.toEqual([]);
    await erase(patientId);
    expect(await tablesWith(MARKS)).toEqual([]);
    expect(await faults()).toEqual([]);
    const { patient } = await clinic.desk.ask<{ patient: { displayName: string } | null }>(
      'query ($id: ID!) { patient(id: $id) { displayName } }',
      { id: patientId },
    );
    expect(JSON.stringify(patient)).not.toMatch(/Aloysius|Featherstone/);
    const { patients } = await clinic.desk.ask<{ patients: { nodes: { id: string }[] } }>(
      '{ patients(filter: { search: "Featherstone" }) { nodes { id } } }',
    );
    expect(patients.nodes.filter(({ id }) => id === patientId)).toEqual([]);
  });

  it('DL2 stays unreadable after a rebuild, which equals what was live', async () => {
    const tables = projectedTables();
    const before = await raw.dumpAll(tables);
    await world.app.get(LedgerMaintenance).rebuild(clinic.id);
    expect(await raw.dumpAll(tables)).toEqual(before);
    expect(await tablesWith(MARKS)).toEqual([]);
  });
});

/** What only this person has. */
const MARKS = [
  'Aloysius',
  'Featherstone',
  'aloysius@patients.example',
  '912999888',
  'Rua do Erased',
  'FOREIGN-4711',
  'A very private reason',
  'A very private note',
];

async function register(): Promise<string> {
  const input = {
    ...{
      givenName: 'Aloysius',
      familyName: 'Featherstone',
      birthDate: '1931-07-08',
      gender: 'MALE',
      phone: '+351912999888',
      email: 'aloysius@patients.example',
    },
    ...{
      address: { line: 'Rua do Erased', city: 'Lisboa' },
      identifiers: [{ system: 'urn:old', value: 'FOREIGN-4711' }],
    },
  };
  const { patient } = (await clinic.desk.mutate(
    'registerPatient',
    input,
    '... on RegisterPatientSuccess { patient { id } }',
  )) as unknown as { patient: { id: string } };
  await clinic.desk.mutate('updatePatient', { patientId: patient.id, nameToUse: 'Featherstone the Elder' });
  return patient.id;
}

async function book(patientId: string): Promise<void> {
  const wish = {
    patientId,
    practitionerId: clinic.practitioners[1],
    visitTypeId: clinic.visitTypeId,
    startsAt: clinic.at(26, '09:00'),
    reason: 'A very private reason',
    note: 'A very private note',
  };
  const { __typename } = await clinic.desk.mutate('bookAppointment', wish);
  expect(__typename).toBe('BookAppointmentSuccess');
}

async function erase(subjectId: string): Promise<void> {
  const identity = await world.app.get(OrganisationsQueries, { strict: false }).identity(clinic.id);
  const ctx = world.app.get(OrganisationsService, { strict: false }).systemCtx(identity!);
  await world.app.get(Privacy, { strict: false }).erase(ctx, { requestId: v7(), subjectId });
}

/** Tables in which any of these words can be read, also inside bytes. */
async function tablesWith(words: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const table of await raw.tables()) {
    const text = (await raw.dump(table)).join('\n');
    found.push(...words.filter((word) => text.includes(word)).map((word) => `${table}: ${word}`));
  }
  return found;
}

/** Every mutation of the schema once, so that every kind of event and every projected table has something. */
async function everythingOnce(): Promise<void> {
  const samples = new Samples(clinic);
  for (const operation of await operationsOf(world.nobody)) {
    if (operation.kind === 'mutation' && !UNTOUCHED.has(operation.name))
      await clinic.admin.ask(operation.document, await samples.variables(operation));
  }
}

/** Tables of every registered projector: a new one is covered by itself. */
function projectedTables(): string[] {
  const source = world.app.get<DataSource>(WRITES, { strict: false });
  const tables = world.app
    .get(LedgerRegistry)
    .all()
    .flatMap((projector) => projector.tables);
  return [...new Set(tables.map((table) => source.getMetadata(table).tableName))];
}

async function faults() {
  return (await world.app.get(LedgerMaintenance).verify(clinic.id)).faults;
}

/** A booking in the middle of the ledger whose neighbour is there too. */
async function aBooking(): Promise<number> {
  const [row] = await raw.rows<{ seq: number }>(
    "SELECT MIN(seq) + 0 AS seq FROM platform_event WHERE clinic_id = ? AND type = 'AppointmentBooked'",
    [clinic.id],
  );
  return Number(row?.seq);
}

/** Tampers with events, then puts them back as they were, whatever came of it. */
async function tampered(first: number, last: number, work: () => Promise<void>): Promise<void> {
  await raw.change(
    'CREATE TEMPORARY TABLE kept AS SELECT * FROM platform_event WHERE clinic_id = ? AND seq BETWEEN ? AND ?',
    [clinic.id, first, last],
  );
  try {
    await work();
  } finally {
    await raw.change('DELETE FROM platform_event WHERE clinic_id = ? AND seq BETWEEN ? AND ?', [
      clinic.id,
      first,
      last,
    ]);
    await raw.change('INSERT INTO platform_event SELECT * FROM kept');
    await raw.change('DROP TEMPORARY TABLE kept');
  }
  expect(await faults()).toEqual([]);
}
