import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { openClinic, type TestClinic } from '../../test/clinic';
import { bootWorld, type Caller, type MutationResult, type World } from '../../test/world';

let world: World;
let clinic: TestClinic;
let other: TestClinic;

beforeAll(async () => {
  world = await bootWorld('patients');
  clinic = await openClinic(world, { code: 'PAT01', patients: 0 });
  other = await openClinic(world, { code: 'PAT02', patients: 0 });
});
afterAll(() => world.close());

interface Found {
  readonly id: string;
  readonly mrn: string;
  readonly version: number;
  readonly displayName: string;
  readonly phone: string | null;
}

type Result = MutationResult & { readonly patient: Found };
interface Page {
  readonly nodes: readonly Found[];
  readonly matches: readonly { patientId: string; fields: string[] }[];
  readonly pageInfo: { endCursor: string | null; hasNextPage: boolean };
  readonly totalCount?: number;
}

const FIELDS = 'id mrn version displayName phone';
const person = (change: object = {}) => ({
  givenName: 'Amélie',
  familyName: 'Brandt',
  birthDate: '1984-02-29',
  gender: 'FEMALE',
  phone: '912 345 678',
  ...change,
});
const register = (caller: Caller, change: object = {}) =>
  caller.mutate<Result>('registerPatient', person(change), `... on RegisterPatientSuccess { patient { ${FIELDS} } }`);
const update = (input: object) =>
  clinic.desk.mutate<Result>(
    'updatePatient',
    input as Record<string, unknown>,
    `... on UpdatePatientSuccess { patient { ${FIELDS} } } ... on StaleVersion { currentVersion changedBy }`,
  );

async function list(caller: Caller, variables: object): Promise<Page> {
  const query = `query ($filter: PatientFilter, $first: Int, $after: String) { patients(filter: $filter, first: $first, after: $after) {
    nodes { ${FIELDS} } matches { patientId fields } pageInfo { endCursor hasNextPage } totalCount } }`;
  return (await caller.ask<{ patients: Page }>(query, { ...variables })).patients;
}
const search = (text: string, caller = clinic.desk) => list(caller, { filter: { search: text } });

