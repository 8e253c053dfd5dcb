import type { ExternalReference, PatientDetails, PatientRefusal } from '@medley/domain/patients';
import { formatMrn, isRefusal, localDate, refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { type Ctx, Ledger, type StaleVersionRefusal, type Write } from '../platform';
import { PatientsQueries, type PatientView } from './patients.queries';
import type { RegisterPatientInput, UpdatePatientInput } from './patients.schema';
import { patientStream } from './patients.stream';
import { phoneIn } from './phone';

/** What an import or a seed knows beyond the details: the person in other clinics, and numbers of other systems (ID7). */
export type Origins = Readonly<{
  personId?: string;
  externalReferences?: readonly ExternalReference[];
}>;

type Refused = PatientRefusal | StaleVersionRefusal;

/** Patients of a clinic: registering, changing, recording a death. */
@Injectable()
export class PatientsService {
  readonly byIds: PatientsQueries['byIds'];

  constructor(
    private readonly ledger: Ledger,
    private readonly queries: PatientsQueries,
  ) {
    this.byIds = queries.byIds;
  }

  /** What a rule of another module may ask: active, deceased or merged, and the person behind (AP25, TN2). */
  facts(ctx: Ctx, patientId: string) {
    return this.queries.facts(ctx, patientId);
  }

  async register(ctx: Ctx, input: RegisterPatientInput) {
    const { requestId: _, ...details } = input;
    const outcome = await this.ledger.write(ctx, { operation: 'registerPatient', input }, (write) =>
      this.registerIn(write, detailsOf(details)),
    );
    return isRefusal(outcome) ? outcome : this.found(ctx, outcome.patientId);
  }

  async update(ctx: Ctx, input: UpdatePatientInput) {
    const { requestId: _, patientId, expectedVersion, ...changes } = input;
    const outcome = await this.ledger.write(ctx, { operation: 'updatePatient', input }, (write) =>
      this.updateIn(write, patientId, changesOf(changes), expectedVersion),
    );
    return isRefusal(outcome) ? outcome : this.found(ctx, outcome.patientId);
  }

  /** Registers inside a write that does more, such as an import: the whole patient or nothing. */
  async registerIn(
    write: Write,
    details: PatientDetails,
    origins: Origins = {},
  ): Promise<{ patientId: string } | Refused> {
    const { ctx } = write;
    const patientId = ctx.newId();
    const today = localDate(ctx.now().getTime(), ctx.clinic.timeZone);
    const outcome = await write.execute(
      patientStream,
      patientId,
      {
        type: 'RegisterPatient',
        data: {
          ...dialled(details, ctx.clinic.country),
          at: ctx.now().toISOString(),
          today,
          // The ledger puts the clinic's next number in its place when it appends (ID4).
          mrn: formatMrn(Number(today.slice(0, 4)), 0),
          personId: origins.personId ?? patientId,
          externalReferences: origins.externalReferences ?? [],
        },
      },
      { fresh: true },
    );
    return isRefusal(outcome) ? outcome : { patientId };
  }

  /** Changes a patient inside a write that does more. Answers whether anything was different. */
  async updateIn(write: Write, patientId: string, changes: Partial<PatientDetails>, expectedVersion?: number | null) {
    const { ctx } = write;
    if ((await this.facts(ctx, patientId)) === null) return UNKNOWN;
    const today = localDate(ctx.now().getTime(), ctx.clinic.timeZone);
    const data = { at: ctx.now().toISOString(), today, changes: dialled(changes, ctx.clinic.country) };
    const outcome = await write.execute(patientStream, patientId, { type: 'UpdatePatient', data }, { expectedVersion });
    return isRefusal(outcome) ? outcome : { patientId, changed: outcome.events.length > 0 };
  }

  /** Writes a death down inside a write that does more (AP25). */
  async recordDeathIn(write: Write, patientId: string, deceasedOn: string) {
    const { ctx } = write;
    const today = localDate(ctx.now().getTime(), ctx.clinic.timeZone);
    const data = { at: ctx.now().toISOString(), today, deceasedOn };
    const outcome = await write.execute(patientStream, patientId, { type: 'RecordDeath', data });
    return isRefusal(outcome) ? outcome : { patientId, changed: outcome.events.length > 0 };
  }

  private async found(ctx: Ctx, patientId: string): Promise<{ patient: PatientView | null }> {
    return { patient: await this.queries.byId(ctx, patientId) };
  }
}

const UNKNOWN = refuse('UnknownPatient', 'There is no such patient here. Search again.');

const dialled = <Details extends Partial<PatientDetails>>(details: Details, country: string): Details =>
  typeof details.phone === 'string' ? { ...details, phone: phoneIn(country, details.phone) } : details;

type Given = Omit<RegisterPatientInput, 'requestId'>;

function detailsOf(input: Given): PatientDetails {
  return {
    givenName: input.givenName,
    familyName: input.familyName,
    nameToUse: input.nameToUse ?? null,
    birthDate: input.birthDate,
    gender: input.gender,
    sexAtBirth: input.sexAtBirth ?? null,
    phone: input.phone ?? null,
    email: input.email ?? null,
    address: addressOf(input.address),
    identifiers: input.identifiers ?? [],
    language: input.language ?? null,
  };
}

function addressOf(address: Given['address']): PatientDetails['address'] {
  if (!address) return null;
  const { line = null, city = null, state = null, postalCode = null, country = null } = address;
  return { line, city, state, postalCode, country };
}

const NEVER_EMPTY: ReadonlySet<string> = new Set(['givenName', 'familyName', 'birthDate', 'gender', 'identifiers']);

/** The fields a caller named; null empties a field, except where a patient cannot be without it: there it means no change. */
function changesOf({ address, ...changes }: Omit<UpdatePatientInput, 'requestId' | 'patientId' | 'expectedVersion'>) {
  const named: [string, unknown][] = Object.entries(changes);
  const given = named.filter(([field, value]) => value !== undefined && !(value === null && NEVER_EMPTY.has(field)));
  return {
    ...(Object.fromEntries(given) as Partial<PatientDetails>),
    ...(address === undefined ? {} : { address: addressOf(address) }),
  };
}
