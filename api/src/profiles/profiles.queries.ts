import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../platform';

/** A practitioner as their clinic sees them. */
export interface PractitionerView {
  readonly id: string;
  readonly title: string;
  readonly name: string;
  readonly speciality: string;
  readonly colour: number;
  readonly active: boolean;
}

const VIEW = `SELECT p.id, p.title, p.name, p.speciality, a.colour, a.active
  FROM profiles_assignment a JOIN profiles_practitioner p ON p.id = a.practitioner_id WHERE a.clinic_id = :clinic`;

/** Questions about the practitioners of a clinic. */
@Injectable()
export class ProfilesQueries {
  constructor(private readonly db: Database) {}

  practitioners(ctx: Ctx): Promise<PractitionerView[]> {
    return this.db.query<PractitionerView>(ctx, `${VIEW} ORDER BY p.name`);
  }

  readonly practitionersByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Map<string, PractitionerView>> => {
    if (ids.length === 0) return new Map();
    const rows = await this.db.query<PractitionerView>(ctx, `${VIEW} AND p.id IN (:ids)`, { ids });
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The practitioner with this licence anywhere in the installation: the same person in a further clinic. */
  async idByLicence(licenceNumber: string): Promise<string | null> {
    const rows = await this.db.queryShared<{ id: string }>(
      'SELECT id FROM profiles_practitioner WHERE licence_number = :licenceNumber',
      { licenceNumber },
    );
    return rows[0]?.id ?? null;
  }
}
