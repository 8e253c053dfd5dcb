import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ROLES, permissionsOf, type Role } from '../../src/platform/permissions';
import { accessByOperation } from '../permissions-of';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { inParallel } from '../parallel';
import { Raw } from '../raw';
import { Samples } from '../samples';
import { type Operation, operationsOf, placesOf, withValueAt } from '../schema-walk';
import { type Answer, bootWorld, type Caller, type World } from '../world';

/** Operations that come before or end a session, or belong to the federation; each has its own proof. */
const EXCEPT: Readonly<Record<string, string>> = {
  signIn: 'nobody is signed in before signing in',
  refreshSession: 'the refresh token is the credential',
  switchClinic: 'needs the refresh token; the new clinic is judged by membership',
  signOut: 'ends the caller’s own session: calling it would end this proof',
  _service: 'the schema is public',
  _entities: 'answers null instead of an error; proven below',
};

/** Changed by signing in and reading, which is no business of the ledger. */
const NO_LEDGER = new Set(['access_session', 'platform_checkpoint']);
const PATIENCE = 120_000;

let world: World;
let raw: Raw;
let clinic: TestClinic;
let foreign: TestClinic;
let samples: Samples;
let operations: Operation[];
let tables: string[];

beforeAll(async () => {
  world = await bootWorld('operations');
  raw = await Raw.open(world.databaseUrl);
  const practitioners = [{ name: 'Xanthippe Yellowlees' }, { name: 'Wolfgang Underhill' }];
  clinic = await openClinic(world, {
    code: 'ABC01',
    zone: noonZone(),
    patients: 30,
    familyName: 'Quartermain',
    practitioners,
    rooms: 2,
  });
  foreign = await openClinic(world, {
    code: 'XYZ02',
    zone: noonZone(),
    patients: 2,
    practitioners: [{ name: 'Ana Lima' }, { name: 'Rui Costa' }],
  });
  samples = new Samples(clinic);
  operations = (await operationsOf(world.nobody)).filter(({ name }) => !(name in EXCEPT));
  tables = (await raw.tables()).filter((table) => !NO_LEDGER.has(table));
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('every query and mutation of the schema', () => {
  it('API5 is among those proven here, apart from a short list with reasons', async () => {
    const all = await operationsOf(world.nobody);
    expect(
      all
        .filter(({ name }) => name in EXCEPT)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(Object.keys(EXCEPT).sort());
    expect(operations.length).toBeGreaterThan(30);
  });

  it('API5 declares who may call it, and no mutation is open to whoever may read', () => {
    const access = accessByOperation(world.app);
    const lax = operations.filter(({ name, kind }) => {
      const declared = access.get(name);
      if (declared === undefined || 'everybody' in declared) return true;
      return kind === 'mutation' && (!('permission' in declared) || declared.permission.endsWith(':read'));
    });
    expect(lax.map(({ name }) => name)).toEqual([]);
  });

  it(
    'API1 does what it is for with the sample values, and a retried mutation answers the same and changes nothing',
    async () => {
      const failures: unknown[] = [];
      for (const operation of operations) {
        const variables = await samples.variables(operation);
        const first = await clinic.admin.send<Record<string, unknown>>(operation.document, variables);
        if (!succeeded(operation, first)) failures.push({ [operation.name]: first });
        else if (operation.kind === 'mutation') {
          const before = await moment();
          const again = await clinic.admin.send(operation.document, variables);
          const after = await moment();
          if (JSON.stringify(again) !== JSON.stringify(first)) failures.push({ [operation.name]: again, first });
          if (JSON.stringify(after) !== JSON.stringify(before)) failures.push({ [operation.name]: after, before });
        }
      }
      expect(failures).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'API5 answers nobody with UNAUTHENTICATED, and nothing changes',
    async () => {
      const calls = await prepared(operations);
      const before = await moment();
      const failures = await unexpected(world.nobody, calls, (answer) => isError(answer, 'UNAUTHENTICATED'));
      expect(failures).toEqual([]);
      expect(await moment()).toEqual(before);
    },
    PATIENCE,
  );

  it.each(ROLES.filter((role) => role !== 'ADMINISTRATOR'))(
    'API5 TN1 refuses a %s what the permission table does not give, names the permission and changes nothing',
    async (role) => {
      const access = accessByOperation(world.app);
      const caller = await world.as(clinic.email(role));
      const denied = operations.filter(({ name }) => missing(access.get(name), role) !== null);
      const calls = await prepared(denied);
      const before = await moment();
      const failures = await unexpected(
        caller,
        calls,
        (answer, { name }) =>
          isError(answer, 'FORBIDDEN') &&
          answer.errors?.[0]?.extensions['missingPermission'] === missing(access.get(name), role),
      );
      expect(denied.length).toBeGreaterThan(0);
      expect(failures).toEqual([]);
      expect(await moment()).toEqual(before);
    },
    PATIENCE,
  );

  it.each(ROLES)(
    'API5 TN1 lets a %s do what the permission table gives',
    async (role) => {
      const access = accessByOperation(world.app);
      const caller = await world.as(clinic.email(role));
      const allowed = operations.filter(({ name }) => missing(access.get(name), role) === null);
      const failures = await unexpected(
        caller,
        await prepared(allowed),
        (answer) => answer.status === 200 && answer.errors === undefined,
      );
      expect(allowed.length).toBeGreaterThan(0);
      expect(failures).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'TN1 reveals nothing of a clinic to an administrator of another one who names its ids, and changes nothing there',
    async () => {
      const calls = await prepared(operations);
      const secrets = await secretsOfClinic();
      const before = await rowsOfClinic();
      const failures = await unexpected(
        foreign.admin,
        calls,
        (answer) => leaks(answer, secrets).length === 0 && !isError(answer, 'INTERNAL'),
      );
      expect(failures).toEqual([]);
      expect(await rowsOfClinic()).toEqual(before);
    },
    PATIENCE,
  );

  it(
    'TN1 reveals and changes nothing either when a single id is foreign and everything else is the caller’s own',
    async () => {
      const own = new Samples(foreign);
      const calls: { operation: Operation; variables: Record<string, unknown> }[] = [];
      for (const operation of operations) {
        const theirs = await samples.variables(operation);
        for (const { path } of placesOf(operation).filter(
          ({ field }) => /(^id|Ids?)$/.test(field) && field !== 'requestId',
        )) {
          calls.push({
            operation,
            variables: withValueAt(await own.variables(operation), path, valueAt(theirs, path)),
          });
        }
      }
      const secrets = await secretsOfClinic();
      const before = await rowsOfClinic();
      const failures = await unexpected(
        foreign.admin,
        calls,
        (answer) => leaks(answer, secrets).length === 0 && !isError(answer, 'INTERNAL'),
      );
      expect(calls.length).toBeGreaterThan(20);
      expect(failures).toEqual([]);
      expect(await rowsOfClinic()).toEqual(before);
    },
    PATIENCE,
  );

  it('TN1 resolves entities of the federation for nobody and for no other clinic', async () => {
    const representations = [
      { __typename: 'Patient', id: clinic.patients[0] },
      { __typename: 'Practitioner', id: clinic.practitioners[0] },
      { __typename: 'Clinic', id: clinic.id },
      { __typename: 'Appointment', id: ((await samples.variables(named('appointment'))) as { id: string }).id },
    ];
    const query =
      'query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename ... on Patient { mrn } ... on Practitioner { name } ... on Clinic { code } ... on Appointment { reference } } }';
    const asked = (caller: Caller) =>
      caller.ask<{ _entities: ({ __typename: string } | null)[] }>(query, { representations });
    expect((await asked(world.nobody))._entities).toEqual([null, null, null, null]);
    expect((await asked(foreign.admin))._entities).toEqual([null, null, null, null]);
    expect((await asked(clinic.admin))._entities.map((entity) => entity?.__typename)).toEqual([
      'Patient',
      'Practitioner',
      'Clinic',
      'Appointment',
    ]);
  });
});

interface Call {
  readonly operation: Operation;
  readonly variables: Record<string, unknown>;
}

const named = (name: string): Operation => operations.find((operation) => operation.name === name)!;

/** Variables are made first: what they need to exist must not look like a change of the call itself. */
async function prepared(wanted: readonly Operation[]): Promise<Call[]> {
  const calls: Call[] = [];
  for (const operation of wanted) calls.push({ operation, variables: await samples.variables(operation) });
  return calls;
}

/** Sends the calls and answers those that did not go as they must, with what was said. */
async function unexpected(
  caller: Caller,
  calls: readonly Call[],
  isRight: (answer: Answer<unknown>, operation: Operation) => boolean,
): Promise<unknown[]> {
  const failures: unknown[] = [];
  await inParallel(calls, 4, async ({ operation, variables }) => {
    const answer = await caller.send<unknown>(operation.document, variables);
    if (!isRight(answer, operation)) failures.push({ [operation.name]: answer, variables });
  });
  return failures;
}

function succeeded({ name, kind }: Operation, { errors, data }: Answer<Record<string, unknown>>): boolean {
  const result = data?.[name] as { __typename?: string } | null | undefined;
  return (
    errors === undefined && result !== null && (kind === 'query' || result?.__typename?.endsWith('Success') === true)
  );
}

/** One error with this code, and not a word of data. */
const isError = ({ errors, data }: Answer<unknown>, code: string): boolean =>
  Object.values(data ?? {}).every((value) => value === null) &&
  errors?.length === 1 &&
  errors[0]?.extensions.code === code;

/** The permission a role lacks for an operation; null when it may. */
function missing(
  access: ReturnType<typeof accessByOperation> extends Map<string, infer A> ? A | undefined : never,
  role: Role,
): string | null {
  if (access === undefined || !('permission' in access)) return null;
  return permissionsOf(role).has(access.permission) ? null : access.permission;
}

/** Ids, names and numbers of the first clinic that no answer to another clinic may hold. */
async function secretsOfClinic(): Promise<string[]> {
  const appointments = await raw.rows<{ id: string; reference: string }>(
    'SELECT id, reference FROM scheduling_appointment WHERE clinic_id = ?',
    [clinic.id],
  );
  const [last] = await raw.rows<{ mrn: string }>(
    'SELECT mrn FROM patients_patient WHERE clinic_id = ? ORDER BY mrn DESC LIMIT 1',
    [clinic.id],
  );
  const staff = await raw.rows<{ id: string }>('SELECT person_id AS id FROM access_membership WHERE clinic_id = ?', [
    clinic.id,
  ]);
  return [
    ...[
      'Quartermain',
      'Xanthippe',
      'Underhill',
      'Octavia',
      'ABC01',
      'abc01',
      last!.mrn,
      clinic.id,
      clinic.locationId,
      clinic.visitTypeId,
    ],
    ...clinic.patients,
    ...clinic.practitioners,
    ...clinic.rooms,
    ...appointments.flatMap(({ id, reference }) => [id, reference]),
    ...staff.map(({ id }) => id),
  ];
}

const leaks = (answer: Answer<unknown>, secrets: readonly string[]): string[] => {
  const text = JSON.stringify(answer);
  return secrets.filter((secret) => text.includes(secret));
};

/** Everything that is stored, in short. */
const moment = () => raw.fingerprints(tables);

/** All rows of the first clinic in every table that has clinics. */
async function rowsOfClinic(): Promise<Record<string, string>> {
  const withClinic = await raw.rows<{ name: string }>(
    "SELECT TABLE_NAME AS name FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME = 'clinic_id'",
  );
  return raw.fingerprints(
    withClinic.map(({ name }) => name).filter((name) => !NO_LEDGER.has(name)),
    clinic.id,
  );
}

function valueAt(variables: Record<string, unknown>, path: string): unknown {
  let value: unknown = variables;
  for (const key of path.split('.'))
    value = ((Array.isArray(value) ? value[0] : value) as Record<string, unknown>)[key];
  return value;
}