describe('patients', () => {
  it('ID4: registers a patient with the clinic’s next number and a number that can be dialled', async () => {
    const first = await register(clinic.desk);
    const second = await register(clinic.desk, { givenName: 'Ben' });
    const year = new Intl.DateTimeFormat('en', { timeZone: clinic.zone, year: 'numeric' }).format(new Date());
    expect([first.patient.mrn, second.patient.mrn]).toEqual([`MRN-${year}-000001`, `MRN-${year}-000002`]);
    expect(first.patient).toMatchObject({ displayName: 'Amélie Brandt', phone: '+351912345678', version: 1 });
  });

  it('API1: a retry registers nobody twice; another body under the same key is a conflict', async () => {
    const input = { ...person({ familyName: 'Retry' }), requestId: v7() };
    const [one, two] = [await register(clinic.desk, input), await register(clinic.desk, input)];
    expect(two.patient).toEqual(one.patient);
    expect((await search('retry')).totalCount).toBe(1);
    const query = 'mutation ($input: RegisterPatientInput!) { registerPatient(input: $input) { __typename } }';
    const { errors } = await clinic.desk.send(query, { input: { ...input, givenName: 'Other' } });
    expect(errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  it.each([
    [{ familyName: ' ' }, 'InvalidName'],
    [{ birthDate: '2199-01-01' }, 'InvalidBirthDate'],
    [{ phone: 'ask her' }, 'InvalidPhone'],
    [{ email: 'no address' }, 'InvalidEmail'],
  ])('refuses %j', async (change, code) => {
    expect(await register(clinic.desk, change)).toMatchObject({ __typename: 'SimpleRefusal', code });
  });

  it.each([
    'Przybylski',
    'przibilsky',
    'pzybylski agnieska',
    'AGNIESZKA przybilski',
    '+48 601 222 333',
    '222333',
    '17.03.1991',
  ])('finds a patient by %s at once', async (text) => {
    const name = `Agnieszka ${text.length}`;
    const { patient } = await register(clinic.desk, {
      givenName: name,
      familyName: 'Przybylski',
      birthDate: '1991-03-17',
      phone: '+48601222333',
    });
    const { nodes, matches } = await search(text);
    expect(nodes.map(({ id }) => id)).toContain(patient.id);
    expect(matches.map(({ patientId }) => patientId)).toEqual(nodes.map(({ id }) => id));
  });

  it('ID5: finds a number without its hyphens and in lower case', async () => {
    const { patient } = await register(clinic.desk, { familyName: 'Numbered' });
    const { nodes, matches } = await search(` ${patient.mrn.toLowerCase().replaceAll('-', '')} `);
    expect(nodes.map(({ id }) => id)).toEqual([patient.id]);
    expect(matches[0]?.fields).toEqual(['MRN']);
  });

  it('finds the new name and no longer the old one after a change', async () => {
    const { patient } = await register(clinic.desk, { familyName: 'Oldmaidenname' });
    const changed = await update({ patientId: patient.id, expectedVersion: 1, familyName: 'Zwickelhuber' });
    expect(changed.patient).toMatchObject({ version: 2, displayName: 'Amélie Zwickelhuber' });
    expect((await search('zwickelhuber')).nodes.map(({ id }) => id)).toEqual([patient.id]);
    expect((await search('oldmaidenname')).nodes).toEqual([]);
  });

  it('AP28: refuses a change of a version somebody else has changed, and says who', async () => {
    const { patient } = await register(clinic.desk, { familyName: 'Stale' });
    await update({ patientId: patient.id, expectedVersion: 1, nameToUse: 'Amy' });
    const stale = await update({ patientId: patient.id, expectedVersion: 1, nameToUse: 'Mel' });
    expect(stale).toMatchObject({ __typename: 'StaleVersion', currentVersion: 2, changedBy: 'RECEPTIONIST PAT01' });
  });

  it('changes only the fields that are named; null empties one', async () => {
    const { patient } = await register(clinic.desk, { familyName: 'Partly', nameToUse: 'Pat' });
    const { patient: changed } = await update({ patientId: patient.id, nameToUse: null, givenName: null });
    expect(changed).toMatchObject({ displayName: 'Amélie Partly', phone: patient.phone });
  });

  it('API3: pages through everyone by name without gaps or repeats', async () => {
    for (const givenName of ['B', 'A', 'C', 'A', 'D']) await register(other.desk, { givenName, familyName: 'Page' });
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: Page = await list(other.desk, { first: 2, after });
      expect(page.totalCount).toBe(5);
      seen.push(...page.nodes.map(({ displayName }) => displayName));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(seen).toEqual(['A Page', 'A Page', 'B Page', 'C Page', 'D Page']);
  });

  it('API3: a cursor of one search is of no use to another', async () => {
    const { pageInfo } = await search('page', other.desk);
    const query = 'query ($after: String) { patients(filter: { search: "brandt" }, after: $after) { nodes { id } } }';
    const { errors } = await other.desk.send(query, { after: pageInfo.endCursor });
    expect(errors?.[0]?.extensions.code).toBe('BAD_INPUT');
  });

  it('TN4: shows another clinic nothing, and lets it change nothing', async () => {
    const { patient } = await register(clinic.desk, { familyName: 'Hidden' });
    expect((await search('hidden', other.desk)).nodes).toEqual([]);
    expect(await other.desk.ask('query ($id: ID!) { patient(id: $id) { id } }', { id: patient.id })).toEqual({
      patient: null,
    });
    const outcome = await other.desk.mutate('updatePatient', {
      patientId: patient.id,
      expectedVersion: 1,
      givenName: 'Stolen',
    });
    expect(outcome).toMatchObject({ __typename: 'SimpleRefusal', code: 'UnknownPatient' });
    expect((await search('hidden')).nodes[0]).toMatchObject({ version: 1, displayName: 'Amélie Hidden' });
  });

  it('finds nobody who was erased, in no list and by no search', async () => {
    const { Privacy } = await import('../platform');
    const { OrganisationsQueries, OrganisationsService } = await import('../organisations');
    const { patient } = await register(clinic.desk, { familyName: 'Forgetmenot' });
    expect((await search('forgetmenot')).totalCount).toBe(1);
    const identity = await world.app.get(OrganisationsQueries).identity(clinic.id);
    if (identity === null) throw new Error('The test clinic is gone');
    const ctx = world.app.get(OrganisationsService).systemCtx(identity);
    await world.app.get(Privacy).erase(ctx, { requestId: v7(), subjectId: patient.id });
    expect((await search('forgetmenot')).totalCount).toBe(0);
  });

  it('a rebuild of the list gives the list as it was', async () => {
    const { LedgerMaintenance } = await import('../platform/ledger/maintenance');
    const before = await list(clinic.desk, { first: 100 });
    await world.app.get(LedgerMaintenance).rebuild(clinic.id);
    expect(await list(clinic.desk, { first: 100 })).toEqual(before);
  });
});
