import { fold, words } from './fold';
import { parseQuery, readDays, readMrn } from './query';

describe('search text', () => {
  it.each([
    ['1980-05-04', [19800504]],
    ['04.05.1980', [19800504, 19800405]],
    ['4/5/1980', [19800504, 19800405]],
    ['04051980', [19800504, 19800405]],
    ['19800504', [19800504]],
    ['31.12.1999', [19991231]],
    ['4.5.80', [19800504, 19800405, 20800504, 20800405]],
    ['31.02.1980', []],
    ['912345678', []],
  ])('reads %s as every day it can mean', (text, days) => expect(readDays(text)).toEqual(days));

  it.each([
    ['MRN-2026-000123', { year: 2026, number: 123 }],
    [' mrn2026000123 ', { year: 2026, number: 123 }],
    ['mrn-2026000123', { year: 2026, number: 123 }],
    ['2026-000123', { year: 2026, number: 123 }],
    ['123', { year: undefined, number: 123 }],
  ])('ID5: reads the record number %s', (text, parts) => expect(readMrn(text)).toEqual(parts));

  it('folds case, accents and letters that do not decompose', () => {
    expect(fold('Şükrü ÐØRÆ Łącki')).toBe('sukru dorae lacki');
    expect(words("O'Brien-Müller")).toEqual(['obrien', 'muller']);
    expect(words('محمّد عليّ')).toEqual(['محمد', 'علي']);
  });

  it('tells names, dates and phone fragments apart in one text', () => {
    const { names, numbers } = parseQuery('Silva, 04.05.1980 912 345');
    expect(names).toEqual(['silva']);
    expect(numbers.map(({ days, phone }) => ({ days, phone }))).toEqual([
      { days: [19800504, 19800405], phone: undefined },
      { days: [], phone: '912345' },
    ]);
  });

  it('finds nothing to look for in blanks and punctuation', () => {
    expect(parseQuery('  … -- ')).toEqual({ names: [], numbers: [] });
  });
});
