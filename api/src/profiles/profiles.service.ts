import { refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { type AnyFact, type Ctx, defineRegister, Ledger, type Write } from '../platform';
import { ProfilesQueries } from './profiles.queries';
import type { AddPractitionerInput } from './profiles.schema';
import { AssignmentRow, PractitionerRow } from './profiles.tables';

export const practitionerRegister = defineRegister<AnyFact>('practitioner', 'staff:read');

/** Practitioners and the clinics they work in. */
@Injectable()
export class ProfilesService {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: ProfilesQueries,
  ) {}

  /** Adds a practitioner to the clinic; the licence number finds the same person in other clinics (TN2, TN3). */
  addPractitioner(ctx: Ctx, input: AddPractitionerInput) {
    return this.ledger.write(ctx, { operation: 'addPractitioner', input }, async (write) => {
      const given = input.licenceNumber?.trim() ?? '';
      const licenceNumber = given === '' ? null : given;
      const known = licenceNumber === null ? null : await this.queries.idByLicence(licenceNumber);
      const { title, name, speciality, colour } = input;
      const id = known ?? ctx.newId();
      if (known === null) write.rows.insert(PractitionerRow, { id, title, name, speciality, licenceNumber });
      write.rows.insert(AssignmentRow, { practitionerId: id, colour, active: true });
      write.onDuplicate('PRIMARY', refuse('AlreadyHere', 'This practitioner works in your clinic already.'));
      await write.record(
        practitionerRegister,
        assignmentId(ctx, id),
        { type: 'PractitionerAdded', data: { practitionerId: id, colour } },
        { fresh: true },
      );
      return { practitioner: { id, title, name, speciality, colour, active: true } };
    });
  }

  /** Writes down somebody whom records from elsewhere name: known in the clinic, but not bookable until it says so. */
  async keepIn(write: Write, { title, name, speciality, licenceNumber }: KnownPractitioner): Promise<string> {
    const known = licenceNumber === null ? null : await this.queries.idByLicence(licenceNumber);
    const id = known ?? write.ctx.newId();
    if ((await this.queries.practitionersByIds(write.ctx, [id])).has(id)) return id;
    if (known === null) write.rows.insert(PractitionerRow, { id, title, name, speciality, licenceNumber });
    write.rows.insert(AssignmentRow, { practitionerId: id, colour: 1, active: false });
    await write.record(
      practitionerRegister,
      assignmentId(write.ctx, id),
      { type: 'PractitionerKept', data: { practitionerId: id } },
      { fresh: true },
    );
    return id;
  }
}

/** A practitioner whom records from elsewhere name. */
export type KnownPractitioner = Readonly<{
  title: string;
  name: string;
  speciality: string;
  licenceNumber: string | null;
}>;

/** An assignment is the pair of practitioner and clinic; the ledger needs one id for it. */
const assignmentId = (ctx: Ctx, practitionerId: string): string => v5(practitionerId, ctx.clinic.id);
