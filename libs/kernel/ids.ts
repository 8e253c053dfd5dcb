/** What a reference numbers: an appointment or a visit (ID2). */
export type ReferenceKind = 'APPOINTMENT' | 'VISIT';
/** A reference taken apart; `text` is its one true spelling. */
export type Reference = Readonly<{ clinicCode: string; kind: ReferenceKind; number: number; text: string }>;

const LETTER = { APPOINTMENT: 'A', VISIT: 'V' } as const;

/** Whether the text is a clinic code such as ABC01 (ID1). */
export const isClinicCode = (text: string): boolean => /^[A-Z]{3}\d{2}$/.test(text);

/** `ABC01-A1234`: at least four digits, and 10000 after 9999 (ID2). */
export const formatReference = (clinicCode: string, kind: ReferenceKind, number: number): string =>
  `${clinicCode}-${LETTER[kind]}${String(number).padStart(4, '0')}`;

/** Reads a reference as people type it: any case, hyphen or not, spaces around (ID5); null when it is none. */
export function parseReference(typed: string): Reference | null {
  const [, clinicCode, letter, digits] = /^([A-Z]{3}\d{2})([AV])(\d{4,})$/.exec(bare(typed)) ?? [];
  if (!clinicCode || !letter || !digits) return null;
  const kind = letter === 'A' ? 'APPOINTMENT' : 'VISIT';
  const number = Number(digits);
  return { clinicCode, kind, number, text: formatReference(clinicCode, kind, number) };
}

/** `MRN-2026-000123`; the year is that of the registration in the clinic's zone (ID4). */
export const formatMrn = (year: number, number: number): string => `MRN-${year}-${String(number).padStart(6, '0')}`;

/** Whether the text is an MRN in its one true spelling (ID4). */
export const isMrn = (text: string): boolean => /^MRN-\d{4}-\d{6,}$/.test(text);

/** Reads an MRN as people type it and returns its true spelling (ID5); null when it is none. */
export function parseMrn(typed: string): string | null {
  const [, year, digits] = /^MRN(\d{4})(\d{6,})$/.exec(bare(typed)) ?? [];
  return year && digits ? formatMrn(Number(year), Number(digits)) : null;
}

const bare = (typed: string): string => typed.replace(/[\s-]/g, '').toUpperCase();
