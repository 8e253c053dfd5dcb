import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getNamedType, isInputObjectType } from 'graphql';
import { LedgerMaintenance } from '../../src/platform/ledger/maintenance';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { inParallel } from '../parallel';
import { Raw } from '../raw';
import { Samples } from '../samples';
import { type Operation, operationsOf, type Place, placesOf, withValueAt } from '../schema-walk';
import { bootWorld, type World } from '../world';

/** Texts that broke something somewhere before. */
const TEXTS = [
  '',
  'before\u0000after',
  '\ud83d',
  '👩🏽‍⚕️ ا\u202Eب',
  'a'.repeat(300),
  '漢'.repeat(3_000),
  'x'.repeat(70_000),
  "'; DROP TABLE scheduling_appointment; --",
  '" OR 1=1 /* %_\\ ${jndi:ldap://x}',
  '-1',
  '00000000-0000-0000-0000-000000000000',
  '2026-13-45',
  '9999-12-31',
  '9998-12-31T23:59:59Z',
  '1000-01-01T00:00:00+14:00',
  '24:01',
] as const;

/** Values of every other kind, in every place. */
const OTHERS = [null, true, -1, 1.5, 2 ** 31 - 1, 2 ** 53, [], [null], { a: 1 }] as const;

const PATIENCE = 240_000;

let world: World;
let raw: Raw;
let clinic: TestClinic;
let operations: Operation[];

beforeAll(async () => {
  world = await bootWorld('fuzz');
  raw = await Raw.open(world.databaseUrl);
  clinic = await openClinic(world, {
    code: 'ABC01',
    zone: noonZone(),
    patients: 2,
    practitioners: [{ name: 'Ana Lima' }, { name: 'Rui Costa' }],
  });
  operations = (await operationsOf(world.nobody)).filter(({ name }) => name !== 'signOut');
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('every argument of every operation', () => {
  it(
    'API4 takes or refuses whatever is put there: never a 5xx, never INTERNAL',
    async () => {
      const samples = new Samples(clinic);
      const failures: unknown[] = [];
      let calls = 0;
      for (const operation of operations) {
        const fair =
          operation.name === '_entities'
            ? { representations: [{ __typename: 'Patient', id: clinic.patients[0] }] }
            : await samples.variables(operation);
        const attempts = placesOf(operation).flatMap((place) => valuesFor(place).map((value) => ({ place, value })));
        await inParallel(attempts, 6, async ({ place, value }) => {
          calls += 1;
          const fault = await faultOf(operation.document, withValueAt({ ...fair }, place.path, value));
          if (fault !== null && failures.length < 100)
            failures.push({ operation: operation.name, path: place.path, value: shortened(value), fault });
        });
      }
      expect(calls).toBeGreaterThan(2_000);
      expect(failures).toEqual([]);
    },
    PATIENCE,
  );

  it(
    'AU2 leaves the ledger whole and readable',
    async () => {
      const { seq } = await raw.head(clinic.id);
      const maintenance = world.app.get(LedgerMaintenance);
      expect(await maintenance.verify(clinic.id)).toEqual({ clinicId: clinic.id, events: seq, faults: [] });
      expect(await maintenance.rebuild(clinic.id)).toBe(seq);
    },
    PATIENCE,
  );
});

describe('the endpoint', () => {
  it.each([
    ['no body', '', 'application/json'],
    ['broken JSON', '{"query":', 'application/json'],
    ['a list', '[]', 'application/json'],
    ['a number', '1', 'application/json'],
    ['no query', '{}', 'application/json'],
    ['a query that is no text', '{"query":{"a":1}}', 'application/json'],
    ['variables that are no object', '{"query":"{ me { id } }","variables":"x"}', 'application/json'],
    ['text', '{ me { id } }', 'text/plain'],
    ['a form', 'query=%7Bme%7Bid%7D%7D', 'application/x-www-form-urlencoded'],
    ['a thousand levels', `{"query":"${'{ me '.repeat(1_000)}"}`, 'application/json'],
    ['more than it reads', JSON.stringify({ query: `#${'x'.repeat(1_100_000)}` }), 'application/json'],
  ])('API4 answers %s with a 4xx', async (_, body, type) => {
    const response = await fetch(world.url, { method: 'POST', headers: { 'content-type': type }, body });
    expect([response.status >= 400, response.status < 500]).toEqual([true, true]);
  });
});

/** Inner places get everything; whole inputs only what is no object. */
function valuesFor({ type, field }: Place): unknown[] {
  if (field === 'password' || field === 'initialPassword') return ['', '\u0000', 'x'.repeat(1_100), null, 1];
  return isInputObjectType(getNamedType(type)) ? [...OTHERS, 'text'] : [...TEXTS, ...OTHERS];
}

/** What is wrong with the answer, or null. */
async function faultOf(query: string, variables: Record<string, unknown>): Promise<string | null> {
  const response = await fetch(world.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${clinic.admin.token ?? ''}` },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  if (response.status >= 500) return `status ${response.status}`;
  return text.includes('"INTERNAL"') || text.includes('INTERNAL_SERVER_ERROR') ? text.slice(0, 200) : null;
}

const shortened = (value: unknown): string => JSON.stringify(value).slice(0, 60);
