import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { bootWorld, type World } from '../../../test/world';

const FILE = 'libs/graphql/schema.graphql';

let world: World;

beforeAll(async () => {
  world = await bootWorld('schema');
});
afterAll(() => world.close());

describe('the schema', () => {
  it('is the one that is committed; run with MEDLEY_UPDATE_SCHEMA=1 to accept a change', async () => {
    const served = await (await fetch(`${world.url}/schema.graphql`)).text();
    if (process.env['MEDLEY_UPDATE_SCHEMA'] === '1') writeFileSync(FILE, served);
    expect(served).toBe(readFileSync(FILE, 'utf8'));
  });

  it('describes every query, mutation and subscription', async () => {
    const query =
      '{ __schema { queryType { fields { name description } } mutationType { fields { name description } } subscriptionType { fields { name description } } } }';
    const { __schema: schema } = await world.nobody.ask<{
      __schema: Record<string, { fields: { name: string; description: string | null }[] }>;
    }>(query);
    const silent = Object.values(schema).flatMap(({ fields }) =>
      fields.filter(({ name, description }) => !name.startsWith('_') && !description),
    );
    expect(silent).toEqual([]);
  });
});
