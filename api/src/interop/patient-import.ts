import type { Identifier } from '@medley/domain/patients';
import { isRefusal, refuse, type Refusal } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { PatientsQueries, PatientsService, phoneIn } from '../patients';
import type { Ctx, Write } from '../platform';
import type { Entry } from './fhir/entries';
import { canonical } from './fhir/json';
import { type MappedPatient, mapPatient } from './fhir/patient';
import { type EntryOutcome, outcomeOf } from './import-units';
import { InteropQueries, type KnownReference } from './interop.queries';
import { ExternalReferenceRow } from './interop.tables';

type Taken = Readonly<{ patientId: string; outcome: EntryOutcome }>;

/** SHA-256 of a content, whatever the order of its fields. */
export const hashOf = (content: object): Buffer => createHash('sha256').update(canonical(content)).digest();

/** The system under which a source's own ids are remembered (ID7). */
export const systemOf = (source: string, resourceType: string): string => `${source}/${resourceType}`;

/** Takes a FHIR Patient into the clinic's own record of that person. */
@Injectable()
export class PatientImport {
  constructor(
    private readonly patients: PatientsService,
    private readonly patientQueries: PatientsQueries,
    private readonly queries: InteropQueries,
  ) {}

  async take(write: Write, entry: Entry, source: string): Promise<Taken | Refusal> {
    const found = mapPatient(entry.resource);
    if ('problem' in found) return refuse('InvalidResource', found.problem);
    const mapped = reachable(found, write.ctx.clinic.country);
    const names = [{ system: systemOf(source, 'Patient'), value: entry.id }, ...mapped.recordNumbers];
    const known = await this.known(write.ctx, names);
    const hash = hashOf(entry.resource);
    const [first] = known;
    if (first?.system === names[0]?.system && first?.hash.equals(hash) === true)
      return { patientId: first.objectId, outcome: outcomeOf(entry, 'unchanged') };
    const taken =
      first === undefined ? await this.register(write, mapped, names) : await this.update(write, mapped, known);
    if (isRefusal(taken)) return taken;
    const rows = names.map((name) => ({ ...name, objectType: 'patient', objectId: taken.patientId, hash }));
    write.rows.upsert(ExternalReferenceRow, ...rows);
    return { patientId: taken.patientId, outcome: outcomeOf(entry, taken.done, mapped.notes.join('; ') || undefined) };
  }

  private async known(ctx: Ctx, names: readonly Identifier[]): Promise<KnownReference[]> {
    const found: KnownReference[] = [];
    for (const { system, value } of names) {
      const reference = (await this.queries.references(ctx, system, [value])).get(value);
      if (reference !== undefined) found.push(reference);
    }
    return found;
  }

  private async register(write: Write, mapped: MappedPatient, externalReferences: readonly Identifier[]) {
    const registered = await this.patients.registerIn(write, mapped.details, { externalReferences });
    if (isRefusal(registered)) return registered;
    return this.buried(write, registered.patientId, mapped, 'imported');
  }

  private async update(write: Write, mapped: MappedPatient, known: readonly KnownReference[]) {
    const patientId = known[0]?.objectId ?? '';
    if (known.some(({ objectId }) => objectId !== patientId))
      return refuse('TwoPatients', 'Its numbers belong to two patients here. Merge or correct them first.', 'ID7');
    const current = await this.patientQueries.byId(write.ctx, patientId);
    const { details } = mapped;
    if (current === null || (current.birthDate !== details.birthDate && current.familyName !== details.familyName))
      return refuse(
        'SomebodyElse',
        'Its number belongs to somebody with another name and birth date. Use --source.',
        'LB4',
      );
    const updated = await this.patients.updateIn(write, patientId, details);
    return isRefusal(updated) ? updated : this.buried(write, patientId, mapped, 'updated');
  }

  private async buried(write: Write, patientId: string, { deceasedOn }: MappedPatient, done: 'imported' | 'updated') {
    if (deceasedOn === null) return { patientId, done };
    const died = await this.patients.recordDeathIn(write, patientId, deceasedOn);
    return isRefusal(died) ? died : { patientId, done };
  }
}

/** A phone or e-mail that is none is left out with a note: a wrong number is no reason to refuse a person. */
function reachable(mapped: MappedPatient, clinicCountry: string): MappedPatient {
  const { details } = mapped;
  const dialled = details.phone === null ? null : phoneIn(mapped.phoneCountry ?? clinicCountry, details.phone);
  const phone = dialled?.startsWith('+') === true ? dialled : null;
  const email = details.email !== null && /^[^\s@]+@[^\s@]+$/.test(details.email) ? details.email : null;
  const notes = [
    ...mapped.notes,
    ...(phone === null && details.phone !== null ? ['phone left out: not a phone number'] : []),
    ...(email === null && details.email !== null ? ['e-mail left out: not an address'] : []),
  ];
  return { ...mapped, details: { ...details, phone, email }, notes };
}
