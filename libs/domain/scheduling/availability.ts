import {
  addDays,
  dayRange,
  type LocalDate,
  localDate,
  localTime,
  minutesOf,
  type Span,
  type TimeZone,
  wallOrNext,
} from '@medley/kernel';
import { type Busy, CELL_MS, cellRange } from './cells';
import { Hours, type Open, type WorkingRules } from './hours';

const MINUTE = 60_000;
const DAY_MINUTES = 1440;

/** How a visit type wants to be placed. `horizonDays` null = no limit. */
export type VisitPlan = Readonly<{
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  gridMinutes: number;
  minNoticeMinutes: number;
  horizonDays: number | null;
}>;

/** One practitioner who may take the visit. */
export type PractitionerTime = Readonly<{ practitionerId: string; rules: WorkingRules; busy: Busy }>;
/** One room that would do; the order given is the order of preference (AV9). */
export type RoomTime = Readonly<{ roomId: string; busy: Busy }>;

/** Who, when and how long. `patient` null = not chosen yet; `rooms` null = no room needed. */
export type OpeningsQuery = Readonly<{
  zone: TimeZone;
  from: LocalDate;
  to: LocalDate;
  now: number;
  plan: VisitPlan;
  practitioners: readonly PractitionerTime[];
  patient: Busy | null;
  rooms: readonly RoomTime[] | null;
}>;

/** A time that may be booked, epoch milliseconds. */
export type Opening = Span & Readonly<{ practitionerId: string; roomId: string | null }>;

/** Every opening, earliest first over all practitioners; of equal starts the practitioner given first. Stop when enough. */
export function* openings(query: OpeningsQuery): Generator<Opening> {
  const searches = query.practitioners.map((one) => new Search(query, one));
  const last = lastDate(query);
  const earliest = earliestStart(query.now, query.plan, query.zone);
  for (let date = query.from; date <= last; date = addDays(date, 1)) {
    const day = dayRange(date, query.zone);
    if (day.end > earliest) yield* merged(searches, date, { start: Math.max(day.start, earliest), end: day.end });
  }
}

const lastDate = ({ to, now, plan, zone }: OpeningsQuery): LocalDate => {
  const horizon = horizonDate(now, plan, zone);
  return horizon !== null && horizon < to ? horizon : to;
};

/** AV12: the last local day that may be booked, null without limit. */
export const horizonDate = (now: number, { horizonDays }: VisitPlan, zone: TimeZone): LocalDate | null =>
  horizonDays === null ? null : addDays(localDate(now, zone), horizonDays);

/** AV12: whole days of notice are wall days, so "a day" before 10:00 is 10:00 yesterday, also when clocks changed. */
export function earliestStart(now: number, { minNoticeMinutes }: VisitPlan, zone: TimeZone): number {
  const days = Math.floor(minNoticeMinutes / DAY_MINUTES);
  const rest = (minNoticeMinutes % DAY_MINUTES) * MINUTE;
  if (days === 0) return now + rest;
  return wallOrNext(addDays(localDate(now, zone), days), minutesOf(localTime(now, zone)), zone) + rest;
}

/** One day of all practitioners; each is asked for its next opening only when its last one was given out. */
function* merged(searches: readonly Search[], date: LocalDate, day: Span): Generator<Opening> {
  const heads = searches.map((search) => search.next(date, day));
  for (;;) {
    const first = indexOfFirst(heads);
    const [head, search] = [heads[first], searches[first]];
    if (!head || !search) return;
    yield head;
    heads[first] = search.next(date, { start: head.start + 1, end: day.end });
  }
}

function indexOfFirst(heads: readonly (Opening | null)[]): number {
  let [first, earliest] = [-1, Infinity];
  for (let i = 0; i < heads.length; i += 1) {
    const start = heads[i]?.start ?? Infinity;
    if (start < earliest) [first, earliest] = [i, start];
  }
  return first;
}

/** The search through one practitioner's days. */
class Search {
  private readonly hours: Hours;
  private readonly grid: number;
  private readonly length: number;
  private readonly buffers: Buffers;

  constructor(
    private readonly query: OpeningsQuery,
    private readonly practitioner: PractitionerTime,
  ) {
    const { plan, zone } = query;
    this.hours = new Hours(practitioner.rules, zone);
    this.grid = plan.gridMinutes * MINUTE;
    this.length = plan.durationMinutes * MINUTE;
    this.buffers = { before: plan.bufferBeforeMinutes * MINUTE, after: plan.bufferAfterMinutes * MINUTE };
  }

  /** The first opening that starts within a part of the day: in last night's window, else in its own (AP23). */
  next(date: LocalDate, part: Span): Opening | null {
    for (const windowDate of [addDays(date, -1), date]) {
      for (const open of this.hours.openOn(windowDate)) {
        if (open.end <= part.start || open.start >= part.end) continue;
        const opening = this.within(open, windowDate, part);
        if (opening) return opening;
      }
    }
    return null;
  }

  private within(open: Open, date: LocalDate, part: Span): Opening | null {
    const end = coveredUntil(this.hours, open, date);
    let start = this.onGrid(Math.max(open.start, part.start), open);
    while (start < part.end && start < open.end && start + this.length <= end) {
      const free = this.freeAt(start);
      if (typeof free !== 'number') return free;
      start = this.onGrid(free, open);
    }
    return null;
  }

  /** The first start on the grid at or after an instant (AV14). */
  private onGrid(instant: number, { anchor }: Open): number {
    return anchor + Math.ceil((instant - anchor) / this.grid) * this.grid;
  }

  /** The opening at this start, or the first instant worth trying next. */
  private freeAt(start: number): Opening | number {
    const visit = { start, end: start + this.length };
    const wait = firstFree(this.practitioner.busy, visit, this.buffers) ?? this.patientWait(visit);
    if (wait !== null) return wait;
    const roomId = this.roomAt(visit);
    if (roomId === undefined) return start + this.grid;
    return { ...visit, practitionerId: this.practitioner.practitionerId, roomId };
  }

  private patientWait(visit: Span): number | null {
    return this.query.patient && firstFree(this.query.patient, visit, NO_BUFFERS);
  }

  /** The first free room, null when none is needed, undefined when all are taken. */
  private roomAt(visit: Span): string | null | undefined {
    if (this.query.rooms === null) return null;
    return this.query.rooms.find((room) => firstFree(room.busy, visit, this.buffers) === null)?.roomId;
  }
}

/** Null when the span is free with its buffers, else the first start that leaves its last taken cell behind (AV8). */
function firstFree(busy: Busy, visit: Span, { before, after }: Buffers): number | null {
  const { first, last } = cellRange(visit.start - before, visit.end + after);
  const taken = busy.lastTaken(first, last);
  return taken < 0 ? null : (taken + 1) * CELL_MS + before;
}

type Buffers = Readonly<{ before: number; after: number }>;
const NO_BUFFERS: Buffers = { before: 0, after: 0 };

/** How far open time reaches without a pause, into the next day where its window begins as this one ends. */
export function coveredUntil(hours: Hours, open: Open, date: LocalDate): number {
  let [end, on] = [open.end, date];
  // A visit lasts 24 hours at most (AP24), so two more days are enough.
  for (let days = 0; days < 2 && end >= dayRange(on, hours.zone).end; days += 1) {
    on = addDays(on, 1);
    end = hours.openOn(on).find((next) => next.start === end)?.end ?? end;
  }
  return end;
}
