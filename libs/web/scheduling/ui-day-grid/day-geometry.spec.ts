import type { Appointment, Day, DayColumn } from '@medley/web/scheduling/data';
import { describe, expect, it } from 'vitest';
import { loadOf, obstacle, placed, shownSpan, spanOf, startAt, stepFor } from './day-geometry';
import { nextSpot } from './grid-walk';

const at = (clock: string) => `2026-11-20T${clock}:00.000Z`;
const ms = (clock: string) => Date.parse(at(clock));
const range = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) });
const clock = (instant: number) => new Date(instant).toISOString().slice(11, 16);

function appointment(from: string, to: string, more: object = {}): Appointment {
  const known = { id: `${from}-${to}`, status: 'SCHEDULED', ...range(from, to), visitType: null, ...more };
  return known as unknown as Appointment;
}

function column(more: Partial<DayColumn> = {}): DayColumn {
  const known = { practitioner: { id: 'p' }, open: [range('08:00', '12:00')], closed: [], busyElsewhere: [], ...more };
  return known as unknown as DayColumn;
}

const day = (columns: readonly DayColumn[]): Day =>
  ({ date: '2026-11-20', ...range('00:00', '24:00'), endsAt: '2026-11-21T00:00:00.000Z', columns }) as unknown as Day;

describe('The day grid', () => {
  it('shows whole hours around what is open or booked', () => {
    expect(shownSpan(day([column({ open: [range('08:30', '12:10')] } as Partial<DayColumn>)]), [])).toEqual({
      from: ms('08:00'),
      to: ms('13:00'),
    });
    expect(shownSpan(day([column()]), [appointment('06:40', '07:00')]).from).toBe(ms('06:00'));
  });

  it('shows a working day where nothing is open, so that there is something to look at', () => {
    expect(shownSpan(day([]), [])).toEqual({ from: ms('08:00'), to: ms('18:00') });
  });

  it('counts hours of elapsed time, so a day of 25 hours has its last hour too', () => {
    const long = {
      date: '2026-10-25',
      startsAt: '2026-10-24T22:00:00Z',
      endsAt: '2026-10-25T23:00:00Z',
      columns: [],
    } as unknown as Day;
    const late = appointment('00:00', '00:00', { startsAt: '2026-10-25T22:30:00Z', endsAt: '2026-10-25T23:00:00Z' });
    expect(shownSpan(long, [late]).to).toBe(Date.parse('2026-10-25T23:00:00Z'));
  });

  it('puts appointments that share time side by side, and only those', () => {
    const shown = { from: ms('08:00'), to: ms('12:00') };
    const lanes = placed(
      [appointment('08:00', '08:30'), appointment('08:15', '08:45'), appointment('09:00', '09:20')],
      shown,
    );
    expect(lanes.map(({ lane, lanes: of }) => `${lane}/${of}`)).toEqual(['0/2', '1/2', '0/1']);
    expect(lanes[2]).toMatchObject({ top: 120, height: 40 });
  });

  it('snaps to starts that suit the length of the visit', () => {
    expect([15, 20, 30, 40, 25].map(stepFor)).toEqual([15, 10, 15, 10, 5]);
    const shown = { from: ms('08:00'), to: ms('09:00') };
    expect(clock(startAt(61, shown, 15))).toBe('08:30');
    expect(clock(startAt(-50, shown, 15))).toBe('08:00');
    expect(clock(startAt(5_000, shown, 15))).toBe('08:45');
  });

  it('says why a time cannot be had', () => {
    const wanted = { from: ms('09:00'), to: ms('09:20') };
    const closed = [
      { ...range('09:10', '10:00'), reason: 'TIME_OFF', text: 'conference' },
    ] as unknown as DayColumn['closed'];
    expect(obstacle(column({ closed }), [], wanted, clock)).toBe('Time off: conference');
    expect(
      obstacle(column({ busyElsewhere: [range('09:00', '09:05')] } as Partial<DayColumn>), [], wanted, clock),
    ).toBe('Busy at another clinic');
    expect(obstacle(column(), [appointment('09:10', '09:30')], wanted, clock)).toBe('Taken 09:10–09:30');
    expect(obstacle(column(), [appointment('09:20', '09:40')], wanted, clock)).toBeNull();
  });

  it('keeps the buffers of a visit free and gives the time of a cancelled one away', () => {
    const wanted = { from: ms('09:00'), to: ms('09:20') };
    const visitType = { bufferBeforeMinutes: 10, bufferAfterMinutes: 0 };
    expect(obstacle(column(), [appointment('09:25', '09:40', { visitType })], wanted, clock)).toBe('Taken 09:25–09:40');
    expect(obstacle(column(), [appointment('09:00', '09:20', { status: 'CANCELLED' })], wanted, clock)).toBeNull();
  });

  it('knows how full a practitioner is', () => {
    expect(loadOf(column(), [appointment('08:00', '09:00')])).toBe(0.25);
    expect(loadOf(column({ open: [] }), [])).toBeNull();
    expect(spanOf(range('08:00', '09:00')).to - spanOf(range('08:00', '09:00')).from).toBe(3_600_000);
  });
});

describe('Walking the grid', () => {
  const bounds = { step: 600_000, shown: { from: ms('08:00'), to: ms('12:00') }, columns: 2 };
  const from = { column: 0, at: ms('10:00') };

  it('goes by the step, the practitioner and the hour', () => {
    expect(nextSpot('ArrowDown', from, bounds)).toEqual({ column: 0, at: ms('10:10') });
    expect(nextSpot('ArrowRight', from, bounds)).toEqual({ column: 1, at: ms('10:00') });
    expect(nextSpot('PageUp', from, bounds)).toEqual({ column: 0, at: ms('09:00') });
  });

  it('stops at the edges and leaves other keys alone', () => {
    expect(nextSpot('ArrowLeft', from, bounds)).toEqual(from);
    expect(nextSpot('End', from, bounds)?.at).toBe(ms('11:50'));
    expect(nextSpot('a', from, bounds)).toBeNull();
  });
});
