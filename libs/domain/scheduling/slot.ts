import { localDateTime, toInstant, toIso } from '@medley/kernel';

/** Deliberately beside another appointment: a lane above 0 and why (AP13, D27). */
export type Overbook = Readonly<{ lane: number; reason: string }>;

/** When, with whom and where. Instants are ISO UTC; `occupied…` adds the visit type's buffers (AV8). */
export type Slot = Readonly<{
  practitionerId: string;
  roomId: string | null;
  startsAt: string;
  endsAt: string;
  /** The clinic's zone and the wall time as booked, kept beside the instant (TZ1). */
  timeZone: string;
  localStart: string;
  occupiedFrom: string;
  occupiedTo: string;
  /** Elapsed minutes, copied at booking: a later change of the visit type moves nothing (AP22, TZ5). */
  durationMinutes: number;
  overbook: Overbook | null;
}>;

/** A slot as it is asked for: ends, buffers and wall time are worked out from it. */
export type SlotWish = Readonly<{
  practitionerId: string;
  roomId: string | null;
  startsAt: string;
  durationMinutes: number;
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
  timeZone: string;
  overbook: Overbook | null;
}>;

/** A slot together with the patient it is held for: what a projector takes or gives back. */
export type Hold = Readonly<{ patientResourceId: string; slot: Slot }>;

export type ResourceKind = 'PRACTITIONER' | 'PATIENT' | 'ROOM';
/** One resource taken for `[from, to)`, ISO instants, in one lane. */
export type Occupancy = Readonly<{ kind: ResourceKind; resourceId: string; from: string; to: string; lane: number }>;

const MINUTE = 60_000;

/** Works a wish out; length is elapsed time, so it is right across a change of clocks (TZ5). */
export function slotOf(wish: SlotWish): Slot {
  const start = toInstant(wish.startsAt);
  const end = start + wish.durationMinutes * MINUTE;
  return {
    practitionerId: wish.practitionerId,
    roomId: wish.roomId,
    startsAt: toIso(start),
    endsAt: toIso(end),
    timeZone: wish.timeZone,
    localStart: localDateTime(start, wish.timeZone),
    occupiedFrom: toIso(start - wish.bufferBeforeMinutes * MINUTE),
    occupiedTo: toIso(end + wish.bufferAfterMinutes * MINUTE),
    durationMinutes: wish.durationMinutes,
    overbook: wish.overbook,
  };
}

/**
 * The resources a hold takes: practitioner and room with buffers, the patient without (AV8).
 * The patient always takes lane 0, so an overbooked practitioner never hides that the patient is booked elsewhere.
 */
export function occupancyOfHold({ patientResourceId, slot }: Hold): Occupancy[] {
  const lane = slot.overbook?.lane ?? 0;
  const buffered = { from: slot.occupiedFrom, to: slot.occupiedTo, lane };
  const patient = { resourceId: patientResourceId, from: slot.startsAt, to: slot.endsAt, lane: 0 };
  return [
    { kind: 'PRACTITIONER', resourceId: slot.practitionerId, ...buffered },
    { kind: 'PATIENT', ...patient },
    ...(slot.roomId === null ? [] : [{ kind: 'ROOM' as const, resourceId: slot.roomId, ...buffered }]),
  ];
}

/** Whether two slots are the same in everything that can be moved (AP16). */
export const isSameSlot = (a: Slot, b: Slot): boolean =>
  a.practitionerId === b.practitionerId &&
  a.roomId === b.roomId &&
  a.startsAt === b.startsAt &&
  a.occupiedFrom === b.occupiedFrom &&
  a.endsAt === b.endsAt &&
  a.occupiedTo === b.occupiedTo;

/** The local calendar day a slot belongs to: that of its start, also when it runs past midnight (AP23). */
export const localDateOf = (slot: Slot): string => slot.localStart.slice(0, 10);
