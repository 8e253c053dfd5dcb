import { describe, expect, it } from '@jest/globals';
import { after, bookAppointment, SEEN, slotWish, specify, TEN } from '@medley/testing';
import { appointment, occupancyOf } from './appointment';
import type { AppointmentBooked, AppointmentRequested, MoveAppointment } from './booking';
import { slotOf, type SlotWish } from './slot';

const given = specify(appointment);

const slot = {
  practitionerId: 'practitioner-1',
  roomId: 'room-1',
  startsAt: TEN,
  endsAt: '2026-01-12T09:30:00.000Z',
  timeZone: 'Europe/Berlin',
  localStart: '2026-01-12T10:00',
  occupiedFrom: TEN,
  occupiedTo: '2026-01-12T09:40:00.000Z',
  durationMinutes: 30,
  overbook: null,
};
const facts = {
  reference: 'ABC01-A0001',
  clinicId: 'clinic-1',
  patientId: 'patient-1',
  patientResourceId: 'patient-resource-1',
  visitTypeId: 'type-1',
  reason: 'Cough',
  note: null,
  bookedAt: after(-1440),
  ...slot,
};
const booked: AppointmentBooked = {
  type: 'AppointmentBooked',
  data: { ...facts, status: 'SCHEDULED', retrospective: false },
};
const requested: AppointmentRequested = {
  type: 'AppointmentRequested',
  data: { ...facts, status: 'REQUESTED', approveBy: after(-60) },
};
const confirmed = { type: 'AppointmentConfirmed', data: { confirmedAt: after(-600) } } as const;
const cancelled = {
  type: 'AppointmentCancelled',
  data: {
    cancelledAt: after(-600),
    reasonCode: 'PATIENT_ILL',
    text: null,
    party: 'PATIENT',
    late: false,
    leftWithoutBeingSeen: false,
    released: { patientResourceId: 'patient-resource-1', slot },
  },
} as const;

describe('BookAppointment', () => {
  it('AP1 schedules the appointment with everything a screen and a projector need', () => {
    given().when(bookAppointment()).then([booked]);
  });

  it('AP1 refuses a second booking of the same appointment', () => {
    given(booked).when(bookAppointment()).refuses('NotAllowedInState', 'AP1');
  });

  it('AP20 refuses the past and takes it as a retrospective entry', () => {
    given()
      .when(bookAppointment({ at: after(5) }))
      .refuses('InThePast', 'AP20');
    given()
      .when(bookAppointment({ at: after(5), retrospective: true }))
      .then([{ type: 'AppointmentBooked', data: { ...booked.data, bookedAt: after(5), retrospective: true } }]);
  });

  it('AP20 counts the running minute as now, and a future time as no retrospective entry', () => {
    const at = '2026-01-12T09:00:40.000Z';
    given()
      .when(bookAppointment({ at, retrospective: true }))
      .then([{ ...booked, data: { ...booked.data, bookedAt: at } }]);
  });

  it.each([0, -30, 1441, 12.5])('AP24 refuses a length of %d minutes', (durationMinutes) => {
    given()
      .when(bookAppointment({ slot: slotWish({ durationMinutes }) }))
      .refuses('InvalidLength', 'AP24');
  });

  it('AP24 refuses a start with seconds', () => {
    given()
      .when(bookAppointment({ slot: slotWish({ startsAt: '2026-01-12T09:00:30.000Z' }) }))
      .refuses('InvalidStart', 'AP24');
  });

  it.each([
    ['AP25', { ...SEEN, deceased: true }],
    ['AP26', { ...SEEN, merged: true }],
    ['AP5', { ...SEEN, active: false }],
  ])('%s refuses a patient who is not seen any more', (rule, patient) => {
    given().when(bookAppointment({ patient })).refuses('PatientInactive', rule);
  });

  it('AV4 wants a reason for overbooking', () => {
    given()
      .when(bookAppointment({ slot: slotWish({ overbook: { lane: 1, reason: ' ' } }) }))
      .refuses('ReasonRequired', 'AV4');
  });
});

