import { describe, expect, it } from '@jest/globals';
import { formatMrn, formatReference, isClinicCode, isMrn, parseMrn, parseReference } from './ids';

describe('clinic code', () => {
  it('ID1 is three capitals and two digits', () => {
    expect(['ABC01', 'abc01', 'AB001', 'ABC1', 'ABC012'].map(isClinicCode)).toEqual([true, false, false, false, false]);
  });
});

describe('reference', () => {
  it('ID2 has four digits at least and grows after 9999', () => {
    expect(formatReference('ABC01', 'APPOINTMENT', 1)).toBe('ABC01-A0001');
    expect(formatReference('ABC01', 'VISIT', 10000)).toBe('ABC01-V10000');
  });

  it.each(['ABC01-A1234', ' abc01-a1234 ', 'abc01a1234', 'ABC01 A1234'])('ID5 is read from "%s"', (typed) => {
    expect(parseReference(typed)).toEqual({
      clinicCode: 'ABC01',
      kind: 'APPOINTMENT',
      number: 1234,
      text: 'ABC01-A1234',
    });
  });

  it.each(['ABC01-A12', 'ABC01-X1234', 'A1234', ''])('ID2 is not "%s"', (typed) =>
    expect(parseReference(typed)).toBeNull(),
  );
});

describe('MRN', () => {
  it('ID4 carries the year and six digits at least', () => {
    expect(formatMrn(2026, 123)).toBe('MRN-2026-000123');
    expect(['MRN-2026-000123', 'MRN-2026-1234567', 'MRN-26-000123'].map(isMrn)).toEqual([true, true, false]);
  });

  it.each(['mrn2026000123', ' MRN-2026-000123', 'mrn 2026 000123'])('ID5 is read from "%s"', (typed) => {
    expect(parseMrn(typed)).toBe('MRN-2026-000123');
  });

  it('ID5 is null when the text is something else', () => expect(parseMrn('2026-000123')).toBeNull());
});
