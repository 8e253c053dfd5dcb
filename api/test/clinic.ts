import { addDays, localDate, wallToInstant } from '@medley/kernel';
import { v7 } from 'uuid';
import type { Ctx } from '../src/platform';
import type { Caller, World } from './world';
import { PASSWORD } from './world';

/** A clinic with everything a booking needs. */
export interface TestClinic {
  readonly id: string;
  readonly code: string;
  readonly zone: string;
  readonly practitioners: readonly string[];
  readonly rooms: readonly string[];
  readonly locationId: string;
  readonly visitTypeId: string;
  readonly patients: readonly string[];
  readonly admin: Caller;
  readonly desk: Caller;
  /** E-mail of the person with this role. */
  email(role: string): string;
  /** The instant of a wall time, some days from today. */
  at(days: number, time: string): string;
}

export interface ClinicPlan {
  readonly code: string;
  readonly zone?: string;
  readonly practitioners?: readonly { readonly name: string; readonly licenceNumber?: string }[];
  readonly rooms?: number;
  readonly patients?: number;
  /** What the patients' family names begin with. */
  readonly familyName?: string;
  /** Persons of another clinic's patients, so that both mean the same human. */
  readonly personIds?: readonly string[];
}

const ROLES = [
  'ADMINISTRATOR',
  'DOCTOR',
  'NURSE',
  'RECEPTIONIST',
  'BILLING',
  'PHARMACIST',
  'LAB_TECHNICIAN',
  'PATIENT',
];

/** A zone in which it is about noon now: "today" does not end while a test runs, whatever the hour of the run. */
export function noonZone(): string {
  const offset = 12 - new Date().getUTCHours();
  return offset === 0 ? 'Etc/GMT' : `Etc/GMT${offset > 0 ? '-' : '+'}${Math.abs(offset)}`;
}

/** Opens a clinic with staff of every role, practitioners who work around the clock, rooms and patients. */
export async function openClinic(world: World, plan: ClinicPlan): Promise<TestClinic> {
  const { OrganisationsService } = await import('../src/organisations');
  const { StaffService } = await import('../src/access');
  const zone = plan.zone ?? 'Europe/Lisbon';
  const id = v7();
  const organisations = world.app.get(OrganisationsService);
  const identity = await organisations.openClinic({
    ...{
      id,
      code: plan.code,
      name: `Clinic ${plan.code}`,
      kind: 'CLINIC',
      timeZone: zone,
      locale: 'en-GB',
      currency: 'EUR',
      country: 'PT',
    },
  });
  const system = organisations.systemCtx(identity);
  const email = (role: string) => `${role.toLowerCase()}@${plan.code.toLowerCase()}.example`;
  for (const role of ROLES) {
    const person = {
      email: email(role),
      name: `${role} ${plan.code}`,
      role,
      initialPassword: PASSWORD,
      practitionerId: null,
    };
    await world.app.get(StaffService).add(system, { requestId: v7(), ...person } as never);
  }
  const admin = await world.as(email('ADMINISTRATOR'));
  const desk = await world.as(email('RECEPTIONIST'));
  const practitioners = await addPractitioners(admin, plan);
  const at = (days: number, time: string) =>
    new Date(wallToInstant(addDays(localDate(Date.now(), zone), days), time, zone) ?? Number.NaN).toISOString();
  return {
    ...{ id, code: plan.code, zone, practitioners, admin, desk, email, at },
    ...(await addRooms(admin, plan.rooms ?? 1)),
    visitTypeId: await addVisitType(admin),
    patients: await registerPatients(world, system, plan),
  };
}

type Created = Record<string, { id: string }>;

async function addPractitioners(
  admin: Caller,
  { practitioners = [{ name: 'Ana Lima' }] }: ClinicPlan,
): Promise<string[]> {
  const ids: string[] = [];
  for (const practitioner of practitioners) {
    const { practitioner: made } = (await admin.mutate(
      'addPractitioner',
      practitioner,
      '... on AddPractitionerSuccess { practitioner { id } }',
    )) as unknown as Created;
    const hours = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '00:00', to: '24:00' }));
    await admin.mutate('setWorkingHours', { practitionerId: made!.id, hours });
    ids.push(made!.id);
  }
  return ids;
}

async function addRooms(admin: Caller, count: number): Promise<{ locationId: string; rooms: string[] }> {
  const { location } = (await admin.mutate(
    'createLocation',
    { name: 'Main' },
    '... on CreateLocationSuccess { location { id } }',
  )) as unknown as Created;
  const ids: string[] = [];
  for (let i = 1; i <= count; i += 1) {
    const { room } = (await admin.mutate(
      'createRoom',
      { locationId: location!.id, name: `Room ${i}` },
      '... on CreateRoomSuccess { room { id } }',
    )) as unknown as Created;
    ids.push(room!.id);
  }
  return { locationId: location!.id, rooms: ids };
}

async function addVisitType(admin: Caller): Promise<string> {
  const { visitType } = (await admin.mutate(
    'createVisitType',
    { name: 'Consultation', durationMinutes: 30 },
    '... on CreateVisitTypeSuccess { visitType { id } }',
  )) as unknown as Created;
  return visitType!.id;
}

/** Through the service, because only seeds and imports may say that two patients are one person. */
async function registerPatients(
  world: World,
  ctx: Ctx,
  { patients = 1, personIds = [], familyName = 'Family' }: ClinicPlan,
): Promise<string[]> {
  const { PatientsService } = await import('../src/patients');
  const { Ledger } = await import('../src/platform');
  const ids: string[] = [];
  for (let i = 0; i < patients; i += 1) {
    const details = { ...PATIENT, givenName: `Given${i}`, familyName: `${familyName}${i}` };
    const origins = personIds[i] === undefined ? {} : { personId: personIds[i]! };
    const made = await world.app
      .get(Ledger)
      .write(ctx, { operation: 'test', input: { requestId: v7() } }, (write) =>
        world.app.get(PatientsService).registerIn(write, details as never, origins),
      );
    ids.push((made as { patientId: string }).patientId);
  }
  return ids;
}

const PATIENT = {
  nameToUse: null,
  birthDate: '1980-05-04',
  gender: 'FEMALE',
  sexAtBirth: null,
  phone: null,
  email: null,
  address: null,
  identifiers: [],
  language: null,
};
