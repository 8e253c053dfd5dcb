import { busyFrom, type Busy, type DayBits, type DayWords, type WorkingRules } from '@medley/domain/scheduling';
import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../../platform';
import { VisitTypeRow } from './schedule.tables';

interface HoursFact {
  readonly practitionerId: string;
  readonly kind: 'OPEN' | 'BREAK';
  readonly weekday: number;
  readonly fromTime: string;
  readonly toTime: string;
}

interface OverrideFact {
  readonly practitionerId: string;
  readonly date: string;
  readonly fromTime: string | null;
  readonly toTime: string | null;
  readonly text: string | null;
}

interface TimeOffFact {
  readonly practitionerId: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly text: string | null;
}

interface BusyDayFact {
  readonly resourceId: string;
  readonly day: number;
  readonly here: number;
  readonly b1: string | number;
  readonly b2: string | number;
  readonly b3: string | number;
  readonly b4: string | number;
  readonly b5: string | number;
}

/** What is taken of a resource: by anybody, and by other clinics alone. */
export interface BusyResource {
  readonly all: Busy;
  readonly elsewhere: Busy;
}

/** Local dates, both included, and the instants around them in which leave counts. */
export interface Stretch {
  readonly fromDate: string;
  readonly toDate: string;
  readonly start: Date;
  readonly end: Date;
}

const DAY_MS = 86_400_000;

/** Questions about when the clinic's practitioners work and what is taken. */
@Injectable()
export class ScheduleQueries {
  constructor(private readonly db: Database) {}

  visitTypes(ctx: Ctx): Promise<VisitTypeRow[]> {
    return this.db.select(ctx, VisitTypeRow, 'type').orderBy('type.name').getMany();
  }

  readonly visitTypesByIds = (ctx: Ctx, ids: readonly string[]): Promise<Map<string, VisitTypeRow>> =>
    this.db.byIds(ctx, VisitTypeRow, ids);

  /** The rules that say when each practitioner works in this clinic. */
  async rules(ctx: Ctx, practitionerIds: readonly string[], stretch: Stretch): Promise<Map<string, WorkingRules>> {
    if (practitionerIds.length === 0) return new Map();
    const ids = { ids: practitionerIds };
    const [hours, overrides, timeOff] = await Promise.all([
      this.db.query<HoursFact>(
        ctx,
        `SELECT practitioner_id AS practitionerId, kind, weekday, from_time AS fromTime, to_time AS toTime
         FROM scheduling_hours WHERE clinic_id = :clinic AND practitioner_id IN (:ids)`,
        ids,
      ),
      this.db.query<OverrideFact>(
        ctx,
        `SELECT practitioner_id AS practitionerId, on_date AS date, from_time AS fromTime, to_time AS toTime, text
         FROM scheduling_override WHERE clinic_id = :clinic AND practitioner_id IN (:ids) AND on_date BETWEEN :fromDate AND :toDate`,
        { ...ids, fromDate: stretch.fromDate, toDate: stretch.toDate },
      ),
      // Leave written in another clinic blocks here too; what it is for stays there.
      this.db.query<TimeOffFact>(
        ctx,
        `SELECT practitioner_id AS practitionerId, starts_at AS startsAt, ends_at AS endsAt, IF(clinic_id = :clinic, text, NULL) AS text
         FROM scheduling_time_off WHERE practitioner_id IN (:ids) AND ends_at > :start AND starts_at < :end`,
        { ...ids, start: stretch.start, end: stretch.end },
      ),
    ]);
    return new Map(practitionerIds.map((id) => [id, rulesOf(id, hours, overrides, timeOff)]));
  }

  /** What is taken of each resource between two instants, day by day, over all clinics. */
  async busy(ctx: Ctx, resourceIds: readonly string[], start: number, end: number): Promise<Map<string, BusyResource>> {
    const rows =
      resourceIds.length === 0
        ? []
        : await this.db.query<BusyDayFact>(
            ctx,
            `SELECT resource_id AS resourceId, day, clinic_id = :clinic AS here, b1, b2, b3, b4, b5
             FROM scheduling_busy_day WHERE resource_id IN (:ids) AND day IN (:days)`,
            { ids: resourceIds, days: utcDays(start, end) },
          );
    return new Map(resourceIds.map((id) => [id, busyOf(rows.filter((row) => row.resourceId === id))]));
  }
}

/** IN beats BETWEEN behind a leading index column by far. */
function utcDays(start: number, end: number): number[] {
  const first = Math.floor(start / DAY_MS) - 1;
  return Array.from({ length: Math.floor(end / DAY_MS) - first + 2 }, (_, i) => first + i);
}

const busyOf = (rows: readonly BusyDayFact[]): BusyResource => ({
  all: busyFrom(rows.map(bitsOf)),
  elsewhere: busyFrom(rows.filter((row) => Number(row.here) === 0).map(bitsOf)),
});

const bitsOf = (row: BusyDayFact): DayBits => ({
  day: row.day,
  words: [BigInt(row.b1), BigInt(row.b2), BigInt(row.b3), BigInt(row.b4), BigInt(row.b5)] satisfies DayWords,
});

function rulesOf(
  id: string,
  hours: readonly HoursFact[],
  overrides: readonly OverrideFact[],
  timeOff: readonly TimeOffFact[],
): WorkingRules {
  const own = hours.filter((row) => row.practitionerId === id);
  const weekly = (kind: HoursFact['kind']) =>
    own
      .filter((row) => row.kind === kind)
      .map((row) => ({ weekday: row.weekday, from: row.fromTime, to: row.toTime, validFrom: null, validTo: null }));
  return {
    hours: weekly('OPEN'),
    breaks: weekly('BREAK'),
    overrides: datesOf(overrides.filter((row) => row.practitionerId === id)),
    blocks: timeOff
      .filter((row) => row.practitionerId === id)
      .map((row) => ({
        start: row.startsAt.getTime(),
        end: row.endsAt.getTime(),
        level: 'LEAVE' as const,
        text: row.text,
      })),
  };
}

/** Rows of one date are one override with several windows; a row without times closes the day. */
function datesOf(rows: readonly OverrideFact[]): WorkingRules['overrides'] {
  const dates = [...new Set(rows.map((row) => row.date))];
  return dates.map((date) => {
    const own = rows.filter((row) => row.date === date);
    const windows = own.flatMap(({ fromTime, toTime }) =>
      fromTime === null || toTime === null ? [] : [{ from: fromTime, to: toTime }],
    );
    return { date, windows, onHoliday: false, text: own[0]?.text ?? null };
  });
}
