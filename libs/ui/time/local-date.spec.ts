import { describe, expect, it } from 'vitest';
import { addDays, addMonths, ageText, isLocalDate, longDate, shortDate, weekdayOf, weeksOfMonth } from './local-date';

describe('A local date', () => {
  it('walks over the end of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2026-03-01', -1)).toBe('2026-02-28');
  });

  it('stays in the month that was asked for when that one is shorter', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -2)).toBe('2025-11-15');
  });

  it('knows days that do not exist', () => {
    expect(isLocalDate('2026-02-29')).toBe(false);
    expect(isLocalDate('2028-02-29')).toBe(true);
    expect(isLocalDate('tomorrow')).toBe(false);
  });

  it('fills the weeks of a month from Monday on', () => {
    const weeks = weeksOfMonth('2026-11-20');
    expect(weeks[0]?.[0]).toBe('2026-10-26');
    expect(weeks).toHaveLength(6);
    expect(weekdayOf('2026-11-22')).toBe(7);
  });

  it('reads out as people say it', () => {
    expect(longDate('2026-11-20')).toBe('Friday 20 November 2026');
    expect(shortDate('2026-11-20')).toBe('Fri 20 Nov');
  });

  it('says an age in the unit a clinic uses (TZ12)', () => {
    const ages = ['2026-11-10', '2026-10-01', '2025-06-20', '1980-11-21', '2026-12-01'].map((born) =>
      ageText(born, '2026-11-20'),
    );
    expect(ages).toEqual(['10 d', '7 wk', '17 mo', '45 y', '']);
  });
});
