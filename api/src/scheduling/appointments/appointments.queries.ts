import { Injectable } from '@nestjs/common';
import { Brackets, type Ctx, Database } from '../../platform';
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

  readonly byIds = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, AppointmentRow>> => this.db.byIds(ctx, AppointmentRow, ids);

  /** Appointments by start, those behind a place. */
  list(ctx: Ctx, wish: AppointmentsWish, after: AppointmentPlace | null, limit: number): Promise<AppointmentRow[]> {
    const query = this.filtered(ctx, wish);
    if (after !== null) {
      const behind = new Brackets((or) =>
        or.where('a.startsAt > :startsAt', { startsAt: after.startsAt }).orWhere('a.startsAt = :startsAt AND a.id > :id', { startsAt: after.startsAt, id: after.id }),
      );
      query.andWhere(behind);
    }
    return query.orderBy('a.startsAt').addOrderBy('a.id').limit(limit).getMany();
  }

  count(ctx: Ctx, wish: AppointmentsWish): Promise<number> {
    return this.filtered(ctx, wish).getCount();
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

  private filtered(ctx: Ctx, wish: AppointmentsWish) {
    const query = this.db.select(ctx, AppointmentRow, 'a');
    if (wish.from !== null) {
      query.andWhere('a.startsAt > :earliest', { earliest: new Date(wish.from.getTime() - LONGEST_MS) }).andWhere('a.endsAt > :from', { from: wish.from });
    }
    if (wish.to !== null) query.andWhere('a.startsAt < :to', { to: wish.to });
    if (wish.practitionerIds !== null) query.andWhere('a.practitionerId IN (:...practitionerIds)', { practitionerIds: wish.practitionerIds });
    if (wish.patientId !== null) query.andWhere('a.patientId = :patientId', { patientId: wish.patientId });
    if (wish.statuses === null) query.andWhere("a.status <> 'ENTERED_IN_ERROR'");
    else query.andWhere('a.status IN (:...statuses)', { statuses: wish.statuses });
    return query;
  }
}
