import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { LedgerMaintenance } from '../../src/platform/ledger/maintenance';
import { auditOccupancy, halfWritten, historyOf, NO_FAULTS } from '../audit';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { Mix } from '../mix';
import { inParallel } from '../parallel';
import { Raw } from '../raw';
import { bootWorld, type World } from '../world';

const OPERATIONS = 900;
const CONCURRENCY = 24;

const PRACTITIONERS = ['LIC-1', 'LIC-2', 'LIC-3'].map((licenceNumber) => ({
  name: `Doctor ${licenceNumber}`,
  licenceNumber,
}));

let world: World;
let raw: Raw;
let clinics: TestClinic[];
let mix: Mix;

beforeAll(async () => {
  world = await bootWorld('mix');
  raw = await Raw.open(world.databaseUrl);
  const zone = noonZone();
  const first = await openClinic(world, { code: 'ABC01', zone, practitioners: PRACTITIONERS, rooms: 2, patients: 8 });
  const people = await raw.rows<{ id: string }>('SELECT person_id AS id FROM patients_patient ORDER BY mrn');
  const second = await openClinic(world, {
    code: 'XYZ02',
    zone,
    practitioners: PRACTITIONERS,
    rooms: 2,
    patients: 8,
    personIds: people.map(({ id }) => id),
  });
  clinics = [first, second];
  mix = new Mix(clinics, 'two clinics share everything');
  await inParallel(mix.steps(OPERATIONS), CONCURRENCY, (step) => mix.run(step));
});
afterAll(async () => {
  await raw.close();
  await world.close();
});

describe('a random concurrent mix over practitioners and patients of two clinics', () => {
  it('TN2 shares the practitioners and the people, or it would prove nothing', async () => {
    expect(clinics[0]?.practitioners).toEqual(clinics[1]?.practitioners);
    const people = await raw.rows(
      'SELECT person_id FROM patients_patient GROUP BY person_id HAVING COUNT(DISTINCT clinic_id) = 2',
    );
    expect(people).toHaveLength(8);
  });

  it('API4 answers every operation with a success or a refusal, never with an error', () => {
    expect(mix.outcomes).toHaveLength(OPERATIONS);
    const raw = mix.outcomes.filter(
      ({ answer, typename }) => answer.status !== 200 || answer.errors !== undefined || typename === 'none',
    );
    expect(raw.map(({ operation, answer }) => ({ operation, errors: answer.errors }))).toEqual([]);
  });

  it('UP01 had real contention: everything succeeded sometimes and slots were refused often', () => {
    const succeeded = new Set(mix.acknowledged.map(({ operation }) => operation));
    expect([...succeeded].sort()).toEqual([
      'bookAppointment',
      'cancelAppointment',
      'checkInAppointment',
      'confirmAppointment',
      'enterAppointmentInError',
      'markNoShow',
      'moveAppointment',
      'restoreAppointment',
      'undoCheckInAppointment',
    ]);
    expect(mix.outcomes.filter(({ typename }) => typename === 'SlotTaken').length).toBeGreaterThan(50);
  });

  it('UP01 UP11 AV8 leaves no practitioner, patient or room in two places; cells and bitmaps say what the appointments say', async () => {
    expect(await auditOccupancy(raw)).toEqual(NO_FAULTS);
  });

  it('UP01 would be found out: an appointment put on another, a lost cell and a lost bit each show', async () => {
    const where = "status = 'SCHEDULED' AND room_id IS NOT NULL ORDER BY reference LIMIT 1";
    const [one] = await raw.rows<{ id: string; practitioner_id: string }>(
      `SELECT id, practitioner_id FROM scheduling_appointment WHERE ${where}`,
    );
    await raw.change('START TRANSACTION');
    await raw.change(
      'UPDATE scheduling_appointment a JOIN scheduling_appointment o ON o.id = ? SET a.practitioner_id = o.practitioner_id, a.occupied_from = o.occupied_from, a.occupied_to = o.occupied_to WHERE a.status = "CHECKED_IN"',
      [one?.id],
    );
    await raw.change('DELETE FROM scheduling_occupancy WHERE owner_id = ? LIMIT 1', [one?.id]);
    const found = await auditOccupancy(raw);
    await raw.change('ROLLBACK');
    expect(
      [found.overlaps.length, found.missingCells.length, found.strayCells.length, found.wrongBitmaps.length].every(
        (count) => count > 0,
      ),
    ).toBe(true);
    expect(await auditOccupancy(raw)).toEqual(NO_FAULTS);
  });

  it('EV1 holds every acknowledged success for ever with the state it reported', async () => {
    const histories = new Map(
      await Promise.all(clinics.map(async ({ id }) => [id, await historyOf(raw, id)] as const)),
    );
    const lost = mix.acknowledged.filter(
      ({ clinicId, id, version, status }) => histories.get(clinicId)?.get(id)?.[version]?.status !== status,
    );
    expect(mix.acknowledged.length).toBeGreaterThan(100);
    expect(lost).toEqual([]);
  });

  it('EV1 ID3 leaves nothing half-written and no gap in the references', async () => {
    for (const { id } of clinics) expect(await halfWritten(raw, id)).toEqual([]);
  });

  it('AP13 refuses a late arrival who sits with somebody else by then, with what is free', async () => {
    const [clinic] = clinics as [TestClinic];
    const at = {
      patientId: clinic.patients[0],
      visitTypeId: clinic.visitTypeId,
      startsAt: pastTime(),
      durationMinutes: 10,
    };
    const select = '... on BookAppointmentSuccess { appointment { id } }';
    const missed = (await clinic.desk.mutate(
      'bookAppointment',
      { ...at, practitionerId: clinic.practitioners[0] },
      select,
    )) as unknown as { appointment: { id: string } };
    await clinic.desk.mutate('markNoShow', { appointmentId: missed.appointment.id });
    await clinic.desk.mutate('bookAppointment', { ...at, practitionerId: clinic.practitioners[1] });
    const late = await clinic.desk.mutate(
      'checkInAppointment',
      { appointmentId: missed.appointment.id },
      '... on SlotTaken { clashes { kind } }',
    );
    expect(late).toMatchObject({ __typename: 'SlotTaken', clashes: [{ kind: 'PATIENT' }] });
  });

  it('AU2 keeps both hash chains whole', async () => {
    const maintenance = world.app.get(LedgerMaintenance);
    for (const { id } of clinics)
      expect(await maintenance.verify(id)).toEqual({ clinicId: id, events: (await raw.head(id)).seq, faults: [] });
  });
});

/** A time of today before the mix began: nobody has it yet, and its grace is over. */
const pastTime = () => new Date(Math.floor(Date.now() / 600_000) * 600_000 - 5 * 3_600_000).toISOString();
