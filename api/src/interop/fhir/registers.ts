import { isObject, type Json, type JsonObject, objectsIn, textIn, textsIn } from './json';
import type { Problem } from './patient';

/** Somebody the sender's records name; known to the clinic, but not bookable in it. */
export type MappedPractitioner = Readonly<{
  title: string;
  name: string;
  speciality: string;
  licenceNumber: string | null;
}>;

/** A place the sender's records name. */
export type MappedLocation = Readonly<{ name: string; address: string }>;

const LICENCE_SYSTEMS: Readonly<Record<string, string>> = { 'http://hl7.org/fhir/sid/us-npi': 'us-npi' };

export function mapPractitioner(resource: JsonObject): MappedPractitioner | Problem {
  const name = objectsIn(resource['name'])[0];
  const words = name === undefined ? [] : [...textsIn(name['given']), textIn(name['family']) ?? ''].filter(Boolean);
  const full = words.length > 0 ? words.join(' ') : textIn(name?.['text']);
  if (full === null) return { problem: 'Practitioner.name is empty' };
  return {
    title: (textsIn(name?.['prefix'])[0] ?? '').replace(/\.$/, '').slice(0, 20),
    name: full.slice(0, 200),
    speciality: specialityOf(resource['qualification']).slice(0, 100),
    licenceNumber: licenceOf(resource['identifier']),
  };
}

/** A place without a name goes by its address: FHIR demands neither. */
export function mapLocation(resource: JsonObject): MappedLocation | Problem {
  const place = isObject(resource['address']) ? resource['address'] : {};
  const lines = textsIn(place['line']);
  const parts = [...lines, textIn(place['postalCode']), textIn(place['city']), textIn(place['country'])];
  const address = parts.filter(Boolean).join(', ');
  const name = textIn(resource['name']) ?? textIn(resource['description']) ?? (address === '' ? null : address);
  if (name === null) return { problem: 'Location has neither name nor address' };
  return { name: name.slice(0, 200), address: address.slice(0, 500) };
}

/** A licence names the same person everywhere, so only numbers of a known register count as one. */
function licenceOf(value: Json): string | null {
  for (const identifier of objectsIn(value)) {
    const register = LICENCE_SYSTEMS[textIn(identifier['system']) ?? ''];
    const number = textIn(identifier['value']);
    if (register !== undefined && number !== null && number.length < 50) return `${register}:${number}`;
  }
  return null;
}

const specialityOf = (value: Json): string => {
  const code = objectsIn(value)[0]?.['code'];
  return isObject(code) ? (textIn(code['text']) ?? '') : '';
};
