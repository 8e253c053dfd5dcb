import { describe, expect, it } from '@jest/globals';
import { refuse } from '@medley/kernel';
import { specify } from '@medley/testing';
import type { PatientDetails } from './details';
import { patient, PATIENT_DETAILS, type PatientRegistered, type RegisterPatient, type UpdatePatient } from './patient';

const given = specify(patient);
const at = '2026-05-04T08:00:00.000Z';
const today = '2026-05-04';

const details: PatientDetails = {
  givenName: 'Amélie',
  familyName: 'Brandt',
  nameToUse: null,
  birthDate: '1984-02-29',
  gender: 'FEMALE',
  sexAtBirth: 'FEMALE',
  phone: '+4930123456',
  email: 'amelie@home.example',
  address: { line: 'Am Markt 3', city: 'Bernau', state: null, postalCode: '16321', country: 'DE' },
  identifiers: [{ system: 'urn:passport:DE', value: 'C01X00T47' }],
  language: 'de',
};
const identity = {
  mrn: 'MRN-2026-000123',
  personId: 'person-1',
  externalReferences: [{ system: 'urn:old', value: '77' }],
};
const register = (change: Partial<RegisterPatient['data']> = {}): RegisterPatient => ({
  type: 'RegisterPatient',
  data: { ...details, ...identity, at, today, ...change },
});
const registered = (change: Partial<PatientDetails> = {}): PatientRegistered => ({
  type: 'PatientRegistered',
  data: { ...details, ...identity, registeredAt: at, ...change },
});
const update = (changes: Partial<PatientDetails>): UpdatePatient => ({
  type: 'UpdatePatient',
  data: { at, today, changes },
});

describe('RegisterPatient', () => {
  it('ID4 registers with the MRN the server issued', () => given().when(register()).then([registered()]));

  it('ID6 refuses a second registration of the same record', () =>
    given(registered()).when(register()).refuses('AlreadyRegistered', 'ID6'));

  it('ID4 refuses an MRN in another spelling', () =>
    given()
      .when(register({ mrn: '123' }))
      .refuses('InvalidMrn', 'ID4'));

  it('TN13 keeps names trimmed, in one spelling of each letter', () => {
    given()
      .when(register({ givenName: '  Ame\u0301lie ', familyName: ' van  der\u00a0Berg', nameToUse: '  ' }))
      .then([registered({ givenName: 'Am\u00e9lie', familyName: 'van der Berg', nameToUse: null })]);
  });

  it.each([
    ['givenName', '  '],
    ['familyName', ''],
    ['familyName', 'x'.repeat(201)],
    ['nameToUse', 'x'.repeat(201)],
  ])('TN13 refuses a %s that is empty or too long', (field, name) => {
    expect(given().when(register({ [field]: name })).outcome).toMatchObject({
      refused: 'InvalidName',
      data: { field },
    });
  });

  it('TN13 takes UNKNOWN as an answer, sex at birth apart from gender', () => {
    given()
      .when(register({ gender: 'UNKNOWN', sexAtBirth: null }))
      .then([registered({ gender: 'UNKNOWN', sexAtBirth: null })]);
  });

  it.each(['2026-05-05', '1895-05-03', '2025-02-29', '04.05.1984'])('TZ1 refuses %s as a birth date', (birthDate) => {
    given().when(register({ birthDate })).refuses('InvalidBirthDate', 'TZ1');
  });

  it.each(['2026-05-04', '1895-05-05'])('TZ1 takes %s as a birth date', (birthDate) => {
    given()
      .when(register({ birthDate }))
      .then([registered({ birthDate })]);
  });

  it('TN6 wants a phone with its country code, or none', () => {
    given()
      .when(register({ phone: '030 123456' }))
      .refuses('InvalidPhone', 'TN6');
    given()
      .when(register({ phone: '' }))
      .then([registered({ phone: null })]);
  });

  it('TN6 refuses what is no e-mail address', () =>
    given()
      .when(register({ email: 'amelie' }))
      .refuses('InvalidEmail', 'TN6'));

  it('TN7 refuses an identifier without issuer or number', () => {
    given()
      .when(register({ identifiers: [{ system: ' ', value: '1' }] }))
      .refuses('InvalidIdentifier', 'TN7');
  });
});

describe('UpdatePatient', () => {
  it('TN13 records the changed fields and no others', () => {
    given(registered())
      .when(update({ familyName: 'Brandt-Lee ', phone: details.phone, language: 'en' }))
      .then([{ type: 'PatientUpdated', data: { familyName: 'Brandt-Lee', language: 'en' } }]);
  });

  it('TN13 empties what may be empty', () => {
    given(registered())
      .when(update({ email: null, identifiers: [] }))
      .then([{ type: 'PatientUpdated', data: { email: null, identifiers: [] } }]);
  });

  it('TN13 stays quiet when nothing changes, whatever the order of an address', () => {
    const { country, ...rest } = details.address ?? { country: null };
    given(registered())
      .when(update({ ...details, address: { country, ...rest } as PatientDetails['address'] }))
      .then([]);
    given(registered()).when(update({})).then([]);
  });

  it('TN13 compares with the latest value, not the first', () => {
    given(registered(), { type: 'PatientUpdated', data: { familyName: 'Lee' } })
      .when(update({ familyName: 'Lee' }))
      .then([]);
  });

  it('TZ1 refuses a birth date in the future', () =>
    given(registered())
      .when(update({ birthDate: '2026-06-01' }))
      .refuses('InvalidBirthDate'));

  it('ID6 refuses to change what was never registered', () => {
    expect(given().when(update({ language: 'en' })).outcome).toEqual(
      refuse('NotRegistered', 'There is no such patient here. Register the patient first.'),
    );
  });
});

describe('RecordDeath', () => {
  const died = (deceasedOn: string) => ({ type: 'RecordDeath', data: { at, today, deceasedOn } }) as const;

  it('AP25 records the day', () => {
    given(registered())
      .when(died('2026-05-01'))
      .then([{ type: 'PatientDied', data: { deceasedOn: '2026-05-01' } }]);
  });

  it('AP25 stays quiet when the same day is known', () => {
    given(registered(), { type: 'PatientDied', data: { deceasedOn: '2026-05-01' } })
      .when(died('2026-05-01'))
      .then([]);
  });

  it.each(['2026-05-05', '1984-02-28', 'yesterday'])('AP25 refuses %s', (deceasedOn) => {
    given(registered()).when(died(deceasedOn)).refuses('InvalidDeathDate', 'AP25');
  });

  it('AP25 refuses for someone never registered', () => given().when(died('2026-05-01')).refuses('NotRegistered'));
});

describe('personal fields', () => {
  it('DL3 lists every field of the details, so that an erased key leaves nothing readable', () => {
    expect([...PATIENT_DETAILS].sort()).toEqual(Object.keys(details).sort());
  });
});
