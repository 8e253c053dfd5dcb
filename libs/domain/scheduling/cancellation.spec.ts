import { describe, expect, it } from '@jest/globals';
import { after, bookedAppointment, SEEN } from '@medley/testing';
import { appointment } from './appointment';
import type { Appointment, AppointmentStatus } from './appointment-state';
import { type CancelAppointment, type EnterAppointmentInError, partyOf, type RestoreAppointment } from './cancellation';

const by = 'desk-1';
const inStatus = (status: AppointmentStatus, change: object = {}): Appointment =>
  bookedAppointment({ status, ...change });
const hold = { patientResourceId: 'patient-resource-1', slot: bookedAppointment().slot };

describe('CancelAppointment', () => {
  const cancel = (change: Partial<CancelAppointment['data']> = {}): CancelAppointment => ({
    type: 'CancelAppointment',
    data: {
      at: after(-3000),
      by,
      reasonCode: 'PATIENT_ILL',
      text: null,
      party: 'PATIENT',
      channel: 'DESK',
      lateCancelHours: 24,
      ...change,
    },
  });
  const cancelled = (change: object = {}) => ({
    type: 'AppointmentCancelled',
    data: {
      cancelledAt: after(-3000),
      reasonCode: 'PATIENT_ILL',
      text: null,
      party: 'PATIENT',
      late: false,
      leftWithoutBeingSeen: false,
      released: hold,
      ...change,
    },
  });

  it.each(['REQUESTED', 'SCHEDULED', 'CONFIRMED'] as const)(
    'AP10 cancels from %s and gives the slot back',
    (status) => {
      expect(appointment.decide(cancel(), inStatus(status))).toEqual([cancelled()]);
    },
  );

  it('AP11 says that someone who had arrived left without being seen', () => {
    const at = after(10);
    expect(appointment.decide(cancel({ at }), inStatus('CHECKED_IN'))).toEqual([
      cancelled({ cancelledAt: at, late: true, leftWithoutBeingSeen: true }),
    ]);
  });

  it('AP10 is late by the policy of the moment, on the patient side only', () => {
    const late = (change: object) => {
      const outcome = appointment.decide(cancel(change), inStatus('SCHEDULED'));
      return [outcome].flat()[0];
    };
    expect(late({ at: after(-1440) })).toMatchObject({ data: { late: false } });
    expect(late({ at: after(-1439) })).toMatchObject({ data: { late: true } });
    expect(late({ at: after(-1439), lateCancelHours: 2 })).toMatchObject({ data: { late: false } });
    expect(late({ at: after(-1439), party: 'CLINIC' })).toMatchObject({ data: { late: false } });
  });

  it('AP19 sends a patient inside the window to the phone, the desk not', () => {
    const own = cancel({ at: after(-1439), channel: 'SELF_SERVICE' });
    expect(appointment.decide(own, inStatus('SCHEDULED'))).toMatchObject({ refused: 'TooLateToChange', rule: 'AP19' });
    expect(appointment.decide(cancel({ channel: 'SELF_SERVICE' }), inStatus('SCHEDULED'))).toEqual([cancelled()]);
  });

  it('AP11 leaves an arrived patient to the desk', () => {
    const own = cancel({ channel: 'SELF_SERVICE' });
    expect(appointment.decide(own, inStatus('CHECKED_IN'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP11',
    });
  });

  it('AP10 wants words for OTHER', () => {
    const other = (text: string | null) =>
      appointment.decide(cancel({ reasonCode: 'OTHER', text }), inStatus('SCHEDULED'));
    expect(other(' ')).toMatchObject({ refused: 'ReasonRequired', rule: 'AP10' });
    expect(other('Moving away')).toEqual([cancelled({ reasonCode: 'OTHER', text: 'Moving away' })]);
  });

  it('AP10 stays quiet on what is cancelled already', () =>
    expect(appointment.decide(cancel(), inStatus('CANCELLED'))).toEqual([]));

  it.each(['IN_PROGRESS', 'COMPLETED', 'NO_SHOW', 'ENTERED_IN_ERROR'] as const)('AP10 refuses in %s', (status) => {
    expect(appointment.decide(cancel(), inStatus(status))).toMatchObject({
      refused: 'NotAllowedInState',
      data: { status },
    });
  });

  it('AP10 knows whose side a reason speaks for', () => {
    expect((['PATIENT_REQUEST', 'PATIENT_ILL', 'CLINIC_REQUEST', 'EXPIRED'] as const).map(partyOf)).toEqual([
      'PATIENT',
      'PATIENT',
      'CLINIC',
      'SYSTEM',
    ]);
  });
});

describe('requests without a yes', () => {
  const request = inStatus('REQUESTED', { approveBy: after(-60) });
  const decline = { type: 'DeclineAppointment', data: { at: after(-90), by, text: 'Fully booked' } } as const;
  const expire = (minutes: number) =>
    ({ type: 'ExpireRequestedAppointment', data: { at: after(minutes), by: 'system' } }) as const;

  it('AP3 are declined and give the slot back', () => {
    expect(appointment.decide(decline, request)).toEqual([
      {
        type: 'AppointmentDeclined',
        data: { cancelledAt: after(-90), reasonCode: 'DECLINED', text: 'Fully booked', released: hold },
      },
    ]);
  });

  it('AP3 cannot be declined once they are appointments', () => {
    expect(appointment.decide(decline, inStatus('SCHEDULED'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP3',
    });
  });

  it('AP2 expire at their deadline, not before', () => {
    expect(appointment.decide(expire(-61), request)).toMatchObject({ refused: 'NotExpired', rule: 'AP2' });
    expect(appointment.decide(expire(-60), request)).toMatchObject([
      { type: 'AppointmentCancelled', data: { reasonCode: 'EXPIRED', party: 'SYSTEM', late: false, released: hold } },
    ]);
  });

  it('AP2 expire quietly when they were answered', () =>
    expect(appointment.decide(expire(0), inStatus('SCHEDULED'))).toEqual([]));
});

describe('RestoreAppointment', () => {
  const restore = (change: Partial<RestoreAppointment['data']> = {}): RestoreAppointment => ({
    type: 'RestoreAppointment',
    data: { at: after(-100), by, reason: 'Called again', patient: SEEN, overbook: null, ...change },
  });
  const gone = inStatus('CANCELLED', { holding: false });

  it('AP14 takes the slot again, so that a conflict is found', () => {
    expect(appointment.decide(restore(), gone)).toEqual([
      { type: 'AppointmentRestored', data: { restoredAt: after(-100), reason: 'Called again', taken: hold } },
    ]);
  });

  it('AP14 goes beside the one who has the slot now, with a reason', () => {
    const overbook = { lane: 1, reason: 'Urgent' };
    expect(appointment.decide(restore({ overbook }), gone)).toMatchObject([
      { data: { taken: { slot: { overbook } } } },
    ]);
    expect(appointment.decide(restore({ overbook: { lane: 1, reason: '' } }), gone)).toMatchObject({
      refused: 'ReasonRequired',
    });
  });

  it('AP14 refuses what is over, what is not cancelled and a patient who has died', () => {
    expect(appointment.decide(restore({ at: after(30) }), gone)).toMatchObject({ refused: 'InThePast', rule: 'AP14' });
    expect(appointment.decide(restore(), inStatus('SCHEDULED'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP14',
    });
    expect(appointment.decide(restore({ patient: { ...SEEN, deceased: true } }), gone)).toMatchObject({ rule: 'AP25' });
  });
});

describe('EnterAppointmentInError', () => {
  const enter = (reason = 'Wrong patient'): EnterAppointmentInError => ({
    type: 'EnterAppointmentInError',
    data: { at: after(0), by, reason },
  });

  it('AP15 gives back what is held, and nothing when nothing is', () => {
    const data = { enteredInErrorAt: after(0), reason: 'Wrong patient' };
    expect(appointment.decide(enter(), inStatus('IN_PROGRESS'))).toEqual([
      { type: 'AppointmentEnteredInError', data: { ...data, released: hold } },
    ]);
    expect(appointment.decide(enter(), inStatus('NO_SHOW', { holding: false }))).toEqual([
      { type: 'AppointmentEnteredInError', data: { ...data, released: null } },
    ]);
  });

  it('AP15 refuses a completed appointment and an empty reason, and is quiet the second time', () => {
    expect(appointment.decide(enter(), inStatus('COMPLETED'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP15',
    });
    expect(appointment.decide(enter(' '), inStatus('SCHEDULED'))).toMatchObject({
      refused: 'ReasonRequired',
      rule: 'AP15',
    });
    expect(appointment.decide(enter(), inStatus('ENTERED_IN_ERROR'))).toEqual([]);
  });
});
