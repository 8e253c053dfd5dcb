import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Chance } from '../../seed/random';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { LiveClient, type SeenChange } from '../live-client';
import { inParallel, until } from '../parallel';
import { Raw } from '../raw';
import { bootWorld, type World } from '../world';

const SUBSCRIBERS = 20;
const APPOINTMENTS = 40;
const CHANGES = 2_000;
const WRITERS = 12;
/** One socket is cut about every so many changes. */
const CUT_EVERY = 12;
const PATIENCE = 120_000;

const PAGE =
  'query ($after: String!) { changes(after: $after, first: 500) { nodes { cursor type objectType objectId version } pageInfo { endCursor hasNextPage } } }';

interface PageAnswer {
  readonly changes: {
    readonly nodes: SeenChange[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

let world: World;
let clinic: TestClinic;
let raw: Raw;
let start: string;
let startSeq: number;
let subscribers: LiveClient[];
let cuts = 0;

beforeAll(async () => {
  world = await bootWorld('live');
  raw = await Raw.open(world.databaseUrl);
  clinic = await openClinic(world, { code: 'ABC01', zone: noonZone() });
  const appointments = await book();
  ({ changeCursor: start } = await clinic.desk.ask<{ changeCursor: string }>('{ changeCursor }'));
  startSeq = (await raw.head(clinic.id)).seq;
  subscribers = Array.from({ length: SUBSCRIBERS }, () => new LiveClient(world.url, clinic.desk.token ?? '', start));
  const following = subscribers.map((subscriber) => subscriber.follow());
  await makeChanges(appointments);
  await until(
    'every subscriber to have the last change',
    () => subscribers.every(({ seen }) => seen.length >= CHANGES),
    PATIENCE,
  );
  await Promise.all(subscribers.map((subscriber) => subscriber.stop()));
  await Promise.all(following);
}, PATIENCE * 2);
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('subscribers whose sockets are cut at random while thousands of changes run', () => {
  it('EV2 were interrupted often, each of them', () => {
    expect(cuts).toBeGreaterThan(CHANGES / CUT_EVERY / 2);
    expect(subscribers.filter(({ connections }) => connections < 3)).toEqual([]);
  });

  it('EV2 end with every change exactly once, in the order of the ledger', async () => {
    const pages = await allPages();
    const ledger = await raw.rows<SeenChange>(
      'SELECT type, stream AS objectType, stream_id AS objectId, version FROM platform_event WHERE clinic_id = ? AND seq > ? ORDER BY seq',
      [clinic.id, startSeq],
    );
    expect(ledger).toHaveLength(CHANGES);
    expect(pages.map(({ cursor: _, ...change }) => change)).toEqual(ledger.map((row) => ({ ...row })));
    for (const { seen } of subscribers) expect(seen).toEqual(pages);
  });
});

/** Confirming and unconfirming makes one small change each, as fast as the ledger takes them. */
async function makeChanges(appointments: readonly string[]): Promise<void> {
  const chance = new Chance('cut the wires');
  const turns = CHANGES / 2 / APPOINTMENTS;
  let made = 0;
  await inParallel(appointments, WRITERS, async (appointmentId) => {
    for (let turn = 0; turn < turns; turn += 1) {
      for (const operation of ['confirmAppointment', 'unconfirmAppointment']) {
        const { __typename } = await clinic.desk.mutate(operation, { appointmentId });
        expect(__typename).toMatch(/Success$/);
        made += 1;
        if (made % CUT_EVERY === 0 && chance.pick(subscribers).cut()) cuts += 1;
      }
    }
  });
}

async function book(): Promise<string[]> {
  const ids: string[] = [];
  const first = Date.parse(clinic.at(10, '00:00'));
  for (let i = 0; i < APPOINTMENTS; i += 1) {
    const input = {
      patientId: clinic.patients[0],
      practitionerId: clinic.practitioners[0],
      visitTypeId: clinic.visitTypeId,
      startsAt: new Date(first + i * 1_800_000).toISOString(),
    };
    const { appointment } = (await clinic.desk.mutate(
      'bookAppointment',
      input,
      '... on BookAppointmentSuccess { appointment { id } }',
    )) as unknown as { appointment: { id: string } };
    ids.push(appointment.id);
  }
  return ids;
}

async function allPages(): Promise<SeenChange[]> {
  const all: SeenChange[] = [];
  for (let after = start; ;) {
    const { changes } = await clinic.desk.ask<PageAnswer>(PAGE, { after });
    all.push(...changes.nodes);
    if (!changes.pageInfo.hasNextPage) return all;
    after = changes.pageInfo.endCursor;
  }
}
