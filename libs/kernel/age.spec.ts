import { describe, expect, it } from '@jest/globals';
import { ageAt } from './age';

const years = (birthDate: string, date: string) => ageAt(birthDate, date)?.years;
const text = (birthDate: string, date: string) => ageAt(birthDate, date)?.text;

describe('age', () => {
  it('TZ12 grows on the birthday, not the day before', () => {
    expect([years('1980-05-17', '2026-05-16'), years('1980-05-17', '2026-05-17')]).toEqual([45, 46]);
  });

  it('TZ12 keeps the birthday of 29 February on 1 March in common years', () => {
    expect([years('2020-02-29', '2025-02-28'), years('2020-02-29', '2025-03-01')]).toEqual([4, 5]);
    expect([years('2020-02-29', '2024-02-28'), years('2020-02-29', '2024-02-29')]).toEqual([3, 4]);
  });

  it('TZ12 moves it to 28 February where the country says so', () => {
    expect(ageAt('2020-02-29', '2025-02-28', 'FEBRUARY_28')?.years).toBe(5);
    expect(ageAt('2020-02-29', '2025-02-27', 'FEBRUARY_28')?.years).toBe(4);
  });

  it.each([
    ['2026-05-01', '0 days'],
    ['2026-05-02', '1 day'],
    ['2026-05-28', '27 days'],
    ['2026-05-29', '4 weeks'],
    ['2026-07-31', '13 weeks'],
    ['2026-08-01', '3 months'],
    ['2028-04-30', '23 months'],
    ['2028-05-01', '2 years'],
    ['2029-06-01', '3 years 1 month'],
    ['2031-06-01', '5 years'],
  ])('TZ12 on %s someone born on 1 May 2026 is %s', (date, wording) => {
    expect(text('2026-05-01', date)).toBe(wording);
  });

  it('TZ12 counts months and days through a month that lacks the day', () => {
    expect(ageAt('2026-01-31', '2026-02-28')).toMatchObject({ months: 0, days: 28 });
    expect(ageAt('2026-01-31', '2026-03-01')).toMatchObject({ months: 1, days: 0 });
    expect(ageAt('2026-01-31', '2026-03-31')).toMatchObject({ months: 2, days: 0 });
  });

  it('TZ12 is unknown before birth', () => expect(ageAt('2026-05-01', '2026-04-30')).toBeNull());
});
