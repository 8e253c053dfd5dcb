import { type CellRange, cellRange, type SlotWish, type Violation, whyNot } from '@medley/domain/scheduling';
import { localDate, refuse, type Refusal, toInstant } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { OrganisationsQueries } from '../../organisations';
import { type PatientFacts, PatientsQueries } from '../../patients';
import type { Ctx } from '../../platform';
import { ProfilesQueries } from '../../profiles';
import { busyAll, NO_RULES, OpeningsService, planOf, stretchOf } from '../openings/openings.service';
import { ScheduleQueries } from '../schedule/schedule.queries';
import type { VisitTypeRow } from '../schedule/schedule.tables';
import { AppointmentsQueries } from './appointments.queries';

/** Somebody asks for this time. */
export interface TimeWish {
  readonly patientId: string;
  readonly practitionerId: string;
  readonly visitTypeId: string;
  readonly roomId: string | null;
  readonly startsAt: Date;
  readonly durationMinutes: number | null;
  /** Cells the appointment itself holds now: they do not count against it when it moves. */
  readonly own: CellRange | null;
}

/** Everything a booking command needs to know. */
export interface BookingFacts {
  readonly patient: PatientFacts;
  readonly visitType: VisitTypeRow;
  readonly slot: SlotWish;
}

const MINUTE = 60_000;
const ALTERNATIVES = 3;

/** Rules staff may not pass by booking as usual; notice, horizon and grid bind self-service only (AV5, AP21). */
const BINDING: ReadonlySet<string> = new Set(['BLOCKED', 'TIME_OFF', 'OVERRIDE', 'BREAK', 'OUTSIDE_HOURS']);
const BUSY: ReadonlySet<string> = new Set(['PRACTITIONER_BUSY', 'PATIENT_BUSY', 'ROOM_BUSY']);

/** Gathers the facts of a booking and says which rules stand against it. */
@Injectable()
export class BookingRules {
  constructor(
    private readonly patients: PatientsQueries,
    private readonly profiles: ProfilesQueries,
    private readonly rooms: OrganisationsQueries,
    private readonly schedule: ScheduleQueries,
    private readonly queries: AppointmentsQueries,
    private readonly openings: OpeningsService,
  ) {}

  /** The facts of a wish, or why it names something that cannot be booked. */
  async facts(ctx: Ctx, wish: TimeWish): Promise<BookingFacts | Refusal> {
    const [patient, visitType, practitioner, room] = await Promise.all([
      this.patients.facts(ctx, wish.patientId),
      ctx.load(this.schedule.visitTypesByIds, wish.visitTypeId),
      ctx.load(this.profiles.practitionersByIds, wish.practitionerId),
      wish.roomId === null ? null : ctx.load(this.rooms.roomsByIds, wish.roomId),
    ]);
    if (patient === null) return refuse('UnknownPatient', 'This patient is not registered in your clinic.');
    if (visitType === null) return refuse('UnknownVisitType', 'This visit type does not exist.');
    if (!practitioner?.active) return refuse('UnknownPractitioner', 'This practitioner does not work in your clinic.');
    if (wish.roomId !== null && room?.active !== true) return refuse('UnknownRoom', 'This room cannot be booked.');
    return { patient, visitType, slot: slotWish(ctx, wish, visitType) };
  }

  /** Working time, leave and what is taken. Only a quick look: what decides is the key in the database. */
  async refusal(ctx: Ctx, wish: TimeWish, { patient, visitType, slot }: BookingFacts): Promise<Refusal | null> {
    const start = wish.startsAt.getTime();
    const end = start + slot.durationMinutes * MINUTE;
    const zone = ctx.clinic.timeZone;
    const resources = [wish.practitionerId, patient.personId, ...(wish.roomId === null ? [] : [wish.roomId])];
    const [rules, busy] = await Promise.all([
      this.schedule.rules(ctx, [wish.practitionerId], stretchOf(localDate(start, zone), localDate(end, zone), zone)),
      this.schedule.busy(ctx, resources, start, end),
    ]);
    const taken = (id: string) => withoutOwn(busyAll(busy, id), wish.own);
    const found = whyNot({
      start,
      zone,
      now: ctx.now().getTime(),
      plan: planOf(visitType, slot.durationMinutes),
      rules: rules.get(wish.practitionerId) ?? NO_RULES,
      practitioner: taken(wish.practitionerId),
      patient: taken(patient.personId),
      room: wish.roomId === null ? null : taken(wish.roomId),
    });
    if (found.some(({ code }) => BUSY.has(code))) return this.slotTaken(ctx, wish);
    const binding = found.filter(({ code }) => BINDING.has(code));
    return binding.length === 0 ? null : closed(binding);
  }

