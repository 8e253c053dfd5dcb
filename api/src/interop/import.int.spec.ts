import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { openClinic, type TestClinic } from '../../test/clinic';
import { bootWorld, type World } from '../../test/world';
import type { EntryOutcome } from './import-units';

let world: World;
let clinic: TestClinic;
let other: TestClinic;
const folder = mkdtempSync(join(tmpdir(), 'medley-import-'));

beforeAll(async () => {
  world = await bootWorld('import');
  clinic = await openClinic(world, { code: 'IMP01' });
  other = await openClinic(world, { code: 'IMP02' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await world.close();
});

const patient = (id: string, change: object = {}) => ({
  resourceType: 'Patient',
  id,
  identifier: [{ system: 'http://old.example', value: `OLD-${id}`, type: { coding: [{ code: 'MR' }] } }],
  name: [{ use: 'official', family: `Imported${id}`, given: ['Vera'] }],
  gender: 'female',
  birthDate: '1970-02-03',
  ...change,
});
const condition = (id: string, about: string, change: object = {}) => ({
  resourceType: 'Condition',
  id,
  subject: { reference: about },
  ...change,
});
const bundle = (...resources: unknown[]) => ({
  resourceType: 'Bundle',
  type: 'transaction',
  entry: resources.map((resource) => ({ resource })),
});

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, Buffer.isBuffer(content) || typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

async function imported(where: TestClinic, source: string, ...files: string[]): Promise<EntryOutcome[]> {
  const { FhirImport } = await import('./fhir-import');
  const { OrganisationsQueries, OrganisationsService } = await import('../organisations');
  const identity = await world.app.get(OrganisationsQueries).identity(where.id);
  if (identity === null) throw new Error('The test clinic is gone');
  const ctx = world.app.get(OrganisationsService).systemCtx(identity);
  const outcomes: EntryOutcome[] = [];
  for await (const some of world.app.get(FhirImport).run(ctx, files, source)) outcomes.push(...some);
  return outcomes;
}

const brief = (outcomes: readonly EntryOutcome[]) =>
  outcomes.map(({ entry, resourceType, outcome }) => `${String(entry)} ${resourceType ?? '-'} ${outcome}`).sort();

async function rows<Row>(sql: string, ...values: unknown[]): Promise<Row[]> {
  const connection = await createConnection(world.databaseUrl);
  const [found] = await connection.query(sql, values);
  await connection.end();
  return found as Row[];
}

const count = async (table: string, where: TestClinic) =>
  Number((await rows<{ n: number }>(`SELECT COUNT(*) AS n FROM ${table} WHERE clinic_id = ?`, where.id))[0]?.n);

describe('FHIR import', () => {
  it('ID7: imports a patient with everything of theirs, and the same again changes nothing', async () => {
    const path = file(
      'whole.json',
      bundle(patient('a1'), condition('c1', 'urn:uuid:a1'), {
        resourceType: 'Organization',
        id: 'org1',
        name: 'Elsewhere',
      }),
    );
    expect(brief(await imported(clinic, 'north', path))).toEqual([
      '1 Patient imported',
      '2 Condition held',
      '3 Organization held',
    ]);
    const before = await rows('SELECT seq, hash FROM platform_ledger_head WHERE clinic_id = ?', clinic.id);
    expect(brief(await imported(clinic, 'north', path))).toEqual([
      '1 Patient unchanged',
      '2 Condition unchanged',
      '3 Organization unchanged',
    ]);
    expect(await rows('SELECT seq, hash FROM platform_ledger_head WHERE clinic_id = ?', clinic.id)).toEqual(before);
  });

  it('takes a changed patient as a change of the same record, known by any of its numbers', async () => {
    await imported(clinic, 'north', file('b1.json', bundle(patient('b1'))));
    const patients = await count('patients_patient', clinic);
    const moved = patient('b1', { address: [{ city: 'Faro' }] });
    expect(brief(await imported(clinic, 'north', file('b1-moved.json', bundle(moved))))).toEqual(['1 Patient updated']);
    const renumbered = { ...patient('b1'), id: 'b1-new-id' };
    expect(brief(await imported(clinic, 'north', file('b1-again.json', bundle(renumbered))))).toEqual([
      '1 Patient updated',
    ]);
    expect(await count('patients_patient', clinic)).toBe(patients);
  });

  it('LB4: never overwrites somebody else who has the same number', async () => {
    await imported(clinic, 'north', file('n1.json', bundle(patient('n1'))));
    const stranger = patient('n1', { name: [{ family: 'Stranger', given: ['Ivo'] }], birthDate: '2001-01-01' });
    const [outcome] = await imported(clinic, 'north', file('n1-stranger.json', bundle(stranger)));
    expect(outcome).toMatchObject({
      outcome: 'failed',
      problem: expect.stringContaining('somebody with another name'),
    });
  });

  it('leaves no part of a patient whose Patient is invalid, and says so at each entry', async () => {
    const held = await count('interop_held_resource', clinic);
    const path = file(
      'half.json',
      bundle(condition('h1', 'Patient/h'), patient('h', { birthDate: '1970' }), condition('h2', 'Patient/h')),
    );
    const outcomes = await imported(clinic, 'north', path);
    expect(brief(outcomes)).toEqual(['1 Condition failed', '2 Patient failed', '3 Condition failed']);
    expect(new Set(outcomes.map(({ problem }) => problem))).toEqual(new Set(['Patient.birthDate is not a full date']));
    expect(await count('interop_held_resource', clinic)).toBe(held);
  });

  it('reports broken entries one by one and imports the rest', async () => {
    const outcomes = await imported(
      clinic,
      'north',
      file(
        'broken.json',
        bundle(
          patient('k1'),
          null,
          { resourceType: 'Condition' },
          condition('k2', 'Patient/nobody'),
          condition('k3', 'Patient/k1'),
        ),
      ),
    );
    expect(brief(outcomes)).toEqual([
      '1 Patient imported',
      '2 - failed',
      '3 Condition failed',
      '4 Condition failed',
      '5 Condition held',
    ]);
  });

  it('reads bulk files line by line, gzipped whatever their name, patients first', async () => {
    const lines = [condition('z2', 'Patient/z1'), condition('z3', 'Patient/unknown')].map((one) => JSON.stringify(one));
    const conditions = file('A-Condition.ndjson', gzipSync(`${lines.join('\n')}\n{"resourceType":\n`));
    const patients = file('Patient.ndjson.gz', `${JSON.stringify(patient('z1'))}\n\n`);
    expect(brief(await imported(clinic, 'north', conditions, patients))).toEqual([
      '1 Condition held',
      '1 Patient imported',
      '2 Condition failed',
      '3 - failed',
    ]);
  });

  it('reports a file that cannot be read as one failed entry', async () => {
    const truncated = gzipSync(JSON.stringify(bundle(patient('t1')))).subarray(0, 60);
    const outcomes = await imported(
      clinic,
      'north',
      file('truncated.json.gz', truncated),
      join(folder, 'missing.json'),
      file('text.json', 'hello'),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['failed', 'failed', 'failed']);
  });

  it('leaves out a phone number that is none, and keeps the person', async () => {
    const [outcome] = await imported(
      clinic,
      'north',
      file('phone.json', bundle(patient('f1', { telecom: [{ system: 'phone', value: 'ask at home' }] }))),
    );
    expect(outcome).toMatchObject({ outcome: 'imported', problem: 'phone left out: not a phone number' });
  });

  it('keeps what it holds unreadable without the key of the patient, and readable with it', async () => {
    const { KeyRing, unseal } = await import('../platform');
    const marker = 'a diagnosis nobody may read';
    await imported(
      clinic,
      'sealed',
      file('sealed.json', bundle(patient('s1'), condition('s2', 'Patient/s1', { code: { text: marker } }))),
    );
    const [held] = await rows<{ patient_id: string; sealed: Buffer }>(
      "SELECT patient_id, sealed FROM interop_held_resource WHERE source = 'sealed'",
    );
    if (held === undefined) throw new Error('Nothing is held');
    expect(held.sealed.toString('latin1')).not.toContain(marker);
    const key = await world.app.get(KeyRing).of(clinic.id, held.patient_id);
    if (!key) throw new Error('The patient has no key');
    expect(gunzipSync(unseal(key, held.sealed, 'sealed/Condition/s2')).toString()).toContain(marker);
  });

  it('keeps no number and no resource of somebody who was erased', async () => {
    const { Privacy } = await import('../platform');
    const { OrganisationsQueries, OrganisationsService } = await import('../organisations');
    await imported(clinic, 'erased', file('erased.json', bundle(patient('e1'), condition('e2', 'Patient/e1'))));
    const [reference] = await rows<{ object_id: string }>(
      "SELECT object_id FROM interop_external_reference WHERE system = 'erased/Patient'",
    );
    const identity = await world.app.get(OrganisationsQueries).identity(clinic.id);
    if (identity === null || reference === undefined) throw new Error('Nothing was imported');
    const ctx = world.app.get(OrganisationsService).systemCtx(identity);
    await world.app.get(Privacy).erase(ctx, { requestId: ctx.newId(), subjectId: reference.object_id });
    expect(await rows('SELECT value FROM interop_external_reference WHERE object_id = ?', reference.object_id)).toEqual(
      [],
    );
    expect(await rows("SELECT resource_id FROM interop_held_resource WHERE source = 'erased'")).toEqual([]);
  });

  it('imports into its own clinic only', async () => {
    const path = file('other.json', bundle(patient('a1')));
    const [before] = [await count('patients_patient', clinic)];
    expect(brief(await imported(other, 'north', path))).toEqual(['1 Patient imported']);
    expect(await count('patients_patient', clinic)).toBe(before);
  });
});
