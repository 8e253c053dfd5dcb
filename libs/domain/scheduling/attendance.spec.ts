import { describe, expect, it } from '@jest/globals';
import { after, bookedAppointment, SEEN } from '@medley/testing';
import { appointment } from './appointment';
import type { Appointment, AppointmentStatus } from './appointment-state';
import type { CheckInPatient } from './attendance';

const by = 'desk-1';
const today = '2026-01-12';
const inStatus = (status: AppointmentStatus, change: object = {}): Appointment =>
  bookedAppointment({ status, ...change });
const slot = bookedAppointment().slot;
const hold = { patientResourceId: 'patient-resource-1', slot };

describe('ConfirmAppointment and UnconfirmAppointment', () => {
  const confirm = (minutes: number) => ({ type: 'ConfirmAppointment', data: { at: after(minutes), by } }) as const;
  const unconfirm = (minutes: number) => ({ type: 'UnconfirmAppointment', data: { at: after(minutes), by } }) as const;

  it('AP4 goes both ways', () => {
    expect(appointment.decide(confirm(-5), inStatus('SCHEDULED'))).toEqual([
      { type: 'AppointmentConfirmed', data: { confirmedAt: after(-5) } },
    ]);
    expect(appointment.decide(unconfirm(-5), inStatus('CONFIRMED'))).toEqual([
      { type: 'AppointmentUnconfirmed', data: { unconfirmedAt: after(-5) } },
    ]);
  });

  it('AP4 refuses once it has begun, and in any other state', () => {
    expect(appointment.decide(confirm(0), inStatus('SCHEDULED'))).toMatchObject({ refused: 'InThePast', rule: 'AP4' });
    expect(appointment.decide(unconfirm(0), inStatus('CONFIRMED'))).toMatchObject({
      refused: 'InThePast',
      rule: 'AP4',
    });
    expect(appointment.decide(confirm(-5), inStatus('CANCELLED'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP4',
    });
  });

  it('AP4 stays quiet when it is so already', () => {
    expect(appointment.decide(confirm(-5), inStatus('CONFIRMED'))).toEqual([]);
    expect(appointment.decide(unconfirm(-5), inStatus('SCHEDULED'))).toEqual([]);
  });
});

describe('CheckInPatient', () => {
  const checkIn = (change: Partial<CheckInPatient['data']> = {}): CheckInPatient => ({
    type: 'CheckInPatient',
    data: { at: after(-10), by, today, patient: SEEN, slotTaken: false, overbookLane: 1, ...change },
  });

  it.each(['SCHEDULED', 'CONFIRMED'] as const)('AP5 stamps the arrival from %s', (status) => {
    expect(appointment.decide(checkIn(), inStatus(status))).toEqual([
      { type: 'PatientCheckedIn', data: { arrivedAt: after(-10), late: false, taken: null } },
    ]);
  });

  it('AP5 refuses on another local day than today', () => {
    expect(appointment.decide(checkIn({ today: '2026-01-11' }), inStatus('SCHEDULED'))).toMatchObject({
      refused: 'NotToday',
      rule: 'AP5',
      data: { localDate: today, today: '2026-01-11' },
    });
  });

  it('AP20 lets a retrospective entry catch up on another day', () => {
    const yesterdays = inStatus('SCHEDULED', { retrospective: true });
    expect(appointment.decide(checkIn({ today: '2026-01-13' }), yesterdays)).toMatchObject([
      { type: 'PatientCheckedIn' },
    ]);
  });

  it('AP5 refuses a patient who has died or was merged away', () => {
    expect(appointment.decide(checkIn({ patient: { ...SEEN, deceased: true } }), inStatus('SCHEDULED'))).toMatchObject({
      rule: 'AP25',
    });
    expect(appointment.decide(checkIn({ patient: { ...SEEN, merged: true } }), inStatus('SCHEDULED'))).toMatchObject({
      rule: 'AP26',
    });
  });

  it('AP29 is the same at desk and kiosk: the second stays quiet', () => {
    expect(appointment.decide(checkIn(), inStatus('CHECKED_IN'))).toEqual([]);
  });

  const missed = inStatus('NO_SHOW', { holding: false });

  it('AP13 takes a free slot again after a no-show', () => {
    expect(appointment.decide(checkIn({ at: after(40) }), missed)).toEqual([
      { type: 'PatientCheckedIn', data: { arrivedAt: after(40), late: true, taken: hold } },
    ]);
  });

  it('AP13 goes beside whoever has the slot now', () => {
    const overbook = { lane: 2, reason: 'late arrival' };
    expect(appointment.decide(checkIn({ slotTaken: true, overbookLane: 2 }), missed)).toMatchObject([
      { data: { late: true, taken: { slot: { ...slot, overbook } } } },
    ]);
  });

  it('AP13 ends with the local day', () => {
    expect(appointment.decide(checkIn({ today: '2026-01-13' }), missed)).toMatchObject({
      refused: 'NotToday',
      rule: 'AP13',
    });
  });

  it('AP5 refuses what is only requested, cancelled or under way', () => {
    for (const status of ['REQUESTED', 'CANCELLED', 'IN_PROGRESS', 'COMPLETED', 'ENTERED_IN_ERROR'] as const)
      expect(appointment.decide(checkIn(), inStatus(status))).toMatchObject({
        refused: 'NotAllowedInState',
        data: { status },
      });
  });
});

describe('UndoCheckIn', () => {
  const undo = { type: 'UndoCheckIn', data: { at: after(5), by } } as const;

  it('AP6 sets the arrival back to scheduled', () => {
    const events = appointment.decide(undo, inStatus('CHECKED_IN'));
    expect(events).toEqual([{ type: 'CheckInUndone', data: { undoneAt: after(5) } }]);
    expect(
      appointment.evolve(inStatus('CHECKED_IN'), { type: 'CheckInUndone', data: { undoneAt: after(5) } }).status,
    ).toBe('SCHEDULED');
  });

  it('AP6 refuses once the visit has started', () => {
    expect(appointment.decide(undo, inStatus('IN_PROGRESS'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP6',
    });
  });

  it('AP6 stays quiet when nobody arrived', () => expect(appointment.decide(undo, inStatus('SCHEDULED'))).toEqual([]));
});

describe('MarkNoShow', () => {
  const mark = (minutes: number) =>
    ({ type: 'MarkNoShow', data: { at: after(minutes), by, graceMinutes: 15 } }) as const;

  it('AP12 waits for the grace time, then gives the slot back', () => {
    expect(appointment.decide(mark(14), inStatus('SCHEDULED'))).toMatchObject({
      refused: 'TooEarly',
      rule: 'AP12',
      data: { from: after(15) },
    });
    expect(appointment.decide(mark(15), inStatus('CONFIRMED'))).toEqual([
      { type: 'AppointmentMarkedNoShow', data: { markedAt: after(15), released: hold } },
    ]);
  });

  it('AP12 refuses for someone who is here, and is quiet the second time', () => {
    expect(appointment.decide(mark(20), inStatus('CHECKED_IN'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP12',
    });
    expect(appointment.decide(mark(20), inStatus('NO_SHOW'))).toEqual([]);
  });
});
