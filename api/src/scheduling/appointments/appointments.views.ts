import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from '../../organisations';
import { PatientsQueries } from '../../patients';
import type { Ctx } from '../../platform';
import { ProfilesQueries } from '../../profiles';
import { ScheduleQueries } from '../schedule/schedule.queries';
import { AppointmentsQueries } from './appointments.queries';
import type { Appointment } from './appointments.schema';
import type { AppointmentRow } from './appointments.tables';

/**
 * Appointments as GraphQL shows them, with who, where and what kind already in place: one packet of reads a page. A
 * resolver for each field of each row would cost a thousand calls for a clinic's day.
 */
@Injectable()
export class AppointmentsViews {
  constructor(
    private readonly queries: AppointmentsQueries,
    private readonly patients: PatientsQueries,
    private readonly profiles: ProfilesQueries,
    private readonly rooms: OrganisationsQueries,
    private readonly schedule: ScheduleQueries,
  ) {}

  /** Batch for `ctx.load`: appointments by id. */
  readonly byIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, Appointment>> => {
    const rows = await this.queries.byIds(ctx, ids);
    const views = await this.of(ctx, [...rows.values()]);
    return new Map(views.map((view) => [view.id, view]));
  };

  /** Whoever may not see patients gets none. */
  async of(ctx: Ctx, rows: readonly AppointmentRow[]): Promise<Appointment[]> {
    const [patients, practitioners, visitTypes, rooms] = await Promise.all([
      ctx.may('patient:read')
        ? this.patients.byIds(
            ctx,
            distinct(rows, (row) => row.patientId),
          )
        : null,
      this.profiles.practitionersByIds(
        ctx,
        distinct(rows, (row) => row.practitionerId),
      ),
      this.schedule.visitTypesByIds(
        ctx,
        distinct(rows, (row) => row.visitTypeId),
      ),
      this.rooms.roomsByIds(
        ctx,
        distinct(rows, (row) => row.roomId),
      ),
    ]);
    return rows.map((row) => ({
      ...row,
      patient: patients?.get(row.patientId) ?? null,
      practitioner: practitioners.get(row.practitionerId) ?? null,
      visitType: visitTypes.get(row.visitTypeId) ?? null,
      room: row.roomId === null ? null : (rooms.get(row.roomId) ?? null),
      overbooked: row.overbookLane > 0,
    })) as unknown as Appointment[];
  }
}

const distinct = (rows: readonly AppointmentRow[], pick: (row: AppointmentRow) => string | null): string[] => [
  ...new Set(rows.flatMap((row) => pick(row) ?? [])),
];
