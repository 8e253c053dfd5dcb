import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { Raw } from '../raw';
import { bootWorld, type MutationResult, type World } from '../world';

const SELECT = '... on BookAppointmentSuccess { appointment { id reference } } ... on SlotTaken { clashes { kind } }';

let world: World;
let raw: Raw;
let clinic: TestClinic;

beforeAll(async () => {
  world = await bootWorld('replay');
  raw = await Raw.open(world.databaseUrl);
  clinic = await openClinic(world, { code: 'ABC01', zone: noonZone(), patients: 2 });
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('a retried request', () => {
  it('API1 sent 20 times at once books once, and all 20 get the one answer', async () => {
    const wish = wishAt('09:00');
    const answers = await Promise.all(Array.from({ length: 20 }, () => book(wish)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]?.__typename).toBe('BookAppointmentSuccess');
    expect(await bookings(wish.requestId)).toBe(1);
  });

  it('API1 leaves head and every table as they were', async () => {
    const wish = wishAt('10:00');
    const first = await book(wish);
    const before = await everything();
    for (let i = 0; i < 3; i += 1) expect(await book(wish)).toEqual(first);
    expect(await everything()).toEqual(before);
  });

  it('API1 gets the first answer although its time is taken by now: by itself', async () => {
    const wish = wishAt('11:00');
    const first = await book(wish);
    expect((await book({ ...wish, requestId: v7() })).__typename).toBe('SlotTaken');
    expect(await book(wish)).toEqual(first);
  });

  it('API1 of a refused request is judged anew: nothing was done that could be remembered', async () => {
    const blocking = (await book(wishAt('12:00'))) as MutationResult & { appointment: { id: string } };
    const wish = { ...wishAt('12:00'), patientId: clinic.patients[1] };
    expect((await book(wish)).__typename).toBe('SlotTaken');
    await clinic.desk.mutate('cancelAppointment', { appointmentId: blocking.appointment.id, reason: 'CLINIC_REQUEST' });
    expect((await book(wish)).__typename).toBe('BookAppointmentSuccess');
  });

  it('API1 with another body is a conflict and changes nothing', async () => {
    const wish = wishAt('13:00');
    await book(wish);
    const before = await everything();
    await expect(book({ ...wish, startsAt: clinic.at(1, '14:00') })).rejects.toThrow('CONFLICT');
    expect(await everything()).toEqual(before);
  });

  it('API1 belongs to its caller: somebody else’s same requestId is another request', async () => {
    const wish = wishAt('15:00');
    const mine = await book(wish);
    const nurse = await world.as(clinic.email('NURSE'));
    const theirs = await nurse.mutate('bookAppointment', { ...wish, startsAt: clinic.at(1, '16:00') }, SELECT);
    expect([mine.__typename, theirs.__typename]).toEqual(['BookAppointmentSuccess', 'BookAppointmentSuccess']);
  });
});

const book = (wish: Record<string, unknown>) => clinic.desk.mutate('bookAppointment', wish, SELECT);

const wishAt = (time: string) => ({
  requestId: v7(),
  patientId: clinic.patients[0],
  practitionerId: clinic.practitioners[0],
  visitTypeId: clinic.visitTypeId,
  startsAt: clinic.at(1, time),
});

async function bookings(requestId: string): Promise<number> {
  const rows = await raw.rows(
    "SELECT seq FROM platform_event WHERE type = 'AppointmentBooked' AND JSON_VALUE(meta, '$.requestId') = ?",
    [requestId],
  );
  return rows.length;
}

/** Head and tables in short; sessions and checkpoints move by themselves. */
async function everything() {
  const tables = (await raw.tables()).filter((name) => name !== 'access_session' && name !== 'platform_checkpoint');
  return { head: await raw.head(clinic.id), tables: await raw.fingerprints(tables) };
}
