import type { Address, Gender, Identifier, PatientDetails } from '@medley/domain/patients';
import { isLocalDate } from '@medley/kernel';
import { isObject, type Json, type JsonObject, objectsIn, textIn, textsIn } from './json';

/** A FHIR Patient in the words of a clinic. `phoneCountry` says where its phone number is a national one. */
export type MappedPatient = Readonly<{
  details: PatientDetails;
  phoneCountry: string | null;
  deceasedOn: string | null;
  /** Numbers that name this person at their owner: medical record numbers (ID7). */
  recordNumbers: readonly Identifier[];
  /** What could not be taken over, without any personal data. */
  notes: readonly string[];
}>;

/** Why a resource cannot be taken over. */
export type Problem = Readonly<{ problem: string }>;

const GENDERS: Readonly<Record<string, Gender>> = {
  male: 'MALE',
  female: 'FEMALE',
  other: 'OTHER',
  unknown: 'UNKNOWN',
};
const BIRTH_SEXES: Readonly<Record<string, Gender>> = { M: 'MALE', F: 'FEMALE', OTH: 'OTHER', UNK: 'UNKNOWN' };
const BIRTH_SEX = 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex';
const LONGEST_IDENTIFIER = 255;

/** Maps a Patient, or says what is missing. Never throws, whatever the JSON. */
export function mapPatient(resource: JsonObject): MappedPatient | Problem {
  const name = nameOf(resource['name']);
  if (name === null) return { problem: 'Patient.name has no family and given name' };
  const birthDate = textIn(resource['birthDate']);
  if (birthDate === null || !isLocalDate(birthDate)) return { problem: 'Patient.birthDate is not a full date' };
  const gender = resource['gender'] === undefined ? 'UNKNOWN' : GENDERS[textIn(resource['gender']) ?? ''];
  if (gender === undefined) return { problem: 'Patient.gender is not a code of FHIR' };
  const identifiers = identifiersIn(resource['identifier']);
  const address = addressOf(resource['address']);
  const details: PatientDetails = {
    ...name,
    birthDate,
    gender,
    sexAtBirth: sexAtBirthOf(resource['extension']),
    phone: telecomOf(resource['telecom'], 'phone'),
    email: telecomOf(resource['telecom'], 'email'),
    address,
    identifiers: identifiers.map(({ system, value }) => ({ system, value })),
    language: languageOf(resource['communication']),
  };
  const recordNumbers = identifiers
    .filter(({ isRecordNumber }) => isRecordNumber)
    .map(({ system, value }) => ({ system, value }));
  return { details, phoneCountry: address?.country ?? null, recordNumbers, ...deathOf(resource) };
}

function deathOf(resource: JsonObject): Pick<MappedPatient, 'deceasedOn' | 'notes'> {
  const day = textIn(resource['deceasedDateTime'])?.slice(0, 10) ?? null;
  if (day !== null && isLocalDate(day)) return { deceasedOn: day, notes: [] };
  const isDead = day !== null || resource['deceasedBoolean'] === true;
  return { deceasedOn: null, notes: isDead ? ['deceased, but on no full date: not recorded'] : [] };
}

/** The official name before the usual one before any other; a nickname becomes the name to use. */
function nameOf(value: Json): Pick<PatientDetails, 'givenName' | 'familyName' | 'nameToUse'> | null {
  const names = objectsIn(value);
  const complete = names.filter((name) => textIn(name['family']) !== null && textsIn(name['given']).length > 0);
  const best =
    ['official', 'usual'].map((use) => complete.find((name) => name['use'] === use)).find(isObject) ?? complete[0];
  if (best === undefined) return null;
  const nickname = names.find((name) => name['use'] === 'nickname');
  return {
    givenName: textsIn(best['given']).join(' '),
    familyName: textIn(best['family']) ?? '',
    nameToUse: nickname === undefined ? null : (textsIn(nickname['given'])[0] ?? textIn(nickname['text'])),
  };
}

function telecomOf(value: Json, system: string): string | null {
  const contacts = objectsIn(value).filter((contact) => contact['system'] === system && contact['use'] !== 'old');
  const best =
    ['mobile', 'home'].map((use) => contacts.find((contact) => contact['use'] === use)).find(isObject) ?? contacts[0];
  return best === undefined ? null : textIn(best['value']);
}

function addressOf(value: Json): Address | null {
  const addresses = objectsIn(value).filter((address) => address['use'] !== 'old');
  const address = addresses.find(({ use }) => use === 'home') ?? addresses[0];
  if (address === undefined) return null;
  const country = textIn(address['country']);
  return {
    line: textsIn(address['line']).join(', ') || null,
    city: textIn(address['city']),
    state: textIn(address['state']),
    postalCode: textIn(address['postalCode']),
    country: country !== null && /^[A-Za-z]{2}$/.test(country) ? country.toUpperCase() : null,
  };
}

function identifiersIn(value: Json): (Identifier & { isRecordNumber: boolean })[] {
  return objectsIn(value).flatMap((identifier) => {
    const [system, number] = [textIn(identifier['system']), textIn(identifier['value'])];
    if (system === null || number === null) return [];
    if (system.length > LONGEST_IDENTIFIER || number.length > LONGEST_IDENTIFIER) return [];
    return [{ system, value: number, isRecordNumber: codesIn(identifier['type']).includes('MR') }];
  });
}

const codesIn = (concept: Json): string[] =>
  isObject(concept) ? objectsIn(concept['coding']).flatMap((coding) => textIn(coding['code']) ?? []) : [];

function sexAtBirthOf(extensions: Json): Gender | null {
  const extension = objectsIn(extensions).find(({ url }) => url === BIRTH_SEX);
  return BIRTH_SEXES[textIn(extension?.['valueCode']) ?? ''] ?? null;
}

function languageOf(value: Json): string | null {
  const spoken = objectsIn(value);
  const best = spoken.find(({ preferred }) => preferred === true) ?? spoken[0];
  const [code] = codesIn(best?.['language']);
  return code !== undefined && code.length <= 35 ? code : null;
}
