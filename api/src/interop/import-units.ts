import { type BrokenEntry, type Entry, idInReference, isBroken, patientReferenceOf, type Place } from './fhir/entries';
import type { EntryGroup } from './fhir/reader';

/** What became of one entry. */
export type EntryOutcome = Readonly<{
  file: string;
  entry: number;
  resourceType: string | null;
  id: string | null;
  outcome: 'imported' | 'updated' | 'unchanged' | 'held' | 'failed';
  problem?: string;
}>;

/** A resource that is kept for later, and whose patient it is about, if any. */
export type Keepable = Readonly<{ entry: Entry; patientReference: string | null }>;

/** What is written together: a patient with everything of theirs, or resources of patients already known. */
export type ImportUnit = Readonly<{ patient: Entry | null; kept: readonly Keepable[] }>;

/** A group taken apart: what is broken, what registers own, and the units. */
export type Sorted = Readonly<{
  broken: readonly BrokenEntry[];
  registers: readonly Entry[];
  units: readonly ImportUnit[];
}>;

const REGISTERS: ReadonlySet<string> = new Set(['Practitioner', 'Location']);

/** Sorts a group: each patient of a bundle with all that is theirs; the lines of a bulk file one by one. */
export function sortGroup({ isBundle, entries }: EntryGroup): Sorted {
  const whole = entries.filter((entry): entry is Entry => !isBroken(entry));
  const patients = whole.filter(({ resourceType }) => resourceType === 'Patient');
  const kept = whole
    .filter(({ resourceType }) => resourceType !== 'Patient' && !REGISTERS.has(resourceType))
    .map((entry) => ({ entry, patientReference: patientReferenceOf(entry) }));
  const ownerOf = ({ patientReference }: Keepable) =>
    isBundle && patientReference !== null ? patients.find((patient) => isNamed(patient, patientReference)) : undefined;
  const own = new Map(kept.map((one) => [one, ownerOf(one)]));
  const ofOthers = kept.filter((one) => own.get(one) === undefined);
  return {
    broken: entries.filter(isBroken),
    registers: whole.filter(({ resourceType }) => REGISTERS.has(resourceType)),
    units: [
      ...patients.map((patient) => ({ patient, kept: kept.filter((one) => own.get(one) === patient) })),
      ...(ofOthers.length > 0 ? [{ patient: null, kept: ofOthers }] : []),
    ],
  };
}

const isNamed = (patient: Entry, reference: string): boolean =>
  patient.names.includes(reference) || patient.id === idInReference(reference);

export const failed = ({ place, resourceType, id, problem }: BrokenEntry): EntryOutcome => ({
  ...at(place),
  resourceType,
  id,
  outcome: 'failed',
  problem,
});

export const outcomeOf = (entry: Entry, outcome: EntryOutcome['outcome'], problem?: string): EntryOutcome => ({
  ...at(entry.place),
  resourceType: entry.resourceType,
  id: entry.id,
  outcome,
  ...(problem === undefined ? {} : { problem }),
});

const at = ({ file, entry }: Place) => ({ file, entry });
