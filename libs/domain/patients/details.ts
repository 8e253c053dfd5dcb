import { ageAt, isLocalDate, isMrn, type LocalDate, refuse, type Refusal } from '@medley/kernel';

/** UNKNOWN is an answer, never a missing one (TN13). */
export type Gender = 'MALE' | 'FEMALE' | 'OTHER' | 'UNKNOWN';
/** A number somebody gave this person: a national id, a passport, an old chart (TN7). */
export type Identifier = Readonly<{ system: string; value: string }>;
/** The name another system has for this record; unique per system (ID7). */
export type ExternalReference = Readonly<{ system: string; value: string }>;
export type Address = Readonly<{
  line: string | null;
  city: string | null;
  state: string | null;
  postalCode: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
}>;

/** What a clinic writes down about who a patient is. Phone and e-mail are shared in families, so neither is unique (TN6). */
export type PatientDetails = Readonly<{
  givenName: string;
  familyName: string;
  /** What the person wants to be called, where that differs (TN13). */
  nameToUse: string | null;
  birthDate: LocalDate;
  gender: Gender;
  /** For reference ranges only; apart from gender (TN13). */
  sexAtBirth: Gender | null;
  /** E.164, made so by the caller. */
  phone: string | null;
  email: string | null;
  address: Address | null;
  identifiers: readonly Identifier[];
  /** BCP 47. */
  language: string | null;
}>;

export type InvalidName = Refusal<'InvalidName', { field: string }>;
export type InvalidBirthDate = Refusal<'InvalidBirthDate', { birthDate: string }>;
export type InvalidPhone = Refusal<'InvalidPhone', { phone: string }>;
export type InvalidEmail = Refusal<'InvalidEmail', { email: string }>;
export type InvalidIdentifier = Refusal<'InvalidIdentifier', { index: number }>;
export type InvalidMrn = Refusal<'InvalidMrn', { mrn: string }>;
export type DetailsRefusal =
  InvalidName | InvalidBirthDate | InvalidPhone | InvalidEmail | InvalidIdentifier | InvalidMrn;

const LONGEST_NAME = 200;
const OLDEST_YEARS = 130;

/** The fields as they are kept: one spelling of each letter (NFC), single spaces, "" as nothing. */
export function tidied<Fields extends Partial<PatientDetails>>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, tidyValue(field, value)])) as Fields;
}

const NAMES: ReadonlySet<string> = new Set(['givenName', 'familyName']);

function tidyValue(field: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => (isRecord(item) ? tidyRecord(item, false) : item));
  if (isRecord(value)) return tidyRecord(value, true);
  return tidyText(value, !NAMES.has(field));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const tidyRecord = (record: Record<string, unknown>, emptyIsNull: boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, tidyText(value, emptyIsNull)]));

function tidyText(value: unknown, emptyIsNull: boolean): unknown {
  if (typeof value !== 'string') return value;
  const text = value.normalize('NFC').trim().replace(/\s+/gu, ' ');
  return text === '' && emptyIsNull ? null : text;
}

/** The first thing wrong with tidied fields, or null. `today` is the clinic-local date (TZ2). */
export function wrongIn(fields: Partial<PatientDetails>, today: LocalDate): DetailsRefusal | null {
  return (
    wrongName(fields) ??
    wrongBirthDate(fields.birthDate, today) ??
    wrongPhone(fields.phone) ??
    wrongEmail(fields.email) ??
    wrongIdentifier(fields.identifiers)
  );
}

function wrongName({ givenName, familyName, nameToUse }: Partial<PatientDetails>): InvalidName | null {
  const names = [
    ['givenName', 'given name', givenName],
    ['familyName', 'family name', familyName],
    ['nameToUse', 'name to use', nameToUse ?? undefined],
  ] as const;
  for (const [field, words, name] of names) {
    if (name === undefined) continue;
    if (name === '') return refuse('InvalidName', `Enter the ${words}.`, 'TN13', { field });
    if (name.length > LONGEST_NAME)
      return refuse('InvalidName', `The ${words} is longer than ${LONGEST_NAME} characters. Shorten it.`, 'TN13', {
        field,
      });
  }
  return null;
}

function wrongBirthDate(birthDate: LocalDate | undefined, today: LocalDate): InvalidBirthDate | null {
  if (birthDate === undefined) return null;
  const no = (message: string): InvalidBirthDate => refuse('InvalidBirthDate', message, 'TZ1', { birthDate });
  if (!isLocalDate(birthDate)) return no('Enter the birth date as a real day.');
  const age = ageAt(birthDate, today);
  if (age === null) return no('The birth date is in the future. Check the year.');
  return age.years > OLDEST_YEARS ? no(`Nobody is older than ${OLDEST_YEARS} years. Check the year.`) : null;
}

const wrongPhone = (phone: string | null | undefined): InvalidPhone | null =>
  typeof phone !== 'string' || /^\+[1-9]\d{5,14}$/.test(phone)
    ? null
    : refuse('InvalidPhone', 'Enter the phone number with its country code.', 'TN6', { phone });

const wrongEmail = (email: string | null | undefined): InvalidEmail | null =>
  typeof email !== 'string' || (email.length <= 254 && /^[^\s@]+@[^\s@]+$/.test(email))
    ? null
    : refuse('InvalidEmail', 'This is no e-mail address. Check it or leave it empty.', 'TN6', { email });

function wrongIdentifier(identifiers: readonly Identifier[] | undefined): InvalidIdentifier | null {
  const index = (identifiers ?? []).findIndex(({ system, value }) => system === '' || value === '');
  if (index < 0) return null;
  return refuse('InvalidIdentifier', 'An identifier needs its issuer and its number. Fill both or remove it.', 'TN7', {
    index,
  });
}

/** ID4: the server's number, in its one spelling. */
export const wrongMrn = (mrn: string): InvalidMrn | null =>
  isMrn(mrn) ? null : refuse('InvalidMrn', 'An MRN looks like MRN-2026-000123.', 'ID4', { mrn });
