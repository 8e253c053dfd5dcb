import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { noonZone, openClinic, type TestClinic } from '../../test/clinic';
import { bootWorld, type MutationResult, type World } from '../../test/world';

const APPOINTMENT =
  'appointment { id reference status version startsAt room { id } practitioner { id name } patient { id mrn displayName } }';
const SELECT = (name: string) =>
  `... on ${name} { ${APPOINTMENT} } ... on SlotTaken { clashes { kind startsAt endsAt } alternatives { startsAt endsAt practitioner { id } } }`;

interface Booked extends MutationResult {
  readonly appointment: { id: string; reference: string; status: string; version: number; startsAt: string };
  readonly clashes: { kind: string; startsAt: string; endsAt: string }[];
  readonly alternatives: { startsAt: string }[];
}

let world: World;
let clinic: TestClinic;

beforeAll(async () => {
  world = await bootWorld('scheduling');
  clinic = await openClinic(world, {
    code: 'ABC01',
    zone: noonZone(),
    rooms: 2,
    patients: 3,
    practitioners: [{ name: 'Ana Lima' }, { name: 'Rui Costa' }],
  });
});
afterAll(() => world.close());

const book = (input: Record<string, unknown>) =>
  clinic.desk.mutate<Booked>(
    'bookAppointment',
    {
      patientId: clinic.patients[0],
      practitionerId: clinic.practitioners[0],
      visitTypeId: clinic.visitTypeId,
      ...input,
    },
    SELECT('BookAppointmentSuccess'),
  );

describe('booking', () => {
  it('AP1 books a free time and numbers it by the clinic', async () => {
    const { appointment } = await book({ startsAt: clinic.at(1, '09:00'), roomId: clinic.rooms[0] });
    expect(appointment).toMatchObject({
      status: 'SCHEDULED',
      version: 1,
      startsAt: clinic.at(1, '09:00'),
      practitioner: { name: 'Ana Lima' },
    });
    expect(appointment.reference).toMatch(/^ABC01-A\d{4}$/);
  });

  it('AV7 lets one appointment begin where another ends', async () => {
    const first = await book({ startsAt: clinic.at(1, '10:00') });
    const second = await book({ startsAt: clinic.at(1, '10:30') });
    expect([first.__typename, second.__typename]).toEqual(['BookAppointmentSuccess', 'BookAppointmentSuccess']);
  });

  it('UP01 refuses a taken practitioner, says what is taken and what is free nearby', async () => {
    await book({ startsAt: clinic.at(1, '11:00') });
    const refused = await book({ startsAt: clinic.at(1, '11:15'), patientId: clinic.patients[1] });
    expect(refused).toMatchObject({ __typename: 'SlotTaken', code: 'SlotTaken' });
    expect(refused.clashes).toEqual([
      { kind: 'PRACTITIONER', startsAt: clinic.at(1, '11:15'), endsAt: clinic.at(1, '11:30') },
    ]);
    expect(refused.alternatives[0]?.startsAt).toBe(clinic.at(1, '11:30'));
  });

  it('UP01 refuses a patient who is booked with somebody else', async () => {
    await book({ startsAt: clinic.at(1, '12:00') });
    const refused = await book({ startsAt: clinic.at(1, '12:00'), practitionerId: clinic.practitioners[1] });
    expect(refused.clashes.map(({ kind }) => kind)).toEqual(['PATIENT']);
  });

  it('UP11 refuses a room that is taken', async () => {
    await book({ startsAt: clinic.at(1, '13:00'), roomId: clinic.rooms[1] });
    const refused = await book({
      startsAt: clinic.at(1, '13:00'),
      roomId: clinic.rooms[1],
      practitionerId: clinic.practitioners[1],
      patientId: clinic.patients[1],
    });
    expect(refused.clashes.map(({ kind }) => kind)).toEqual(['ROOM']);
  });

  it('API1 answers a retry with the first answer and books once', async () => {
    const input = { requestId: v7(), startsAt: clinic.at(1, '14:00') };
    const first = await book(input);
    const again = await book(input);
    expect(again).toEqual(first);
  });

  it('API1 refuses a requestId that was used for something else', async () => {
    const requestId = v7();
    await book({ requestId, startsAt: clinic.at(1, '15:00') });
    await expect(book({ requestId, startsAt: clinic.at(1, '16:00') })).rejects.toThrow('CONFLICT');
  });
});

