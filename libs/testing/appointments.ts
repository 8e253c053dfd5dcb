import fc from 'fast-check';
import { toInstant, toIso } from '@medley/kernel';
import {
  type AppointmentCommand,
  type BookAppointment,
  type BookedAppointment,
  type PatientFacts,
  slotOf,
  type SlotWish,
} from '@medley/domain/scheduling';

/** A patient who may be booked. */
export const SEEN: PatientFacts = { active: true, deceased: false, merged: false };

/** 10:00 in Berlin on a winter Monday, the time all built appointments start at. */
export const TEN = '2026-01-12T09:00:00.000Z';

/** An instant some minutes after ten (before it when negative). */
export const after = (minutes: number): string => toIso(toInstant(TEN) + minutes * 60_000);

/** A half hour with ten minutes of buffer after it, changed where the test says so. */
export const slotWish = (change: Partial<SlotWish> = {}): SlotWish => ({
  practitionerId: 'practitioner-1',
  roomId: 'room-1',
  startsAt: TEN,
  durationMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 10,
  timeZone: 'Europe/Berlin',
  overbook: null,
  ...change,
});

/** A booking made the day before, changed where the test says so. */
export const bookAppointment = (change: Partial<BookAppointment['data']> = {}): BookAppointment => ({
  type: 'BookAppointment',
  data: {
    at: after(-1440),
    by: 'desk-1',
    reference: 'ABC01-A0001',
    clinicId: 'clinic-1',
    patientId: 'patient-1',
    patientResourceId: 'patient-resource-1',
    visitTypeId: 'type-1',
    slot: slotWish(),
    reason: 'Cough',
    note: null,
    patient: SEEN,
    retrospective: false,
    ...change,
  },
});

/** A scheduled appointment as the decider remembers it, changed where the test says so. */
export const bookedAppointment = (change: Partial<BookedAppointment> = {}): BookedAppointment => ({
  status: 'SCHEDULED',
  patientId: 'patient-1',
  patientResourceId: 'patient-resource-1',
  slot: slotOf(slotWish()),
  approveBy: null,
  retrospective: false,
  holding: true,
  visit: null,
  ...change,
});

type Make = (at: string, patient: PatientFacts, wild: number) => AppointmentCommand;
const by = (wild: number): string => `person-${wild % 2}`;

// One maker per command; `wild` varies what the command carries beyond time and patient.
const MAKERS: readonly Make[] = [
  (at, patient, wild) => bookAppointment({ at, patient, retrospective: wild % 2 === 0, slot: wildSlot(wild) }),
  (at, patient, wild) => {
    const { retrospective: _, ...booking } = bookAppointment({ at, patient, slot: wildSlot(wild) }).data;
    return { type: 'RequestAppointment', data: { ...booking, approveBy: after(-600 + wild) } };
  },
  (at, patient, wild) => ({ type: 'ApproveAppointment', data: { at, by: by(wild), patient } }),
  (at, _, wild) => ({ type: 'DeclineAppointment', data: { at, by: by(wild), text: null } }),
  (at) => ({ type: 'ExpireRequestedAppointment', data: { at, by: 'system' } }),
  (at, patient, wild) => ({ type: 'MoveAppointment', data: { at, by: by(wild), slot: wildSlot(wild), patient } }),
  (at, _, wild) => ({ type: 'ConfirmAppointment', data: { at, by: by(wild) } }),
  (at, _, wild) => ({ type: 'UnconfirmAppointment', data: { at, by: by(wild) } }),
  (at, patient, wild) => ({
    type: 'CheckInPatient',
    data: { at, by: by(wild), today: wildDay(wild), patient, slotTaken: wild % 2 === 0, overbookLane: 1 },
  }),
  (at, _, wild) => ({ type: 'UndoCheckIn', data: { at, by: by(wild) } }),
  (at, _, wild) => ({ type: 'MarkNoShow', data: { at, by: by(wild), graceMinutes: 15 } }),
  (at, _, wild) => ({
    type: 'CancelAppointment',
    data: {
      at,
      by: by(wild),
      reasonCode: wild % 3 === 0 ? 'OTHER' : 'PATIENT_ILL',
      text: wild % 2 === 0 ? 'Flu' : null,
      party: 'PATIENT',
      channel: wild % 5 === 0 ? 'SELF_SERVICE' : 'DESK',
      lateCancelHours: 24,
    },
  }),
  (at, patient, wild) => ({
    type: 'RestoreAppointment',
    data: { at, by: by(wild), reason: null, patient, overbook: wild % 2 === 0 ? { lane: 1, reason: 'Urgent' } : null },
  }),
  (at, _, wild) => ({
    type: 'EnterAppointmentInError',
    data: { at, by: by(wild), reason: wild % 4 === 0 ? ' ' : 'Wrong patient' },
  }),
  (at, patient, wild) => ({
    type: 'StartVisitForAppointment',
    data: { at, by: by(wild), visitId: `visit-${wild % 2}`, today: wildDay(wild), patient },
  }),
  (at, _, wild) => ({ type: 'UndoVisitStart', data: { at, by: by(wild), hasSignedContent: wild % 4 === 0 } }),
  (at, _, wild) => ({ type: 'CompleteAppointment', data: { at, by: by(wild), visitId: `visit-${wild % 2}` } }),
];

const wildDay = (wild: number): string => (wild % 5 === 0 ? '2026-01-13' : '2026-01-12');
const LENGTHS = [30, 30, 30, 45, 0, 1441] as const;

const wildSlot = (wild: number): SlotWish =>
  slotWish({ startsAt: after((wild % 7) * 15), durationMinutes: LENGTHS[wild % LENGTHS.length] ?? 30 });

const anyPatient = fc.oneof(
  { weight: 8, arbitrary: fc.constant(SEEN) },
  { weight: 1, arbitrary: fc.record({ active: fc.boolean(), deceased: fc.boolean(), merged: fc.boolean() }) },
);

type Moment = readonly [make: Make, gap: number, patient: PatientFacts, wild: number];

const anyMoment = (make: fc.Arbitrary<Make>): fc.Arbitrary<Moment> =>
  fc.tuple(make, fc.oneof(fc.integer({ min: 0, max: 14 }), fc.constantFrom(0, 15, 60, 600)), anyPatient, fc.nat(419));

/** Any command at any minute from the day before to the evening of the appointment. */
export const anyAppointmentCommand = (): fc.Arbitrary<AppointmentCommand> =>
  fc
    .tuple(anyMoment(fc.constantFrom(...MAKERS)), fc.integer({ min: -1500, max: 600 }))
    .map(([[make, , patient, wild], minutes]) => make(after(minutes), patient, wild));

/** A run of commands as at a desk: it mostly begins with a booking or request, and its clock only moves forward. */
export const anyAppointmentCommands = (): fc.Arbitrary<readonly AppointmentCommand[]> =>
  fc
    .tuple(
      fc.constantFrom(-1440, -700, -60, 0, 20),
      anyMoment(fc.constantFrom(...MAKERS.slice(0, 2), ...MAKERS)),
      fc.array(anyMoment(fc.constantFrom(...MAKERS)), { minLength: 5, maxLength: 30 }),
    )
    .map(([start, first, rest]) => inOrder(start, [first, ...rest]));

function inOrder(start: number, moments: readonly Moment[]): AppointmentCommand[] {
  let minutes = start;
  return moments.map(([make, gap, patient, wild]) => make(after((minutes += gap)), patient, wild));
}
