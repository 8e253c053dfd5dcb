import {
  type Busy,
  CELL_MS,
  cellRange,
  type Opening,
  openings,
  type VisitPlan,
  workingSpans,
} from '@medley/domain/scheduling';
import { addDays, dayRange, type LocalDate, localDate, type Span } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from '../../organisations';
import { PatientsQueries } from '../../patients';
import { badInput, type Ctx, notFound, pageSize } from '../../platform';
import { ProfilesQueries } from '../../profiles';
import { type BusyResource, ScheduleQueries, type Stretch } from '../schedule/schedule.queries';
import type { VisitTypeRow } from '../schedule/schedule.tables';

/** What to look for. Absent parts mean: anybody, from today, a month, the type's length, no room, nobody in particular. */
export interface OpeningsWish {
  readonly visitTypeId: string;
  readonly practitionerIds?: readonly string[] | null;
  readonly from?: LocalDate | null;
  readonly to?: LocalDate | null;
  readonly durationMinutes?: number | null;
  readonly roomId?: string | null;
  readonly patientId?: string | null;
}

const DAYS_SHOWN = 30;
const DAYS_AT_MOST = 120;
const GRID_MINUTES = 15;

/** Calculates when somebody can be booked; nothing of it is stored. */
@Injectable()
export class OpeningsService {
  constructor(
    private readonly schedule: ScheduleQueries,
    private readonly profiles: ProfilesQueries,
    private readonly patients: PatientsQueries,
    private readonly rooms: OrganisationsQueries,
  ) {}

  /** The first openings, earliest first over all practitioners. */
  async openings(ctx: Ctx, wish: OpeningsWish, first: number, earliest = ctx.now().getTime()) {
    const count = pageSize(first);
    const dates = this.datesOf(ctx, wish);
    const [visitType, practitioners, patientResource, room] = await Promise.all([
      ctx.load(this.schedule.visitTypesByIds, wish.visitTypeId),
      this.profiles.practitioners(ctx),
      this.patientResource(ctx, wish.patientId ?? null),
      this.roomResource(ctx, wish.roomId ?? null),
    ]);
    if (visitType === null) throw notFound('visit type');
    const chosen = practitioners.filter(
      (one) => Boolean(one.active) && (wish.practitionerIds ?? [one.id]).includes(one.id),
    );
    const ids = chosen.map((one) => one.id);
    const stretch = stretchOf(dates.from, dates.to, ctx.clinic.timeZone);
    const resources = [...ids, ...present(patientResource), ...present(room)];
    const [rules, busy] = await Promise.all([
      this.schedule.rules(ctx, ids, stretch),
      this.schedule.busy(ctx, resources, stretch.start.getTime(), stretch.end.getTime()),
    ]);
    const found = openings({
      zone: ctx.clinic.timeZone,
      ...dates,
      now: earliest,
      plan: planOf(visitType, wish.durationMinutes),
      practitioners: ids.map((id) => ({
        practitionerId: id,
        rules: rules.get(id) ?? NO_RULES,
        busy: busyAll(busy, id),
      })),
      patient: patientResource === null ? null : busyAll(busy, patientResource),
      rooms: room === null ? null : [{ roomId: room, busy: busyAll(busy, room) }],
    });
    return take(found, count).map((opening) => this.view(opening, chosen));
  }

  /** A local day with each practitioner's working time. */
  async day(ctx: Ctx, date: LocalDate | null, practitionerIds: readonly string[] | null) {
    const zone = ctx.clinic.timeZone;
    const on = date ?? localDate(ctx.now().getTime(), zone);
    const range = dayRange(on, zone);
    const practitioners = (await this.profiles.practitioners(ctx)).filter((one) =>
      practitionerIds === null ? Boolean(one.active) : practitionerIds.includes(one.id),
    );
    const ids = practitioners.map((one) => one.id);
    const [rules, busy] = await Promise.all([
      this.schedule.rules(ctx, ids, stretchOf(on, on, zone)),
      this.schedule.busy(ctx, ids, range.start, range.end),
    ]);
    const columns = practitioners.map((practitioner) => {
      const working = workingSpans(rules.get(practitioner.id) ?? NO_RULES, on, zone);
      const elsewhere = busy.get(practitioner.id)?.elsewhere;
      return {
        practitioner,
        open: working.open.map(rangeView),
        closed: working.closed.map((closed) => ({ ...rangeView(closed), reason: closed.reason, text: closed.text })),
        busyElsewhere: elsewhere === undefined ? [] : takenSpans(elsewhere, range).map(rangeView),
      };
    });
    return { date: on, ...rangeView(range), timeZone: zone, columns };
  }

