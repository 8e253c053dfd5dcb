import { describe, expect, it } from 'vitest';
import type { Appointment } from './scheduling-api';
import { stepsOf, waitingMinutes } from './waiting';

const now = Date.parse('2026-11-20T10:30:00Z');
const arrived = (arrivedAt: string) => ({ status: 'CHECKED_IN', arrivedAt, startsAt: '2026-11-20T10:00:00Z' }) as const;

describe('Waiting', () => {
  it('counts from arrival or the start, whichever is later (VS11)', () => {
    expect(waitingMinutes(arrived('2026-11-20T10:10:00Z'), now)).toBe(20);
    expect(waitingMinutes(arrived('2026-11-20T09:40:00Z'), now)).toBe(30);
  });

  it('does not count down before the appointment begins, nor for those who do not wait', () => {
    expect(waitingMinutes({ ...arrived('2026-11-20T09:40:00Z'), startsAt: '2026-11-20T11:00:00Z' }, now)).toBe(0);
    expect(waitingMinutes({ ...arrived('2026-11-20T09:40:00Z'), status: 'IN_PROGRESS' }, now)).toBeNull();
  });
});

describe('The steps of an appointment', () => {
  const steps = (status: Appointment['status'], startsAt: string) =>
    stepsOf({ status, startsAt } as Appointment, now, '2026-11-20', (instant) => instant.slice(0, 10));

  it('checks in on the day itself and not before (AP5)', () => {
    expect(steps('CONFIRMED', '2026-11-20T11:00:00Z').checkIn).toBe(true);
    expect(steps('CONFIRMED', '2026-11-21T11:00:00Z').checkIn).toBe(false);
  });

  it('offers no-show only fifteen minutes after the start (AP12)', () => {
    expect(steps('SCHEDULED', '2026-11-20T10:20:00Z').noShow).toBe(false);
    expect(steps('SCHEDULED', '2026-11-20T10:15:00Z').noShow).toBe(true);
  });

  it('moves only what is booked (AP16) and takes back only what was cancelled (AP14)', () => {
    expect(steps('CHECKED_IN', '2026-11-20T10:00:00Z')).toMatchObject({ move: false, undoCheckIn: true, cancel: true });
    expect(steps('CANCELLED', '2026-11-20T10:00:00Z')).toMatchObject({ move: false, restore: true, cancel: false });
  });
});
