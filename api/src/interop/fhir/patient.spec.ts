import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sortGroup } from '../import-units';
import { entriesIn, isBroken, patientReferenceOf } from './entries';
import type { JsonObject } from './json';
import { mapPatient } from './patient';
import { mapLocation, mapPractitioner } from './registers';

const PATIENT: JsonObject = {
  resourceType: 'Patient',
  id: 'p1',
  identifier: [
    { system: 'http://hospital.example', value: 'H-77', type: { coding: [{ code: 'MR' }] } },
    { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-22-1962' },
    { value: 'no system' },
  ],
  name: [
    { use: 'maiden', family: 'Before', given: ['Ana'] },
    { use: 'official', family: 'Koepp', given: ['Ana', 'Lu'], prefix: ['Mrs.'] },
    { use: 'nickname', given: ['Nana'] },
  ],
  telecom: [
    { system: 'email', value: 'ana@home.example' },
    { system: 'phone', value: '555-978-4581', use: 'home' },
    { system: 'phone', value: '555-111-2222', use: 'mobile' },
  ],
  gender: 'female',
  birthDate: '1956-08-03',
  deceasedDateTime: '1989-05-09T20:35:22-04:00',
  address: [{ line: ['313 Lockman Row', 'Suite 4'], city: 'Peabody', state: 'MA', postalCode: '01940', country: 'US' }],
  communication: [{ language: { coding: [{ code: 'en-US' }] } }],
  extension: [{ url: 'http://hl7.org/fhir/us/core/StructureDefinition/us-core-birthsex', valueCode: 'F' }],
};

const BUNDLE = {
  resourceType: 'Bundle',
  type: 'transaction',
  entry: [
    { fullUrl: 'urn:uuid:p1', resource: PATIENT },
    {
      fullUrl: 'urn:uuid:d1',
      resource: {
        resourceType: 'Practitioner',
        id: 'd1',
        name: [{ family: 'Hilpert', given: ['Sharyl'], prefix: ['Dr.'] }],
      },
    },
    {
      fullUrl: 'urn:uuid:c1',
      resource: { resourceType: 'Condition', id: 'c1', subject: { reference: 'urn:uuid:p1' } },
    },
    { resource: { resourceType: 'Observation', id: 'o1', subject: { reference: 'Patient/p1' } } },
  ],
};

describe('FHIR Patient', () => {
  it('ID7, TN13: maps identity, contacts, death and foreign numbers', () => {
    expect(mapPatient(PATIENT)).toEqual({
      details: {
        givenName: 'Ana Lu',
        familyName: 'Koepp',
        nameToUse: 'Nana',
        birthDate: '1956-08-03',
        gender: 'FEMALE',
        sexAtBirth: 'FEMALE',
        phone: '555-111-2222',
        email: 'ana@home.example',
        address: { line: '313 Lockman Row, Suite 4', city: 'Peabody', state: 'MA', postalCode: '01940', country: 'US' },
        identifiers: [
          { system: 'http://hospital.example', value: 'H-77' },
          { system: 'http://hl7.org/fhir/sid/us-ssn', value: '999-22-1962' },
        ],
        language: 'en-US',
      },
      phoneCountry: 'US',
      deceasedOn: '1989-05-09',
      recordNumbers: [{ system: 'http://hospital.example', value: 'H-77' }],
      notes: [],
    });
  });

  it.each([
    [{ name: [] }, 'Patient.name has no family and given name'],
    [{ birthDate: '1956' }, 'Patient.birthDate is not a full date'],
    [{ birthDate: undefined }, 'Patient.birthDate is not a full date'],
    [{ gender: 'f' }, 'Patient.gender is not a code of FHIR'],
  ])('refuses %j by naming the field', (change, problem) => {
    expect(mapPatient({ ...PATIENT, ...change })).toEqual({ problem });
  });

  it('says that a death on no full date is not recorded', () => {
    const { deceasedDateTime: _, ...alive } = PATIENT;
    expect(mapPatient({ ...alive, deceasedBoolean: true })).toMatchObject({
      deceasedOn: null,
      notes: ['deceased, but on no full date: not recorded'],
    });
  });
});

describe('a bundle', () => {
  it('is sorted into its patient with all that is theirs, and what registers own', () => {
    const { broken, registers, units } = sortGroup({ isBundle: true, entries: entriesIn('a.json', BUNDLE) });
    expect(broken).toEqual([]);
    expect(registers.map(({ id }) => id)).toEqual(['d1']);
    expect(units.map(({ patient, kept }) => [patient?.id, kept.map(({ entry }) => entry.id)])).toEqual([
      ['p1', ['c1', 'o1']],
    ]);
  });

  it('reports each broken entry with its place', () => {
    const entries = entriesIn('a.json', {
      resourceType: 'Bundle',
      entry: [null, { resource: { id: 'x' } }, { resource: { resourceType: 'Patient', id: 'a b' } }],
    });
    expect(entries.map((entry) => (isBroken(entry) ? [entry.place.entry, entry.problem] : []))).toEqual([
      [1, 'This entry is no JSON object'],
      [2, 'resourceType is missing or no type'],
      [3, 'id is missing or no FHIR id'],
    ]);
  });

  it('never throws, however its JSON is damaged', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), fc.jsonValue()), { minLength: 1, maxLength: 6 }), (changes) => {
        const damaged = changes.reduce<unknown>((json, [at, value]) => replaced(json, at, value), BUNDLE);
        const entries = entriesIn('a.json', damaged);
        sortGroup({ isBundle: true, entries });
        for (const entry of entries) {
          if (isBroken(entry)) continue;
          patientReferenceOf(entry);
          for (const map of [mapPatient, mapPractitioner, mapLocation])
            expect(typeof map(entry.resource)).toBe('object');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('never throws on arbitrary JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const entries = entriesIn('a.json', json);
        const { broken, registers, units } = sortGroup({ isBundle: true, entries });
        const sorted = units.flatMap(({ patient, kept }) => [...(patient === null ? [] : [patient]), ...kept]);
        expect(broken.length + registers.length + sorted.length).toBe(entries.length);
      }),
    );
  });
});

/** The JSON with its n-th value (counted through the tree) replaced. */
function replaced(json: unknown, place: number, value: unknown): unknown {
  let left = place % 60;
  const walk = (node: unknown): unknown => {
    if (left-- === 0) return value;
    if (Array.isArray(node)) return node.map(walk);
    if (typeof node !== 'object' || node === null) return node;
    return Object.fromEntries(Object.entries(node).map(([key, child]) => [key, walk(child)]));
  };
  return walk(json);
}