  private view(opening: Opening, practitioners: readonly { id: string }[]) {
    return {
      ...rangeView(opening),
      roomId: opening.roomId,
      practitioner: practitioners.find((one) => one.id === opening.practitionerId),
    };
  }

  /** The room of an opening, batched. */
  room(ctx: Ctx, roomId: string | null) {
    return roomId === null ? null : ctx.load(this.rooms.roomsByIds, roomId);
  }

  private async patientResource(ctx: Ctx, patientId: string | null): Promise<string | null> {
    if (patientId === null) return null;
    const facts = await this.patients.facts(ctx, patientId);
    if (facts === null) throw notFound('patient');
    return facts.personId;
  }

  /** A room of another clinic is unknown here: its busy times would be its own business. */
  private async roomResource(ctx: Ctx, roomId: string | null): Promise<string | null> {
    if (roomId !== null && (await ctx.load(this.rooms.roomsByIds, roomId)) === null) throw notFound('room');
    return roomId;
  }

  private datesOf(ctx: Ctx, wish: OpeningsWish): { from: LocalDate; to: LocalDate } {
    const from = wish.from ?? localDate(ctx.now().getTime(), ctx.clinic.timeZone);
    const to = wish.to ?? addDays(from, DAYS_SHOWN);
    if (to < from || to > addDays(from, DAYS_AT_MOST))
      throw badInput(`to lies between from and ${DAYS_AT_MOST} days later.`, 'to');
    return { from, to };
  }
}

/** How a visit type wants to be placed. Staff book on a quarter-hour grid here; exact times are theirs to choose (AP21). */
export const planOf = (visitType: VisitTypeRow, durationMinutes?: number | null): VisitPlan => ({
  durationMinutes: durationMinutes ?? visitType.durationMinutes,
  bufferBeforeMinutes: visitType.bufferBeforeMinutes,
  bufferAfterMinutes: visitType.bufferAfterMinutes,
  gridMinutes: GRID_MINUTES,
  minNoticeMinutes: 0,
  horizonDays: null,
});

/** Two local dates, both included, as the reads want them. */
export const stretchOf = (fromDate: LocalDate, toDate: LocalDate, zone: string): Stretch => ({
  fromDate: addDays(fromDate, -1),
  toDate: addDays(toDate, 1),
  start: new Date(dayRange(addDays(fromDate, -1), zone).start),
  end: new Date(dayRange(addDays(toDate, 1), zone).end),
});

/** Somebody without any hours never works. */
export const NO_RULES = { hours: [], breaks: [], overrides: [], blocks: [] } as const;

const rangeView = ({ start, end }: Span) => ({ startsAt: new Date(start), endsAt: new Date(end) });

const present = (id: string | null): string[] => (id === null ? [] : [id]);

/** Everything that is taken of a resource; it must have been read before. */
export function busyAll(busy: ReadonlyMap<string, BusyResource>, id: string): Busy {
  const found = busy.get(id);
  if (found === undefined) throw new Error(`Occupancy of ${id} was not read`);
  return found.all;
}

function take<T>(source: Iterable<T>, count: number): T[] {
  const taken: T[] = [];
  for (const one of source) {
    taken.push(one);
    if (taken.length === count) break;
  }
  return taken;
}

/** Taken stretches of a day, to the cell. */
function takenSpans(busy: Busy, { start, end }: Span): Span[] {
  const { first, last } = cellRange(start, end);
  const spans: { start: number; end: number }[] = [];
  for (let cell = first; cell <= last; cell += 1) {
    if (busy.lastTaken(cell, cell) < 0) continue;
    const open = spans.at(-1);
    if (open?.end === cell * CELL_MS) open.end += CELL_MS;
    else spans.push({ start: cell * CELL_MS, end: (cell + 1) * CELL_MS });
  }
  return spans;
}
