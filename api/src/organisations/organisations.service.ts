import { isClinicCode, isTimeZone, refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import {
  type AnyFact,
  badInput,
  type ClinicIdentity,
  Ctx,
  Database,
  DatabaseClock,
  defineRegister,
  Ledger,
  type Write,
} from '../platform';
import { ClinicRow, LocationRow, RoomRow } from './organisations.tables';
import { OrganisationsQueries } from './organisations.queries';
import type { CreateLocationInput, CreateRoomInput } from './organisations.schema';

/** Facts about the clinic itself: who opened a room, when. */
export const clinicRegister = defineRegister<AnyFact>('clinic', 'clinic:read');
export const locationRegister = defineRegister<AnyFact>('location', 'clinic:read');
export const roomRegister = defineRegister<AnyFact>('room', 'clinic:read');

/** What a new clinic is. */
export interface NewClinic {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly timeZone: string;
  readonly locale: string;
  readonly currency: string;
  readonly country: string;
}

/** Clinics, their locations and rooms. */
@Injectable()
export class OrganisationsService {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: OrganisationsQueries,
    private readonly clock: DatabaseClock,
    private readonly db: Database,
  ) {}

  /** Opens a clinic: its ledger, its key, its row. For the operator and the command line; safe to repeat. */
  async openClinic(clinic: NewClinic): Promise<ClinicIdentity> {
    if (!isClinicCode(clinic.code))
      throw badInput('A clinic code is three letters and two digits: ABC01 (ID1).', 'code');
    if (!isTimeZone(clinic.timeZone)) throw badInput('This is not an IANA time zone.', 'timeZone');
    await this.ledger.openClinic(clinic.id, this.clock.now());
    const identity: ClinicIdentity = { ...clinic, status: 'ACTIVE' };
    const ctx = this.systemCtx(identity);
    await this.ledger.write(ctx, { operation: 'openClinic', input: { requestId: clinic.id } }, async (write) => {
      write.rows.insert(ClinicRow, { ...clinic, status: 'ACTIVE' });
      await write.record(clinicRegister, clinic.id, { type: 'ClinicOpened', data: { ...clinic } }, { fresh: true });
      return { clinicId: clinic.id };
    });
    return identity;
  }

  /** Acts as Medley itself in a clinic: seeds, imports, maintenance. */
  systemCtx(clinic: ClinicIdentity, name = 'Medley'): Ctx {
    const actor = { kind: 'SYSTEM', id: clinic.id, name, role: null, sessionId: null } as const;
    return new Ctx(clinic, actor, new Set(), { correlationId: name, address: null }, () => this.clock.now());
  }

  createLocation(ctx: Ctx, input: CreateLocationInput) {
    return this.ledger.write(ctx, { operation: 'createLocation', input }, async (write) => {
      const location = { id: ctx.newId(), name: input.name, address: input.address, active: true };
      write.rows.insert(LocationRow, location);
      write.onDuplicate('location_name', refuse('NameTaken', 'There is a location with this name already.'));
      await write.record(
        locationRegister,
        location.id,
        { type: 'LocationCreated', data: { ...location } },
        { fresh: true },
      );
      return { location: { ...location, rooms: [] } };
    });
  }

  /** Writes down a place that records from elsewhere name: known under its name, but not in use. */
  async keepLocationIn(write: Write, { name, address }: { name: string; address: string }): Promise<string> {
    const known = (await this.queries.locations(write.ctx)).find((one) => one.name === name);
    if (known !== undefined) return known.id;
    const location = { id: write.ctx.newId(), name, address, active: false };
    write.rows.insert(LocationRow, location);
    await write.record(locationRegister, location.id, { type: 'LocationKept', data: { ...location } }, { fresh: true });
    return location.id;
  }

  createRoom(ctx: Ctx, input: CreateRoomInput) {
    return this.ledger.write(ctx, { operation: 'createRoom', input }, async (write) => {
      if ((await this.db.byId(ctx, LocationRow, input.locationId)) === null)
        return refuse('UnknownLocation', 'This location does not exist.');
      const room = { id: ctx.newId(), locationId: input.locationId, name: input.name, kind: input.kind, active: true };
      write.rows.insert(RoomRow, room);
      write.onDuplicate('room_name', refuse('NameTaken', 'There is a room with this name in this location already.'));
      await write.record(roomRegister, room.id, { type: 'RoomCreated', data: { ...room } }, { fresh: true });
      return { room };
    });
  }

  /** Locations with their rooms, in two reads. */
  async locations(ctx: Ctx) {
    const [locations, rooms] = await Promise.all([this.queries.locations(ctx), this.queries.rooms(ctx)]);
    return locations.map((location) => ({
      ...location,
      rooms: rooms.filter((room) => room.locationId === location.id),
    }));
  }
}
