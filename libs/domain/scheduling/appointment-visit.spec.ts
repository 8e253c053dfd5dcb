import { describe, expect, it } from '@jest/globals';
import { after, bookedAppointment, SEEN } from '@medley/testing';
import { appointment } from './appointment';
import type { Appointment, AppointmentStatus } from './appointment-state';
import type { StartVisitForAppointment } from './appointment-visit';

const today = '2026-01-12';
const visit = { visitId: 'visit-1', startedAt: after(0), startedBy: 'doctor-1' };
const inStatus = (status: AppointmentStatus, change: object = {}): Appointment =>
  bookedAppointment({ status, ...change });
const started = inStatus('IN_PROGRESS', { visit });

describe('StartVisitForAppointment', () => {
  const start = (change: Partial<StartVisitForAppointment['data']> = {}): StartVisitForAppointment => ({
    type: 'StartVisitForAppointment',
    data: { at: after(0), by: 'doctor-1', visitId: 'visit-1', today, patient: SEEN, ...change },
  });

  it('AP7 starts the visit of someone who was checked in', () => {
    expect(appointment.decide(start(), inStatus('CHECKED_IN'))).toEqual([
      { type: 'VisitStartedForAppointment', data: { ...visit, impliedArrival: null } },
    ]);
  });

  it.each(['SCHEDULED', 'CONFIRMED'] as const)('AP7 implies the arrival from %s', (status) => {
    expect(appointment.decide(start(), inStatus(status))).toEqual([
      { type: 'VisitStartedForAppointment', data: { ...visit, impliedArrival: after(0) } },
    ]);
  });

  it('AP7 refuses another day and a dead patient, unless the patient has arrived', () => {
    const tomorrow = start({ today: '2026-01-13' });
    expect(appointment.decide(tomorrow, inStatus('SCHEDULED'))).toMatchObject({ refused: 'NotToday', rule: 'AP7' });
    expect(appointment.decide(tomorrow, inStatus('CHECKED_IN'))).toMatchObject([
      { type: 'VisitStartedForAppointment' },
    ]);
    expect(appointment.decide(start({ patient: { ...SEEN, deceased: true } }), inStatus('SCHEDULED'))).toMatchObject({
      rule: 'AP25',
    });
  });

  it('VS2 stays quiet for its own visit and refuses a second one', () => {
    expect(appointment.decide(start(), started)).toEqual([]);
    expect(appointment.decide(start({ visitId: 'visit-2' }), started)).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP7',
    });
  });
});

describe('UndoVisitStart', () => {
  const undo = (minutes: number, by = 'doctor-1', hasSignedContent = false) =>
    ({ type: 'UndoVisitStart', data: { at: after(minutes), by, hasSignedContent } }) as const;

  it('AP8 sends the patient back to waiting within 15 minutes', () => {
    expect(appointment.decide(undo(15), started)).toEqual([
      { type: 'VisitStartUndone', data: { visitId: 'visit-1', undoneAt: after(15) } },
    ]);
  });

  it('AP8 refuses another person, a later time and signed content', () => {
    expect(appointment.decide(undo(5, 'doctor-2'), started)).toMatchObject({ refused: 'NotSameUser', rule: 'AP8' });
    expect(appointment.decide(undo(16), started)).toMatchObject({
      refused: 'TooLateToUndo',
      data: { until: after(15) },
    });
    expect(appointment.decide(undo(5, 'doctor-1', true), started)).toMatchObject({
      refused: 'HasSignedContent',
      rule: 'AP8',
    });
  });

  it('AP8 refuses where nothing was started', () => {
    expect(appointment.decide(undo(5), inStatus('CHECKED_IN'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP8',
    });
  });
});

describe('CompleteAppointment', () => {
  const complete = (visitId = 'visit-1') =>
    ({ type: 'CompleteAppointment', data: { at: after(25), by: 'doctor-1', visitId } }) as const;

  it('AP9 completes with its visit, once', () => {
    expect(appointment.decide(complete(), started)).toEqual([
      { type: 'AppointmentCompleted', data: { visitId: 'visit-1', completedAt: after(25) } },
    ]);
    expect(appointment.decide(complete(), inStatus('COMPLETED', { visit }))).toEqual([]);
  });

  it('AP9 refuses another visit and an appointment not under way', () => {
    expect(appointment.decide(complete('visit-2'), started)).toMatchObject({ refused: 'AnotherVisit', rule: 'AP9' });
    expect(appointment.decide(complete(), inStatus('CHECKED_IN'))).toMatchObject({
      refused: 'NotAllowedInState',
      rule: 'AP9',
    });
  });
});

describe('history', () => {
  it('AP1 that begins in the middle is an error, never a guess', () => {
    expect(() =>
      appointment.evolve({ status: 'NONE' }, { type: 'AppointmentConfirmed', data: { confirmedAt: after(0) } }),
    ).toThrow('history is incomplete');
  });
});