describe('slot', () => {
  const berlin = (startsAt: string, change: Partial<SlotWish> = {}) => slotOf(slotWish({ startsAt, ...change }));

  it('TZ5 lasts elapsed time through the autumn hour', () => {
    expect(berlin('2026-10-24T23:45:00.000Z', { durationMinutes: 120 })).toMatchObject({
      localStart: '2026-10-25T01:45',
      endsAt: '2026-10-25T01:45:00.000Z',
    });
  });

  it('AV8 holds practitioner and room with buffers, the patient without', () => {
    const { occupiedFrom: from, occupiedTo: to } = slotOf(slotWish({ bufferBeforeMinutes: 5 }));
    const wish = slotWish({ bufferBeforeMinutes: 5 });
    const outcome = given().when(bookAppointment({ slot: wish })).outcome;
    expect([outcome].flat().flatMap((event) => ('type' in event ? occupancyOf(event) : []))).toEqual([
      { kind: 'PRACTITIONER', resourceId: 'practitioner-1', from, to, lane: 0 },
      { kind: 'PATIENT', resourceId: 'patient-resource-1', from: TEN, to: after(30), lane: 0 },
      { kind: 'ROOM', resourceId: 'room-1', from, to, lane: 0 },
    ]);
  });

  it('D27 puts an overbooking into its lane, but never the patient', () => {
    const overbook = { lane: 2, reason: 'Twin' };
    const held = occupancyOf({ ...booked, data: { ...booked.data, roomId: null, overbook } });
    expect(held.map(({ kind, lane }) => [kind, lane])).toEqual([
      ['PRACTITIONER', 2],
      ['PATIENT', 0],
    ]);
  });
});

describe('RequestAppointment', () => {
  const { retrospective: _, ...booking } = bookAppointment().data;
  const request = (change: object = {}) =>
    ({ type: 'RequestAppointment', data: { ...booking, approveBy: after(-60), ...change } }) as const;

  it('AP2 holds the slot until somebody answers', () => {
    given().when(request()).then([requested]);
    expect(occupancyOf(requested)).toHaveLength(3);
  });

  it('AP20 never reaches into the past', () =>
    given()
      .when(request({ at: after(1) }))
      .refuses('InThePast', 'AP20'));

  it('AP2 refuses a deadline that has passed', () => {
    given()
      .when(request({ approveBy: after(-1440) }))
      .refuses('RequestExpired', 'AP2');
  });
});

describe('ApproveAppointment', () => {
  const approve = (minutes: number, patient = SEEN) =>
    ({ type: 'ApproveAppointment', data: { at: after(minutes), by: 'desk-1', patient } }) as const;

  it('AP3 makes it a scheduled appointment', () => {
    given(requested)
      .when(approve(-600))
      .then([{ type: 'AppointmentApproved', data: { approvedAt: after(-600) } }]);
  });

  it('AP3 looks at patient and clock again', () => {
    given(requested)
      .when(approve(-600, { ...SEEN, deceased: true }))
      .refuses('PatientInactive', 'AP25');
    given(requested).when(approve(-60)).refuses('RequestExpired', 'AP2');
    given(requested).when(approve(1)).refuses('InThePast', 'AP20');
  });

  it('AP3 refuses what is no request', () => given(booked).when(approve(-600)).refuses('NotAllowedInState', 'AP3'));
});

describe('MoveAppointment', () => {
  const move = (wish: Partial<SlotWish>, at = after(-600), patient = SEEN): MoveAppointment => ({
    type: 'MoveAppointment',
    data: { at, by: 'desk-1', slot: slotWish(wish), patient },
  });
  const to = slotOf(slotWish({ startsAt: after(60), practitionerId: 'practitioner-2' }));
  const moved = { patientResourceId: 'patient-resource-1', from: slot, to };

  it('AP16 gives the old slot back and takes the new one in one event', () => {
    given(booked)
      .when(move({ startsAt: after(60), practitionerId: 'practitioner-2' }))
      .then([{ type: 'AppointmentMoved', data: { ...moved, wasConfirmed: false } }]);
  });

  it('AP16 says when the patient must confirm again', () => {
    given(booked, confirmed)
      .when(move({ startsAt: after(60), practitionerId: 'practitioner-2' }))
      .then([{ type: 'AppointmentMoved', data: { ...moved, wasConfirmed: true } }]);
  });

  it('AP16 stays quiet when nothing would change, also after the start', () => {
    given(booked).when(move({})).then([]);
    given(booked)
      .when(move({}, after(20)))
      .then([]);
  });

  it('AP16 moves one that is late today to later today', () => {
    expect(given(booked).when(move({ startsAt: after(60) }, after(20))).outcome).toMatchObject([
      { type: 'AppointmentMoved' },
    ]);
  });

  it('AP16 refuses the past, a wrong length and a patient who has died', () => {
    given(booked)
      .when(move({ startsAt: after(-700) }))
      .refuses('InThePast', 'AP20');
    given(booked)
      .when(move({ durationMinutes: 0 }))
      .refuses('InvalidLength', 'AP24');
    given(booked)
      .when(move({ startsAt: after(60) }, after(-600), { ...SEEN, deceased: true }))
      .refuses('PatientInactive', 'AP25');
  });

  it('AP16 refuses what is cancelled or only requested', () => {
    given(booked, cancelled)
      .when(move({ startsAt: after(60) }))
      .refuses('NotAllowedInState', 'AP16');
    given(requested)
      .when(move({ startsAt: after(60) }))
      .refuses('NotAllowedInState', 'AP16');
  });
});