describe('moving', () => {
  it('AP16 keeps id and reference, frees the old time and takes the new', async () => {
    const { appointment } = await book({ startsAt: clinic.at(2, '09:00') });
    const move = { appointmentId: appointment.id, expectedVersion: 1, startsAt: clinic.at(2, '09:15') };
    const moved = await clinic.desk.mutate<Booked>('moveAppointment', move, SELECT('MoveAppointmentSuccess'));
    expect(moved.appointment).toMatchObject({
      id: appointment.id,
      reference: appointment.reference,
      version: 2,
      startsAt: clinic.at(2, '09:15'),
    });
    expect((await book({ startsAt: clinic.at(2, '08:45'), patientId: clinic.patients[1] })).__typename).toBe(
      'BookAppointmentSuccess',
    );
  });

  it('AP28 refuses a change based on an old version and says who was faster', async () => {
    const { appointment } = await book({ startsAt: clinic.at(2, '11:00') });
    await clinic.desk.mutate('confirmAppointment', { appointmentId: appointment.id });
    const stale = await clinic.desk.mutate(
      'cancelAppointment',
      { appointmentId: appointment.id, expectedVersion: 1, reason: 'PATIENT_ILL' },
      '... on StaleVersion { currentVersion changedBy }',
    );
    expect(stale).toMatchObject({ __typename: 'StaleVersion', currentVersion: 2, changedBy: 'RECEPTIONIST ABC01' });
  });
});

describe('the day', () => {
  it('AP5 AP6 AP29 checks in once, however often it is said, and takes it back', async () => {
    const now = new Date(Math.ceil(Date.now() / 300_000) * 300_000 + 600_000);
    const { appointment } = await book({ startsAt: now.toISOString(), durationMinutes: 5 });
    const id = { appointmentId: appointment.id };
    const first = await clinic.desk.mutate<Booked>(
      'checkInAppointment',
      id,
      SELECT('CheckInAppointmentSuccess').split('... on SlotTaken')[0],
    );
    const again = await clinic.desk.mutate<Booked>(
      'checkInAppointment',
      id,
      SELECT('CheckInAppointmentSuccess').split('... on SlotTaken')[0],
    );
    expect([first.appointment.status, again.appointment.version]).toEqual(['CHECKED_IN', first.appointment.version]);
    const undone = await clinic.desk.mutate<Booked>(
      'undoCheckInAppointment',
      id,
      SELECT('UndoCheckInAppointmentSuccess').split('... on SlotTaken')[0],
    );
    expect(undone.appointment.status).toBe('SCHEDULED');
  });

  it('TZ2 lists a local day of the clinic with patients and practitioners', async () => {
    const query = `query ($date: LocalDate!) { appointments(filter: { date: $date }, first: 200) { nodes { id patient { mrn } practitioner { name } visitType { name } } totalCount } }`;
    const { appointments } = await clinic.desk.ask<{
      appointments: { nodes: { patient: { mrn: string } }[]; totalCount: number };
    }>(query, { date: clinic.at(1, '12:00').slice(0, 10) });
    expect(appointments.nodes.length).toBe(appointments.totalCount);
    expect(appointments.nodes.every(({ patient }) => /^MRN-\d{4}-\d{6}$/.test(patient.mrn))).toBe(true);
  });

  it('AV3 closes the day for leave, with its reason', async () => {
    const practitionerId = clinic.practitioners[1];
    await clinic.admin.mutate('addTimeOff', {
      practitionerId,
      startsAt: clinic.at(5, '00:00'),
      endsAt: clinic.at(6, '00:00'),
      text: 'Conference',
    });
    const date = clinic.at(5, '12:00').slice(0, 10);
    const { day } = await clinic.desk.ask<{
      day: { columns: { practitioner: { id: string }; open: unknown[]; closed: { reason: string; text: string }[] }[] };
    }>(
      'query ($date: LocalDate) { day(date: $date) { timeZone columns { practitioner { id } open { startsAt } closed { reason text } } } }',
      { date },
    );
    expect(day.columns.find(({ practitioner }) => practitioner.id === practitionerId)).toMatchObject({
      open: [],
      closed: [{ reason: 'TIME_OFF', text: 'Conference' }],
    });
    const refused = await book({ startsAt: clinic.at(5, '10:00'), practitionerId });
    expect(refused).toMatchObject({ __typename: 'SimpleRefusal', code: 'TimeOff', rule: 'AV3' });
  });
});
