import { createHash, randomBytes } from 'node:crypto';
import type { PoolConnection } from 'mysql2/promise';
import { v7 } from 'uuid';
import { type BenchWorld, FIRST_BOOKING_DAY, post } from './bench-world';
import { load, type Round } from './measure';

const MUTATION = `mutation ($input: BookAppointmentInput!) { bookAppointment(input: $input) { __typename ... on Refusal { code message } ... on BookAppointmentSuccess { appointment { id reference version } } } }`;
const SLOT_MS = 30 * 60_000;

let next = 0;

/** A half hour nobody has asked for yet, with a practitioner and a patient who are free then. */
function freeSlot(world: BenchWorld): { startsAt: Date; practitionerId: string; patientId: string } {
  const n = next++;
  const { practitioners, patients } = world.clinic;
  const base = Date.parse(world.clinic.at(FIRST_BOOKING_DAY, '00:00'));
  return {
    startsAt: new Date(base + Math.floor(n / practitioners.length) * SLOT_MS),
    practitionerId: practitioners[n % practitioners.length] ?? '',
    patientId: patients[n % patients.length] ?? '',
  };
}

/** Bookings through GraphQL, all of different times. */
export function booking(world: BenchWorld, clients: number, seconds: number): Promise<Round> {
  const work = async () => {
    const input = { requestId: v7(), visitTypeId: world.clinic.visitTypeId, ...freeSlot(world) };
    const answer = await post(
      world.port,
      '/graphql',
      JSON.stringify({ query: MUTATION, variables: { input } }),
      world.token,
    );
    if (!answer.includes('BookAppointmentSuccess')) throw new Error(answer);
  };
  return load({ clients, seconds, pids: [world.pids.api, world.pids.database], work });
}

/** The floor: the same transaction written by hand, one round trip a statement. */
export async function bookingFloor(world: BenchWorld, clients: number, seconds: number): Promise<Round> {
  const connections = await Promise.all(Array.from({ length: clients }, () => world.pool.getConnection()));
  await Promise.all(
    connections.map((connection) => connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED')),
  );
  try {
    const connectionOf = (client: number) => {
      const connection = connections[client];
      if (connection === undefined) throw new Error('One connection a client');
      return connection;
    };
    return await load({
      clients,
      seconds,
      pids: [process.pid, world.pids.database],
      work: (client) => handWritten(world, connectionOf(client), freeSlot(world).startsAt),
    });
  } finally {
    for (const connection of connections) connection.release();
  }
}

async function handWritten(world: BenchWorld, connection: PoolConnection, startsAt: Date): Promise<void> {
  const [id, resource] = [v7(), v7()];
  const first = Math.floor(startsAt.getTime() / 300_000);
  const cells = Array.from({ length: 18 }, (_, i) => [resource, first + i, 0, id, world.clinic.id]);
  await connection.query('START TRANSACTION');
  await connection.query('INSERT INTO scheduling_occupancy (resource_id, cell, lane, owner_id, clinic_id) VALUES ?', [
    cells,
  ]);
  await connection.query(
    `INSERT INTO scheduling_appointment (clinic_id, id, reference, status, patient_id, practitioner_id, visit_type_id, starts_at, ends_at, occupied_from, occupied_to,
       local_start, time_zone, duration_minutes, overbook_lane, retrospective, booked_at, late_cancel, version) VALUES (?, ?, ?, 'SCHEDULED', ?, ?, ?, ?, ?, ?, ?, '2026-01-01T00:00', 'UTC', 30, 0, 0, ?, 0, 1)`,
    [
      world.clinic.id,
      id,
      randomBytes(8).toString('hex'),
      world.clinic.patients[0],
      world.clinic.practitioners[0],
      world.clinic.visitTypeId,
      startsAt,
      startsAt,
      startsAt,
      startsAt,
      startsAt,
    ],
  );
  await connection.query(
    "INSERT INTO platform_request (clinic_id, actor_id, operation, request_id, body_hash, answer, created_at) VALUES (?, ?, 'floor', ?, ?, '{}', ?)",
    [...[world.clinic.id, world.clinic.id, id, randomBytes(32), startsAt]],
  );
  const digest = createHash('sha256').update(id).digest();
  await connection.query(
    'UPDATE platform_ledger_head SET hash = UNHEX(SHA2(CONCAT(hash, ?), 256)), seq = LAST_INSERT_ID(seq + 1) WHERE clinic_id = ?',
    [digest, world.clinic.id],
  );
  await connection.query(
    `INSERT INTO platform_event (clinic_id, seq, recorded_at, stream, stream_id, version, type, schema_version, data, meta, hash)
     SELECT clinic_id, seq, ?, 'floor', ?, 1, 'Floor', 1, ?, '{}', hash FROM platform_ledger_head WHERE clinic_id = ?`,
    [new Date(), id, JSON.stringify({ filler: 'x'.repeat(700) }), world.clinic.id],
  );
  await connection.query('COMMIT');
}

/** Everybody wants the same half hour, again and again: how many got it, and was it ever more than one? */
export async function contention(
  world: BenchWorld,
  attempts: number,
  clients: number,
): Promise<{ attempts: number; doubles: number; perSecond: number }> {
  const base = Date.parse(world.clinic.at(FIRST_BOOKING_DAY + 365, '00:00'));
  const started = performance.now();
  let made = 0;
  const won = new Map<number, number>();
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (made < attempts) {
        const slot = Math.floor(made++ / clients);
        const input = {
          requestId: v7(),
          patientId: world.clinic.patients[client],
          practitionerId: world.clinic.practitioners[0],
          visitTypeId: world.clinic.visitTypeId,
          startsAt: new Date(base + slot * SLOT_MS),
        };
        const answer = await post(
          world.port,
          '/graphql',
          JSON.stringify({ query: MUTATION, variables: { input } }),
          world.token,
        );
        if (answer.includes('BookAppointmentSuccess')) won.set(slot, (won.get(slot) ?? 0) + 1);
        else if (!answer.includes('SlotTaken')) throw new Error(answer);
      }
    }),
  );
  const doubles = [...won.values()].filter((count) => count > 1).length;
  return { attempts: made, doubles, perSecond: made / ((performance.now() - started) / 1000) };
}
