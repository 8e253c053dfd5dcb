import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { bootWorld, type World } from '../../../test/world';

let world: World;

beforeAll(async () => {
  world = await bootWorld('audit');
});
afterAll(() => world.close());

/** The working group's own audit of GraphQL over HTTP; `MUST` decides, `SHOULD` may lose three. */
describe('GraphQL over HTTP', () => {
  it('passes every MUST and at least 20 SHOULD of the public audit', async () => {
    const results = await auditServer({ url: world.url, fetchFn: fetch });
    const failed = results.filter(({ status }) => status !== 'ok').map(({ name }) => name);
    expect(failed.filter((name) => name.startsWith('MUST'))).toEqual([]);
    const should = results.filter(({ name }) => name.startsWith('SHOULD'));
    expect(should.length - failed.filter((name) => name.startsWith('SHOULD')).length).toBeGreaterThanOrEqual(20);
  });
});
