import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LedgerMaintenance } from '../../src/platform/ledger/maintenance';
import { buildApi } from '../../../tools/lib/build.mjs';
import { startDatabase } from '../../../tools/lib/database.mjs';
import { auditOccupancy, halfWritten, NO_FAULTS } from '../audit';
import { BookingStream } from '../booking-stream';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { until } from '../parallel';
import { Raw } from '../raw';
import { Replica } from '../replica';
import { bootWorld, type World } from '../world';

const CLIENTS = 12;
const PATIENCE = 180_000;

let world: World;
let clinic: TestClinic;
let replica: Replica;
let database: Awaited<ReturnType<typeof startDatabase>>;
let dataDir: string;

beforeAll(async () => {
  await buildApi();
  dataDir = mkdtempSync(join(tmpdir(), 'medley-test-'));
  database = await startDatabase({ dataDir, database: 'medley_test', encrypted: false, everything: true });
  world = await bootWorld('crash', database.url);
  clinic = await openClinic(world, {
    code: 'ABC01',
    zone: noonZone(),
    patients: CLIENTS,
    practitioners: Array.from({ length: CLIENTS }, (_, i) => ({ name: `Doctor ${i}` })),
  });
  replica = await Replica.start(world);
}, PATIENCE);
afterAll(async () => {
  await replica.stop();
  await world.close();
  await database.stop();
  rmSync(dataDir, { recursive: true, force: true });
}, PATIENCE);

describe('kill -9 of the API in the middle of bookings', () => {
  it(
    'EV1 loses no acknowledged booking, leaves nothing half-written, and books what was asked again exactly once',
    async () => {
      const stream = new BookingStream(clinic, replica.url, 10);
      for (const enough of [40, 90]) {
        const work = stream.run(CLIENTS);
        await until(`${enough} bookings`, () => stream.acknowledged.size >= enough);
        await replica.kill();
        await work;
        await isWhole(stream);
        await replica.start();
      }
      expect(stream.unanswered.length).toBeGreaterThan(0);
      await endsWithEverythingBookedOnce(stream);
    },
    PATIENCE,
  );
});

describe('kill -9 of the database in the middle of bookings', () => {
  it(
    'EV1 loses no acknowledged booking; the API recovers without a restart',
    async () => {
      const stream = new BookingStream(clinic, replica.url, 40);
      const work = stream.run(CLIENTS);
      await until('60 bookings', () => stream.acknowledged.size >= 60);
      const gone = once(database.child, 'exit');
      database.child.kill('SIGKILL');
      await gone;
      await work;
      expect(stream.unanswered.length).toBeGreaterThan(0);
      database = await startDatabase({ dataDir, database: 'medley_test', encrypted: false, everything: true });
      await until('the API to find its database again', () => replica.ready());
      await isWhole(stream);
      await endsWithEverythingBookedOnce(stream);
    },
    PATIENCE,
  );
});

/** What was acknowledged is there as it was acknowledged, and whatever is there is there whole. */
async function isWhole(stream: BookingStream): Promise<void> {
  const raw = await Raw.open(world.databaseUrl);
  const rows = await raw.rows<{ id: string; requestId: string }>(
    "SELECT stream_id AS id, JSON_VALUE(meta, '$.requestId') AS requestId FROM platform_event WHERE clinic_id = ? AND type = 'AppointmentBooked'",
    [clinic.id],
  );
  const stored = new Map(rows.map(({ id, requestId }) => [requestId, id]));
  expect([...stream.acknowledged].filter(([requestId, id]) => stored.get(requestId) !== id)).toEqual([]);
  expect(await halfWritten(raw, clinic.id)).toEqual([]);
  expect(await auditOccupancy(raw)).toEqual(NO_FAULTS);
  await raw.close();
  expect((await world.app.get(LedgerMaintenance).verify(clinic.id)).faults).toEqual([]);
}

/** Clients that got no answer ask again with the same requestId, and so do the ones that never got to ask. */
async function endsWithEverythingBookedOnce(stream: BookingStream): Promise<void> {
  await stream.run(CLIENTS);
  expect([stream.unanswered, stream.acknowledged.size]).toEqual([[], stream.size]);
  await isWhole(stream);
  const raw = await Raw.open(world.databaseUrl);
  const [count] = await raw.rows<{ events: number; appointments: number }>(
    `SELECT COUNT(*) AS events, COUNT(DISTINCT stream_id) AS appointments FROM platform_event
     WHERE clinic_id = ? AND type = 'AppointmentBooked' AND JSON_VALUE(meta, '$.requestId') IN (?)`,
    [clinic.id, [...stream.acknowledged.keys()]],
  );
  await raw.close();
  expect([Number(count?.events), Number(count?.appointments)]).toEqual([stream.size, stream.size]);
}
