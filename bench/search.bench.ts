import { type PatientHit, PatientIndex, type SearchablePatient } from '../api/src/patients/search/patient-index';
import { mistype, population, seeded } from '../api/src/patients/search/population';

type Kind = Readonly<{ name: string; query: (patient: SearchablePatient, random: () => number) => string }>;

const fullName = (patient: SearchablePatient) => `${patient.givenName} ${patient.familyName}`;
const KINDS: readonly Kind[] = [
  { name: 'exact', query: fullName },
  { name: 'swapped', query: (patient) => `${patient.familyName}, ${patient.givenName}` },
  ...[1, 2, 3].map((typos) => ({
    name: `${String(typos)} typo${typos > 1 ? 's' : ''}`,
    query: (patient: SearchablePatient, random: () => number) => mistype(fullName(patient), typos, random),
  })),
  { name: 'prefix', query: (patient) => `${patient.givenName.slice(0, 3)} ${patient.familyName.slice(0, 5)}` },
  { name: 'phone end', query: (patient) => (patient.phone ?? '').slice(-6) },
  { name: 'birth date', query: (patient) => `${patient.birthDate ?? ''} ${patient.familyName.slice(0, 4)}` },
  { name: 'MRN', query: (patient) => (patient.mrn ?? '').toLowerCase().replaceAll('-', '') },
];

/** Whether the patient, or someone of the very same name where nothing else was asked, is among the first ten. */
function isFound(
  hits: readonly PatientHit[],
  wanted: SearchablePatient,
  people: ReadonlyMap<string, SearchablePatient>,
) {
  return hits.some((hit) => {
    const person = people.get(hit.id);
    return hit.id === wanted.id || (person !== undefined && fullName(person) === fullName(wanted));
  });
}

function measure(size: number, searches: number): void {
  const people = new Map([...population(size)].map((patient) => [patient.id, patient]));
  const index = new PatientIndex();
  const before = memory();
  const begun = performance.now();
  for (const patient of people.values()) index.put(patient);
  const built = performance.now() - begun;
  process.stdout.write(
    `\n${String(size)} patients: built in ${built.toFixed(0)} ms, ${((memory() - before) / 1e6).toFixed(0)} MB\n`,
  );
  process.stdout.write('search        found   p50 ms   p99 ms\n');
  for (const kind of KINDS) report(kind, { searches, list: [...people.values()], people, index });
}

type Measured = Readonly<{
  searches: number;
  list: readonly SearchablePatient[];
  people: ReadonlyMap<string, SearchablePatient>;
  index: PatientIndex;
}>;

function report(kind: Kind, { searches, list, people, index }: Measured): void {
  const random = seeded(7);
  const times: number[] = [];
  let found = 0;
  for (let n = 0; n < searches; n++) {
    const wanted = list[Math.floor(random() * list.length)];
    if (!wanted) continue;
    const text = kind.query(wanted, random);
    const start = performance.now();
    const { hits } = index.search(text, 10);
    times.push(performance.now() - start);
    if (isFound(hits, wanted, people)) found++;
  }
  times.sort((a, b) => a - b);
  const at = (share: number) => (times[Math.floor(times.length * share)] ?? 0).toFixed(2).padStart(8);
  process.stdout.write(`${kind.name.padEnd(12)} ${(found / searches).toFixed(3)} ${at(0.5)} ${at(0.99)}\n`);
}

function memory(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

for (const size of (process.env['BENCH_PATIENTS'] ?? '200000,1000000').split(',').map(Number)) measure(size, 1_000);
