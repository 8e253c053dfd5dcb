import { Injectable } from '@nestjs/common';
import { type Ctx, Database, type Role } from '../platform';

export interface Login {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string;
}

/** A clinic a person belongs to, with their role there. */
export interface MembershipOfPerson {
  readonly clinicId: string;
  readonly role: Role;
  readonly practitionerId: string | null;
}

export interface StaffRow extends MembershipOfPerson {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly active: boolean;
}

/** Questions about persons and their roles. */
@Injectable()
export class AccessQueries {
  constructor(private readonly db: Database) {}

  async loginByEmail(email: string): Promise<Login | null> {
    const rows = await this.db.queryShared<Login>(
      'SELECT id, email, name, password_hash AS passwordHash FROM access_person WHERE email = :email',
      {
        email: email.trim().toLowerCase(),
      },
    );
    return rows[0] ?? null;
  }

  async loginById(id: string): Promise<Login | null> {
    const rows = await this.db.queryShared<Login>(
      'SELECT id, email, name, password_hash AS passwordHash FROM access_person WHERE id = :id',
      { id },
    );
    return rows[0] ?? null;
  }

  /** Active memberships of a person, by clinic code. */
  memberships(personId: string): Promise<MembershipOfPerson[]> {
    return this.db.queryShared<MembershipOfPerson>(
      `SELECT m.clinic_id AS clinicId, m.role, m.practitioner_id AS practitionerId FROM access_membership m
       JOIN organisations_clinic c ON c.id = m.clinic_id WHERE m.person_id = :personId AND m.active = 1 ORDER BY c.code`,
      { personId },
    );
  }

  /** Everybody who works in the clinic, by name. */
  staff(ctx: Ctx): Promise<StaffRow[]> {
    return this.db.query<StaffRow>(
      ctx,
      `SELECT m.person_id AS personId, m.clinic_id AS clinicId, m.role, m.practitioner_id AS practitionerId, m.active, p.name, p.email
       FROM access_membership m JOIN access_person p ON p.id = m.person_id WHERE m.clinic_id = :clinic ORDER BY p.name`,
    );
  }

  async staffMember(ctx: Ctx, personId: string): Promise<StaffRow | null> {
    return (await this.staff(ctx)).find((member) => member.personId === personId) ?? null;
  }
}
