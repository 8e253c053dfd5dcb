import { Injectable } from '@nestjs/common';
import { type ClinicIdentity, Clinics, type Ctx, Database } from '../platform';
import { ClinicRow, LocationRow, RoomRow } from './organisations.tables';

interface ClinicIdentityRow {
  readonly id: string;
  readonly code: string;
  readonly timeZone: string;
  readonly country: string;
  readonly status: ClinicIdentity['status'];
}

/** Questions about clinics, locations and rooms. */
@Injectable()
export class OrganisationsQueries extends Clinics {
  constructor(private readonly db: Database) {
    super();
  }

  /** The identity of a clinic, for building a ctx: asked before there is one. */
  async identity(clinicId: string): Promise<ClinicIdentity | null> {
    const rows = await this.db.queryShared<ClinicIdentityRow>(
      'SELECT id, code, time_zone AS timeZone, country, status FROM organisations_clinic WHERE id = :clinicId',
      { clinicId },
    );
    return rows[0] ?? null;
  }

  /** The identity of a clinic by its code (ID1), for the command line. */
  async identityByCode(code: string): Promise<ClinicIdentity | null> {
    const rows = await this.db.queryShared<ClinicIdentityRow>(
      'SELECT id, code, time_zone AS timeZone, country, status FROM organisations_clinic WHERE code = :code',
      { code },
    );
    return rows[0] ?? null;
  }

  /** Every clinic of the installation, for maintenance. */
  override allIdentities(): Promise<ClinicIdentityRow[]> {
    return this.db.queryShared<ClinicIdentityRow>(
      'SELECT id, code, time_zone AS timeZone, country, status FROM organisations_clinic ORDER BY code',
    );
  }

  /** Clinics by id; which of them a person may know of is decided by their memberships. */
  readonly clinicsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, ClinicRow>> =>
    this.db.byIds(ctx, ClinicRow, ids);

  /** Clinics a person was found to belong to; the caller has their memberships. */
  async ofMember(ids: readonly string[]): Promise<Map<string, ClinicRow>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.queryShared<ClinicRow>(
      'SELECT id, code, name, kind, status, time_zone AS timeZone, locale, currency, country FROM organisations_clinic WHERE id IN (:ids)',
      { ids },
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  locations(ctx: Ctx): Promise<LocationRow[]> {
    return this.db.select(ctx, LocationRow, 'location').orderBy('location.name').getMany();
  }

  rooms(ctx: Ctx): Promise<RoomRow[]> {
    return this.db.select(ctx, RoomRow, 'room').orderBy('room.name').getMany();
  }

  readonly roomsByIds = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, RoomRow>> =>
    this.db.byIds(ctx, RoomRow, ids);
}
