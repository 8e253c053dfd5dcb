import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { openClinic, type TestClinic } from '../../test/clinic';
import { bootWorld, type World } from '../../test/world';
import type { EntryOutcome } from './import-units';

/** The folder of public sample data; this suite runs only where it exists, and then fails rather than skips. */
const data = process.env['MEDLEY_SAMPLE_DATA'] ?? '';
const filesIn = (...folders: string[]) => {
  const folder = join(data, ...folders);
  return readdirSync(folder, { withFileTypes: true }).filter((one) => one.isFile()).map(({ name }) => join(folder, name)); // prettier-ignore
};

let world: World;
let clinic: TestClinic;

beforeAll(async () => {
  world = await bootWorld('sample');
  clinic = await openClinic(world, { code: 'SMP01', patients: 0 });
}, 60_000);
afterAll(() => world.close());

async function imported(source: string, files: readonly string[]): Promise<Map<string, number>> {
  const { FhirImport } = await import('./fhir-import');
  const { OrganisationsQueries, OrganisationsService } = await import('../organisations');
  const identity = await world.app.get(OrganisationsQueries).identity(clinic.id);
  if (identity === null) throw new Error('The test clinic is gone');
  const ctx = world.app.get(OrganisationsService).systemCtx(identity);
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  for await (const outcomes of world.app.get(FhirImport).run(ctx, files, source))
    for (const { outcome, resourceType, problem } of outcomes as EntryOutcome[]) {
      add(outcome);
      if (resourceType === 'Patient') add(`Patient ${outcome}`);
      if (outcome === 'failed') add(problem ?? '');
    }
  return counts;
}

const countPatients = async () =>
  (await clinic.desk.ask<{ patients: { totalCount: number } }>('{ patients { totalCount } }')).patients.totalCount;

describe('sample data', () => {
  it('120 Synthea patients import cleanly, twice with the same result', async () => {
    const files = [...filesIn('fhir-r4-synthea'), ...filesIn('fhir-r4-synthea', 'patients')];
    const first = await imported('synthea', files);
    expect([first.get('Patient imported'), first.get('failed')]).toEqual([120, undefined]);
    expect(await countPatients()).toBe(120);
    const second = await imported('synthea', files);
    expect([...second.keys()].sort()).toEqual(['Patient unchanged', 'unchanged']);
    expect(second.get('Patient unchanged')).toBe(120);
    expect(await countPatients()).toBe(120);
  }, 300_000);

  it('a bulk export imports cleanly, twice with the same result', async () => {
    const files = filesIn('fhir-bulk-10');
    const first = await imported('bulk', files);
    expect(first.get('failed')).toBeUndefined();
    const patients = await countPatients();
    const second = await imported('bulk', files);
    expect([...second.keys()].sort()).toEqual(['Patient unchanged', 'unchanged']);
    expect(await countPatients()).toBe(patients);
  }, 300_000);
});
