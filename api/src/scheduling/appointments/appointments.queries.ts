import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../../platform';
import { AppointmentRow } from './appointments.tables';

/** Which appointments to list: those that touch `[from, to)`. */
export interface AppointmentsWish {
  readonly from: Date | null;
  readonly to: Date | null;
  readonly practitionerIds: readonly string[] | null;
  readonly statuses: readonly string[] | null;
  readonly patientId: string | null;
}

/** Where the previous page ended. */
export interface AppointmentPlace {
  readonly startsAt: Date;
  readonly id: string;
}

interface OwnerRow {
  readonly resourceId: string;
  readonly cell: number;
}

/** Longest appointment in milliseconds (AP24): how far before a range one that reaches into it can start. */
const LONGEST_MS = 86_400_000;

/** Questions about appointments. Those entered in error are shown only to who asks for them (AP15). */
@Injectable()
export class AppointmentsQueries {
  constructor(private readonly db: Database) {}

  readonly byIds = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, AppointmentRow>> =>
    this.db.byIds(ctx, AppointmentRow, ids);

  /** Appointments by start, those behind a place. */
  list(ctx: Ctx, wish: AppointmentsWish, after: AppointmentPlace | null, limit: number): Promise<AppointmentRow[]> {
    const behind =
      after === null ? '' : 'AND (row.starts_at > :afterStart OR (row.starts_at = :afterStart AND row.id > :afterId))';
    const place = after === null ? {} : { afterStart: after.startsAt, afterId: after.id };
    const { condition, parameters } = conditionOf(wish);
    return this.db.find(ctx, AppointmentRow, `${condition} ${behind} ORDER BY row.starts_at, row.id LIMIT :limit`, {
      ...parameters,
      ...place,
      limit,
    });
  }

  async count(ctx: Ctx, wish: AppointmentsWish): Promise<number> {
    const { condition, parameters } = conditionOf(wish);
    const sql = `SELECT COUNT(*) AS n FROM scheduling_appointment row WHERE row.clinic_id = :clinic ${condition}`;
    const rows = await this.db.query<{ n: number }>(ctx, sql, parameters);
    return Number(rows[0]?.n ?? 0);
  }

  /** The next appointment of each patient, from an instant on. */
  async nextOf(ctx: Ctx, patientIds: readonly string[], from: Date): Promise<Map<string, AppointmentRow>> {
    const rows = await this.db
      .select(ctx, AppointmentRow, 'a')
      .andWhere('a.patientId IN (:...patientIds)', { patientIds })
      .andWhere('a.startsAt >= :from', { from })
      .andWhere("a.status IN ('REQUESTED', 'SCHEDULED', 'CONFIRMED')")
      .orderBy('a.startsAt', 'DESC')
      .getMany();
    return new Map(rows.map((row) => [row.patientId, row]));
  }

  /** A patient's appointments, latest first. */
  latestOf(ctx: Ctx, patientId: string, limit: number): Promise<AppointmentRow[]> {
    return this.db
      .select(ctx, AppointmentRow, 'a')
      .andWhere('a.patientId = :patientId', { patientId })
      .andWhere("a.status <> 'ENTERED_IN_ERROR'")
      .orderBy('a.startsAt', 'DESC')
      .limit(limit)
      .getMany();
  }

  /** Which of these resources has a taken cell between two cells, whoever took it in whatever clinic. */
  takenCells(resourceIds: readonly string[], first: number, last: number): Promise<OwnerRow[]> {
    return this.db.queryShared<OwnerRow>(
      'SELECT resource_id AS resourceId, cell FROM scheduling_occupancy WHERE resource_id IN (:ids) AND cell BETWEEN :first AND :last ORDER BY resource_id, cell',
      { ids: resourceIds, first, last },
    );
  }

  /** The lowest lane free of everybody on the given resources and cells: where a deliberate overbooking goes. */
  async freeLane(resourceIds: readonly string[], first: number, last: number): Promise<number> {
    const rows = await this.db.queryShared<{ lane: number | null }>(
      'SELECT MAX(lane) AS lane FROM scheduling_occupancy WHERE resource_id IN (:ids) AND cell BETWEEN :first AND :last',
      { ids: resourceIds, first, last },
    );
    return rows[0]?.lane == null ? 0 : Number(rows[0].lane) + 1;
  }
}

/** What a wish means in SQL; every value is bound. */
function conditionOf(wish: AppointmentsWish): { condition: string; parameters: Record<string, unknown> } {
  const { from, to, practitionerIds, patientId, statuses } = wish;
  const parts: [boolean, string][] = [
    [from !== null, 'AND row.starts_at > :earliest AND row.ends_at > :from'],
    [to !== null, 'AND row.starts_at < :to'],
    [practitionerIds !== null, 'AND row.practitioner_id IN (:practitionerIds)'],
    [patientId !== null, 'AND row.patient_id = :patientId'],
    [statuses !== null, 'AND row.status IN (:statuses)'],
    [statuses === null, "AND row.status <> 'ENTERED_IN_ERROR'"],
  ];
  const condition = parts.flatMap(([applies, sql]) => (applies ? [sql] : [])).join(' ');
  const earliest = from === null ? null : new Date(from.getTime() - LONGEST_MS);
  return { condition, parameters: { from, earliest, to, practitionerIds, patientId, statuses } };
}
