import { isRefusal, type Refusal } from '@medley/kernel';
import type { INestApplicationContext } from '@nestjs/common';
import { StaffService } from '../src/access';
import { OrganisationsService } from '../src/organisations';
import type { DatabaseClock } from '../src/platform';
import { CONFIG, type Config, Ctx } from '../src/platform';
import { ProfilesService } from '../src/profiles';
import { ScheduleService } from '../src/scheduling';
import { v5 } from 'uuid';
import type { DemoClinic, DemoHours } from './clinics';

/** Where the generated things of one clinic ended up. */
export interface Placed {
  readonly ctx: Ctx;
  /** The clock of its ctx. */
  readonly clock: TurnableClock;
  readonly rooms: ReadonlyMap<string, string>;
  readonly practitioners: ReadonlyMap<string, string>;
  readonly visitTypes: ReadonlyMap<string, Readonly<{ id: string; before: number; after: number }>>;
}

/** A clock the seed turns back, so that history is written with the times it would have had. */
export class TurnableClock {
  private turned: Date | null = null;

  constructor(private readonly real: DatabaseClock) {}

  now = (): Date => this.turned ?? this.real.now();

  turnTo(instant: number): void {
    this.turned = new Date(instant);
  }

  release(): void {
    this.turned = null;
  }
}

/** Opens a demo clinic with its places, people and working hours; a second run changes nothing. */
export async function openDemoClinic(
  app: INestApplicationContext,
  clinic: DemoClinic,
  clock: TurnableClock,
): Promise<Placed> {
  const {
    locations: _,
    practitioners: __,
    visitTypes: ___,
    staff: ____,
    patients: _____,
    near: ______,
    ...identity
  } = clinic;
  const organisations = app.get(OrganisationsService);
  const system = organisations.systemCtx(await organisations.openClinic(identity), 'Demo data');
  const ctx = new Ctx(system.clinic, system.actor, system.permissions, system.origin, clock.now);
  const rooms = await openRooms(app, ctx, clinic);
  const practitioners = await addPractitioners(app, ctx, clinic);
  const visitTypes = await createVisitTypes(app, ctx, clinic);
  await addStaff(app, ctx, clinic, practitioners);
  return { ctx, clock, rooms, practitioners, visitTypes };
}

async function openRooms(app: INestApplicationContext, ctx: Ctx, clinic: DemoClinic): Promise<Map<string, string>> {
  const organisations = app.get(OrganisationsService);
  const rooms = new Map<string, string>();
  for (const { name, address, rooms: wanted } of clinic.locations) {
    const { location } = accepted(
      await organisations.createLocation(ctx, { requestId: requestIdOf(name), name, address }),
    );
    for (const room of wanted) {
      const input = { requestId: requestIdOf(`${name}/${room.name}`), locationId: location.id, ...room };
      rooms.set(room.name, accepted(await organisations.createRoom(ctx, input)).room.id);
    }
  }
  return rooms;
}

async function addPractitioners(
  app: INestApplicationContext,
  ctx: Ctx,
  clinic: DemoClinic,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const { licence, title, name, speciality, colour, hours } of clinic.practitioners) {
    const input = { requestId: requestIdOf(licence), licenceNumber: licence, title, name, speciality, colour };
    const { practitioner } = accepted(await app.get(ProfilesService).addPractitioner(ctx, input));
    const week = { requestId: requestIdOf(`hours/${licence}`), practitionerId: practitioner.id, ...weekOf(hours) };
    accepted(await app.get(ScheduleService).setWorkingHours(ctx, week));
    ids.set(licence, practitioner.id);
  }
  return ids;
}

async function createVisitTypes(
  app: INestApplicationContext,
  ctx: Ctx,
  clinic: DemoClinic,
): Promise<Map<string, { id: string; before: number; after: number }>> {
  const types = new Map<string, { id: string; before: number; after: number }>();
  for (const { name, minutes, before, after, colour } of clinic.visitTypes) {
    const lengths = { durationMinutes: minutes, bufferBeforeMinutes: before, bufferAfterMinutes: after };
    const input = { requestId: requestIdOf(name), name, ...lengths, colour };
    const { visitType } = accepted(await app.get(ScheduleService).createVisitType(ctx, input));
    types.set(name, { id: visitType.id, before, after });
  }
  return types;
}

async function addStaff(
  app: INestApplicationContext,
  ctx: Ctx,
  clinic: DemoClinic,
  practitioners: ReadonlyMap<string, string>,
): Promise<void> {
  const initialPassword = app.get<Config>(CONFIG).demoPassword;
  for (const { email, name, role, licence } of clinic.staff) {
    const practitionerId = licence === null ? null : (practitioners.get(licence) ?? null);
    const input = { requestId: requestIdOf(email), email, name, role, initialPassword, practitionerId };
    accepted(await app.get(StaffService).add(ctx, input));
  }
}

const weekOf = (hours: DemoHours) => ({
  hours: hours.flatMap(({ weekdays, open: [from, to] }) => weekdays.map((weekday) => ({ weekday, from, to }))),
  breaks: hours.flatMap(({ weekdays, pause }) =>
    pause === undefined ? [] : weekdays.map((weekday) => ({ weekday, from: pause[0], to: pause[1] })),
  ),
});

/** The key of a request, the same in every run: a second run repeats the first one's requests. */
export const requestIdOf = (name: string): string => v5(name, DEMO_REQUESTS);

const DEMO_REQUESTS = '5b1c2a9e-90a1-5b5e-8f7e-3c8d2f6a1e77';

/** Demo data is made to be accepted; a refusal is a mistake in it. */
export function accepted<Answer extends object>(outcome: Answer | Refusal): Answer {
  if (isRefusal(outcome)) throw new Error(`Demo data was refused: ${outcome.refused}: ${outcome.message}`);
  return outcome;
}