  /** What is taken, and the nearest times that are free for all of it. */
  async slotTaken(ctx: Ctx, wish: TimeWish): Promise<Refusal> {
    const facts = await this.facts(ctx, wish);
    if ('refused' in facts) return facts;
    const [clashes, alternatives] = await Promise.all([this.clashes(wish, facts), this.alternatives(ctx, wish)]);
    return refuse('SlotTaken', 'This time is taken. Choose one of the free ones nearby.', 'AV8', {
      clashes,
      alternatives,
    });
  }

  private async clashes(wish: TimeWish, { patient, slot }: BookingFacts) {
    const { first, last } = spanOf(slot);
    const kinds = new Map([
      [wish.practitionerId, 'PRACTITIONER'],
      [patient.personId, 'PATIENT'],
      ...(wish.roomId === null ? [] : [[wish.roomId, 'ROOM'] as const]),
    ] as const);
    const cells = await this.queries.takenCells([...kinds.keys()], first, last);
    return [...kinds].flatMap(([id, kind]) => {
      const own = cells.filter(({ resourceId }) => resourceId === id).map(({ cell }) => cell);
      if (own.length === 0) return [];
      return [
        {
          kind,
          startsAt: new Date(Math.min(...own) * 5 * MINUTE),
          endsAt: new Date((Math.max(...own) + 1) * 5 * MINUTE),
        },
      ];
    });
  }

  private alternatives(
    ctx: Ctx,
    { practitionerId, patientId, visitTypeId, roomId, durationMinutes, startsAt }: TimeWish,
  ) {
    const now = ctx.now().getTime();
    const earliest = Math.max(startsAt.getTime(), now);
    const from = localDate(earliest, ctx.clinic.timeZone);
    return this.openings.openings(
      ctx,
      { visitTypeId, practitionerIds: [practitionerId], patientId, roomId, durationMinutes, from },
      ALTERNATIVES,
      earliest,
    );
  }
}

/** The cells a wish would take, buffers included. */
export const spanOf = (slot: SlotWish): CellRange => {
  const start = toInstant(slot.startsAt);
  return cellRange(
    start - slot.bufferBeforeMinutes * MINUTE,
    start + (slot.durationMinutes + slot.bufferAfterMinutes) * MINUTE,
  );
};

function slotWish(ctx: Ctx, wish: TimeWish, visitType: VisitTypeRow): SlotWish {
  return {
    practitionerId: wish.practitionerId,
    roomId: wish.roomId,
    startsAt: wish.startsAt.toISOString(),
    durationMinutes: wish.durationMinutes ?? visitType.durationMinutes,
    bufferBeforeMinutes: visitType.bufferBeforeMinutes,
    bufferAfterMinutes: visitType.bufferAfterMinutes,
    timeZone: ctx.clinic.timeZone,
    overbook: null,
  };
}

/** The same occupancy without the appointment's own cells. */
function withoutOwn(busy: { lastTaken(first: number, last: number): number }, own: CellRange | null) {
  if (own === null) return busy;
  return {
    lastTaken(first: number, last: number): number {
      const above = busy.lastTaken(Math.max(first, own.last + 1), last);
      return above >= 0 ? above : busy.lastTaken(first, Math.min(last, own.first - 1));
    },
  };
}

/** All reasons at once (AV4), the first one's name as the code. */
function closed(violations: readonly Violation[]): Refusal {
  const code = (violations[0]?.code ?? '')
    .toLowerCase()
    .replace(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return refuse(code, violations.map(({ message }) => message).join(' '), violations[0]?.rule);
}
