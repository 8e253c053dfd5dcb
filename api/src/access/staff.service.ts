import { isRefusal, refuse } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { v5 } from 'uuid';
import { type AnyFact, type Ctx, defineRegister, Ledger, type Role, type Write } from '../platform';
import { AccessQueries, type Login, type StaffRow } from './access.queries';
import type { AddStaffMemberInput, ChangeStaffRoleInput, DeactivateStaffMemberInput } from './access.schema';
import { MembershipRow, PersonRow } from './access.tables';
import { hashPassword, weakness } from './passwords';

export const membershipRegister = defineRegister<AnyFact>('membership', 'staff:read');

const UNKNOWN = refuse('UnknownStaffMember', 'This person does not work in your clinic.');

/** Who works in a clinic, and as what. */
@Injectable()
export class StaffService {
  constructor(
    private readonly ledger: Ledger,
    private readonly queries: AccessQueries,
  ) {}

  /** Adds a person to the clinic; somebody who has a login elsewhere keeps it. */
  async add(ctx: Ctx, input: AddStaffMemberInput) {
    const weak = weakness(input.initialPassword);
    if (weak !== null) return weak;
    const passwordHash = await hashPassword(input.initialPassword);
    const { initialPassword: _, ...body } = input;
    return this.ledger.write(ctx, { operation: 'addStaffMember', input: body }, async (write) => {
      const email = input.email.trim().toLowerCase();
      const existing = await this.queries.loginByEmail(email);
      const personId = existing?.id ?? ctx.newId();
      if (existing === null)
        write.rows.insert(PersonRow, { id: personId, email, name: input.name.trim(), passwordHash });
      return this.join(ctx, write, { id: personId, email, name: existing?.name ?? input.name.trim() }, input);
    });
  }

  changeRole(ctx: Ctx, input: ChangeStaffRoleInput) {
    return this.ledger.write(ctx, { operation: 'changeStaffRole', input }, async (write) => {
      const member = await this.changeable(ctx, input.personId, input.role);
      if (isRefusal(member)) return member;
      write.rows.update(MembershipRow, { personId: input.personId }, { role: input.role });
      await write.record(membershipRegister, membershipId(ctx, input.personId), {
        type: 'StaffRoleChanged',
        data: { personId: input.personId, from: member.role, to: input.role },
      });
      return { staffMember: { ...member, role: input.role } };
    });
  }

  deactivate(ctx: Ctx, input: DeactivateStaffMemberInput) {
    return this.ledger.write(ctx, { operation: 'deactivateStaffMember', input }, async (write) => {
      const member = await this.changeable(ctx, input.personId, null);
      if (isRefusal(member)) return member;
      write.rows.update(MembershipRow, { personId: input.personId }, { active: false });
      await write.record(membershipRegister, membershipId(ctx, input.personId), {
        type: 'StaffMemberDeactivated',
        data: { personId: input.personId },
      });
      return { staffMember: { ...member, active: false } };
    });
  }

  private async join(
    ctx: Ctx,
    write: Write,
    person: Omit<Login, 'passwordHash'>,
    { role, practitionerId }: Pick<AddStaffMemberInput, 'role' | 'practitionerId'>,
  ) {
    const membership = { personId: person.id, role, active: true, practitionerId: practitionerId ?? null };
    write.rows.insert(MembershipRow, membership);
    write.onDuplicate('PRIMARY', refuse('AlreadyStaff', 'This person works in your clinic already.', 'TN1'));
    await write.record(
      membershipRegister,
      membershipId(ctx, person.id),
      { type: 'StaffMemberAdded', data: membership },
      { fresh: true },
    );
    return { staffMember: { ...membership, name: person.name, email: person.email } };
  }

  /** The member, unless the clinic would lose its last administrator (TN10). */
  private async changeable(ctx: Ctx, personId: string, to: Role | null): Promise<StaffRow | ReturnType<typeof refuse>> {
    const staff = await this.queries.staff(ctx);
    const member = staff.find((one) => one.personId === personId);
    if (member === undefined) return UNKNOWN;
    const administrators = staff.filter((one) => one.role === 'ADMINISTRATOR' && Boolean(one.active));
    const isLast = administrators.length === 1 && administrators[0]?.personId === personId;
    return isLast && to !== 'ADMINISTRATOR'
      ? refuse('LastAdministrator', 'A clinic keeps at least one administrator. Make somebody else one first.', 'TN10')
      : member;
  }
}

/** A membership is the pair of person and clinic; the ledger needs one id for it. */
const membershipId = (ctx: Ctx, personId: string): string => v5(personId, ctx.clinic.id);
