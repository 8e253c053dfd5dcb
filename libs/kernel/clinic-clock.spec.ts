import { clinicDate, clockTime, dayAndTime, durationText, instantAt } from './clinic-clock';

const lisbon = 'Europe/Lisbon';
const berlin = 'Europe/Berlin';

describe('The clinic’s clock', () => {
  it('shows the clinic’s date and time whatever zone the reader is in (TZ2)', () => {
    const instant = '2026-11-20T23:30:00Z';
    expect(clinicDate(instant, lisbon)).toBe('2026-11-20');
    expect(clinicDate(instant, 'Pacific/Auckland')).toBe('2026-11-21');
    expect(clockTime(instant, berlin)).toBe('00:30');
    expect(dayAndTime(instant, lisbon)).toBe('Fri 20 Nov, 23:30');
  });

  it('finds the instant of a wall time in winter and in summer', () => {
    expect(instantAt('2026-11-20', '10:20', berlin)).toBe(Date.parse('2026-11-20T09:20:00Z'));
    expect(instantAt('2026-07-01', '10:20', berlin)).toBe(Date.parse('2026-07-01T08:20:00Z'));
  });

  it('offers no instant for a time the clock jumps over in spring (TZ3)', () => {
    expect(instantAt('2026-03-29', '02:30', berlin)).toBeNull();
    expect(instantAt('2026-03-29', '03:00', berlin)).toBe(Date.parse('2026-03-29T01:00:00Z'));
  });

  it('means the first of the two when the clock goes back', () => {
    expect(instantAt('2026-10-25', '02:30', berlin)).toBe(Date.parse('2026-10-25T00:30:00Z'));
  });

  it('has no instant for a time that is not one', () => {
    expect(instantAt('2026-11-20', '', berlin)).toBeNull();
  });

  it('says durations as people do', () => {
    expect([0, 45, 60, 200].map(durationText)).toEqual(['0 min', '45 min', '1 h', '3 h 20']);
  });
});
