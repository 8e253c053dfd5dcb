import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createConnection } from 'mysql2/promise';
import { noonZone, openClinic, type TestClinic } from '../../test/clinic';
import { bootWorld, type MutationResult, type World } from '../../test/world';

interface Result extends MutationResult {
  readonly appointment: { id: string; status: string };
}

let world: World;
let clinic: TestClinic;

beforeAll(async () => {
  world = await bootWorld('requests');
  clinic = await openClinic(world, { code: 'REQ01', zone: noonZone() });
});
afterAll(() => world.close());

const SELECT = 'appointment { id status }';
const wish = (startsAt: string) => ({
  patientId: clinic.patients[0],
  practitionerId: clinic.practitioners[0],
  visitTypeId: clinic.visitTypeId,
  startsAt,
});
const request = (startsAt: string) =>
  clinic.desk.mutate<Result>('requestAppointment', wish(startsAt), `... on RequestAppointmentSuccess { ${SELECT} }`);
const statusOf = async (id: string) =>
  (
    await clinic.desk.ask<{ appointment: { status: string } }>('query ($id: ID!) { appointment(id: $id) { status } }', {
      id,
    })
  ).appointment.status;

describe('a requested appointment', () => {
  it('AP2 holds its time and AP3 becomes scheduled when the clinic says yes', async () => {
    const { appointment } = await request(clinic.at(1, '09:00'));
    expect(appointment.status).toBe('REQUESTED');
    expect((await clinic.desk.mutate('bookAppointment', wish(clinic.at(1, '09:00')))).__typename).toBe('SlotTaken');
    const approved = await clinic.desk.mutate<Result>(
      'approveAppointment',
      { appointmentId: appointment.id },
      `... on ApproveAppointmentSuccess { ${SELECT} }`,
    );
    expect(approved.appointment.status).toBe('SCHEDULED');
  });

  it('AP2 sets a timer for its expiry, which changes nothing while the clinic may still answer', async () => {
    const { Reactions, Timers } = await import('../platform');
    const { OrganisationsQueries } = await import('../organisations');
    const { RequestExpiry } = await import('./appointments/appointments.reactions');
    const { appointment } = await request(clinic.at(1, '11:00'));
    const identity = await world.app.get(OrganisationsQueries).identity(clinic.id);
    await world.app.get(Reactions).advance(identity!, world.app.get(RequestExpiry));
    await letTimePass(appointment.id);
    await world.app.get(Timers).runDue();
    expect(await statusOf(appointment.id)).toBe('REQUESTED');
  });
});

/** The timer comes due; the law still looks at approveBy, so a timer that fires early changes nothing. */
async function letTimePass(id: string): Promise<void> {
  const connection = await createConnection(world.databaseUrl);
  const [result] = await connection.query('UPDATE platform_timer SET due_at = NOW(3) WHERE object_id = ?', [id]);
  await connection.end();
  expect((result as { affectedRows: number }).affectedRows).toBe(1);
}
