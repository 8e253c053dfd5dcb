import { isLocalDate, type LocalDate } from '@medley/ui';
import type { NewPatient } from '@medley/web/patients/data';
import { given } from '@medley/web/platform/data';

/** What the registration form holds: plain text, exactly as typed. */
export interface Draft {
  readonly givenName: string;
  readonly familyName: string;
  readonly nameToUse: string;
  readonly birthDate: string;
  readonly gender: '' | 'FEMALE' | 'MALE' | 'OTHER' | 'UNKNOWN';
  readonly phone: string;
  readonly email: string;
  readonly line: string;
  readonly city: string;
  readonly postalCode: string;
}

export type Mistakes = Partial<Record<keyof Draft, string>>;

export const emptyDraft: Draft = {
  givenName: '',
  familyName: '',
  nameToUse: '',
  birthDate: '',
  gender: '',
  phone: '',
  email: '',
  line: '',
  city: '',
  postalCode: '',
};

/** What to correct before the server is asked; the server decides in the end. */
export function mistakesIn(draft: Draft, today: LocalDate): Mistakes {
  return {
    ...(draft.givenName.trim() ? {} : { givenName: 'Write the given name' }),
    ...(draft.familyName.trim() ? {} : { familyName: 'Write the family name' }),
    ...birthDateMistake(draft.birthDate, today),
    ...(draft.gender ? {} : { gender: 'Choose one; “Not known” is an answer too' }),
    ...(!draft.phone.trim() || /^\+?[\d\s().-]{5,20}$/.test(draft.phone.trim())
      ? {}
      : { phone: 'Write digits, beginning with + for another country' }),
    ...(!draft.email.trim() || /^\S+@\S+\.\S+$/.test(draft.email.trim())
      ? {}
      : { email: 'An e-mail address looks like name@example.org' }),
  };
}

function birthDateMistake(birthDate: string, today: LocalDate): Mistakes {
  if (!birthDate) return { birthDate: 'Write the birth date' };
  if (!isLocalDate(birthDate)) return { birthDate: 'There is no such day' };
  if (birthDate > today) return { birthDate: 'The birth date is in the future' };
  return birthDate < '1900-01-01' ? { birthDate: 'The birth date is before 1900' } : {};
}

const typed = (text: string): string | null => text.trim() || null;

/** The draft as the server takes it: what was left empty is left out. */
export function asNewPatient(draft: Draft): NewPatient {
  const address = given({ line: typed(draft.line), city: typed(draft.city), postalCode: typed(draft.postalCode) });
  return given({
    givenName: draft.givenName.trim(),
    familyName: draft.familyName.trim(),
    nameToUse: typed(draft.nameToUse),
    birthDate: draft.birthDate,
    gender: draft.gender || 'UNKNOWN',
    phone: typed(draft.phone),
    email: typed(draft.email),
    address: Object.keys(address).length ? address : null,
  });
}
