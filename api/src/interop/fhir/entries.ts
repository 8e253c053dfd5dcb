import { isObject, type Json, type JsonObject, objectsIn, textIn } from './json';

/** Where an entry stood: in a bundle by its index, in a bulk file by its line; both counted from 1. */
export type Place = Readonly<{ file: string; entry: number }>;

/** One resource as it came, looked at but not yet mapped. */
export type Entry = Readonly<{
  place: Place;
  resourceType: string;
  id: string;
  /** Every name other entries of the same bundle may use for it. */
  names: readonly string[];
  resource: JsonObject;
}>;

/** An entry that is no resource. */
export type BrokenEntry = Readonly<{ place: Place; resourceType: string | null; id: string | null; problem: string }>;

export const isBroken = (entry: Entry | BrokenEntry): entry is BrokenEntry => 'problem' in entry;

const TYPE = /^[A-Z][A-Za-z]{2,63}$/;
const ID = /^[A-Za-z0-9\-.]{1,64}$/;
const OWNERS = ['subject', 'patient', 'beneficiary', 'individual', 'for', 'candidate'] as const;

/** The entries of a parsed file: those of a Bundle, or the one resource it is. Never throws. */
export function entriesIn(file: string, json: Json): (Entry | BrokenEntry)[] {
  const place = (entry: number): Place => ({ file, entry });
  if (!isObject(json)) return [broken(place(1), null, 'This is no JSON object')];
  if (json['resourceType'] !== 'Bundle') return [entryOf(place(1), json, null)];
  if (!Array.isArray(json['entry'])) return [broken(place(1), json, 'Bundle.entry is no list')];
  return json['entry'].map((item: Json, n) => {
    if (!isObject(item)) return broken(place(n + 1), null, 'This entry is no JSON object');
    return entryOf(place(n + 1), item['resource'], textIn(item['fullUrl']));
  });
}

/** Looks at one resource. */
export function entryOf(place: Place, resource: Json, fullUrl: string | null): Entry | BrokenEntry {
  if (!isObject(resource)) return broken(place, null, 'There is no resource');
  const resourceType = textIn(resource['resourceType']);
  if (resourceType === null || !TYPE.test(resourceType))
    return broken(place, resource, 'resourceType is missing or no type');
  const id = textIn(resource['id']) ?? fullUrl?.replace(/^urn:uuid:/, '') ?? null;
  if (id === null || !ID.test(id)) return broken(place, resource, 'id is missing or no FHIR id');
  const names = [id, `${resourceType}/${id}`, `urn:uuid:${id}`, ...(fullUrl === null ? [] : [fullUrl])];
  return { place, resourceType, id, names, resource };
}

/** The reference to the patient a resource is about; null when it is about none. */
export function patientReferenceOf({ resourceType, resource }: Entry): string | null {
  if (resourceType === 'Patient') return null;
  for (const field of OWNERS) {
    const [target] = Array.isArray(resource[field]) ? objectsIn(resource[field]) : [resource[field]];
    const reference = isObject(target) ? textIn(target['reference']) : null;
    if (reference !== null && (reference.startsWith('urn:') || /(^|\/)Patient\/[^/]+/.test(reference)))
      return reference;
  }
  return null;
}

/** The id at the end of a reference, without version. */
export const idInReference = (reference: string): string =>
  reference
    .replace(/\/_history\/.*$/, '')
    .replace(/^urn:uuid:/, '')
    .split('/')
    .at(-1) ?? reference;

function broken(place: Place, resource: JsonObject | null, problem: string): BrokenEntry {
  return { place, resourceType: textIn(resource?.['resourceType']), id: textIn(resource?.['id']), problem };
}
