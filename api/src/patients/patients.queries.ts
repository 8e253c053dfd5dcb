import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../platform';

/** Where a patient lives; any part may be missing. */
export interface AddressView {
  readonly line?: string | null;
  readonly city?: string | null;
  readonly state?: string | null;
  readonly postalCode?: string | null;
  readonly country?: string | null;
}

/** A number somebody else gave the patient (ID7). */
export interface IdentifierView {
  readonly system: string;
  readonly value: string;
}

/** A patient as everything outside this module sees them. */
export interface PatientView {
  readonly id: string;
  readonly personId: string;
  readonly mrn: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly nameToUse: string | null;
  readonly displayName: string;
  readonly birthDate: string | null;
  readonly gender: string;
  readonly sexAtBirth: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly address: AddressView | null;
  readonly language: string | null;
  readonly identifiers: readonly IdentifierView[];
  readonly deceasedAt: string | null;
  readonly status: PatientState;
  readonly mergedIntoId: string | null;
  readonly version: number;
  readonly registeredAt: Date;
}

/** Whether a patient can be booked: ACTIVE only (AP25, AP26). */
export type PatientState = 'ACTIVE' | 'DECEASED' | 'MERGED';

/** What a rule of another module may need to know of a patient. `personId` is the same in every clinic. */
export type PatientFacts = Pick<PatientView, 'id' | 'personId' | 'status' | 'deceasedAt' | 'mergedIntoId'>;

type Stored = Omit<PatientView, 'displayName' | 'address' | 'identifiers'> & {
  address: string | null;
  identifiers: string;
};

// Dates leave the database as text: a Date object would shift the day in another zone (TZ1).
const COLUMNS = `p.id, p.person_id AS personId, p.mrn, p.given_name AS givenName, p.family_name AS familyName,
  p.name_to_use AS nameToUse, DATE_FORMAT(p.birth_date, '%Y-%m-%d') AS birthDate, p.gender, p.sex_at_birth AS sexAtBirth,
  p.phone, p.email, p.address, p.language, p.identifiers, DATE_FORMAT(p.deceased_at, '%Y-%m-%d') AS deceasedAt,
  p.status, p.merged_into_id AS mergedIntoId, p.version, p.registered_at AS registeredAt`;
const VIEW = `SELECT ${COLUMNS} FROM patients_patient p WHERE p.clinic_id = :clinic`;
const BY_NAME = 'ORDER BY p.family_name, p.given_name, p.id';
const AFTER = `AND p.family_name >= :familyName AND (p.family_name > :familyName OR p.given_name > :givenName
  OR (p.given_name = :givenName AND p.id > :id))`;

/** Questions about the patients of a clinic. */
@Injectable()
export class PatientsQueries {
  constructor(private readonly db: Database) {}

  async byId(ctx: Ctx, id: string): Promise<PatientView | null> {
    return (await this.byIds(ctx, [id])).get(id) ?? null;
  }

  /** Batch for `ctx.load`: patients that are absent or another clinic's are missing from the map. */
  readonly byIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, PatientView>> => {
    if (ids.length === 0) return new Map();
    const rows = await this.db.query<Stored>(ctx, `${VIEW} AND p.id IN (:ids)`, { ids });
    return new Map(rows.map((row) => [row.id, viewOf(row)]));
  };

  async facts(ctx: Ctx, id: string): Promise<PatientFacts | null> {
    const rows = await this.db.query<PatientFacts>(
      ctx,
      `SELECT p.id, p.person_id AS personId, p.status, DATE_FORMAT(p.deceased_at, '%Y-%m-%d') AS deceasedAt,
        p.merged_into_id AS mergedIntoId FROM patients_patient p WHERE p.clinic_id = :clinic AND p.id = :id`,
      { id },
    );
    return rows[0] ?? null;
  }

  /** Patients by name, those after the given one. Merged ones are found through their survivor. */
  async byName(ctx: Ctx, limit: number, after: PatientView | null): Promise<PatientView[]> {
    const place = after === null ? '' : AFTER;
    const { id = '', familyName = '', givenName = '' } = after ?? {};
    const rows = await this.db.query<Stored>(ctx, `${VIEW} AND p.status <> 'MERGED' ${place} ${BY_NAME} LIMIT :limit`, {
      limit,
      ...(after === null ? {} : { id, familyName, givenName }),
    });
    return rows.map(viewOf);
  }

  /** Patient ids by the person behind them, for matching records of one person. */
  async idsByPerson(ctx: Ctx): Promise<Map<string, string>> {
    const rows = await this.db.query<{ id: string; personId: string }>(
      ctx,
      'SELECT p.id, p.person_id AS personId FROM patients_patient p WHERE p.clinic_id = :clinic',
    );
    return new Map(rows.map(({ id, personId }) => [personId, id]));
  }

  async count(ctx: Ctx): Promise<number> {
    const rows = await this.db.query<{ n: number }>(
      ctx,
      "SELECT COUNT(*) AS n FROM patients_patient p WHERE p.clinic_id = :clinic AND p.status <> 'MERGED'",
    );
    return Number(rows[0]?.n ?? 0);
  }

  /** Every patient in the order of their ids, a page at a time: feeds the search index. */
  async page(ctx: Ctx, afterId: string, limit: number): Promise<PatientView[]> {
    const rows = await this.db.query<Stored>(ctx, `${VIEW} AND p.id > :afterId ORDER BY p.id LIMIT :limit`, {
      afterId,
      limit,
    });
    return rows.map(viewOf);
  }
}

function viewOf(row: Stored): PatientView {
  return {
    ...row,
    displayName: `${row.nameToUse ?? row.givenName} ${row.familyName}`.trim(),
    address: row.address === null ? null : (JSON.parse(row.address) as AddressView),
    identifiers: JSON.parse(row.identifiers) as IdentifierView[],
  };
}
