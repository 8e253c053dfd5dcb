import { createUnionType, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsEmail, IsIn, IsNotEmpty, MaxLength } from 'class-validator';
import { Clinic } from '../organisations';
import { DateTime, type Role, ROLES, SimpleRefusal } from '../platform';

export const RoleEnum = Object.fromEntries(ROLES.map((role) => [role, role])) as Readonly<Record<Role, Role>>;
registerEnumType(RoleEnum, {
  name: 'Role',
  description: 'What a person is in a clinic; exactly one per clinic (TN1).',
});

export enum TokenTransport {
  BODY = 'BODY',
  COOKIE = 'COOKIE',
}
registerEnumType(TokenTransport, {
  name: 'TokenTransport',
  description: 'How the refresh token travels: in answers, or as an HttpOnly cookie no script can read.',
});

const nameOf = (value: { __typename: string }) => value.__typename as never;

@ObjectType({ description: 'A clinic you belong to and what you are there.' })
export class Membership {
  @Field(() => Clinic) clinic!: Clinic;
  @Field(() => RoleEnum) role!: Role;
}

@ObjectType({ description: 'You, in the clinic you are working in.' })
export class Me {
  @Field(() => ID) id!: string;
  @Field() email!: string;
  @Field() name!: string;
  @Field(() => RoleEnum, { description: 'Your role in this clinic.' }) role!: Role;
  @Field(() => [String], { description: 'What you may do in this clinic: a verb on a noun.' }) permissions!: string[];
  @Field(() => ID, { nullable: true, description: 'The practitioner you are, if you are one.' }) practitionerId?:
    string | null;
  @Field(() => Clinic, { description: 'The clinic you are working in.' }) clinic!: Clinic;
  @Field(() => [Membership], { description: 'All your clinics.' }) memberships!: Membership[];
}

@ObjectType({ description: 'Tokens of a session.' })
export class Session {
  @Field({ description: 'Send as `Authorization: Bearer …`. Valid for minutes.' }) accessToken!: string;
  @Field(() => DateTime, { description: 'When the access token ends.' }) expiresAt!: Date;
  @Field(() => String, {
    nullable: true,
    description: 'Exchange it for new tokens; each works once. Null when it travels as a cookie.',
  })
  refreshToken!: string | null;
}

@InputType()
export class SignInInput {
  @Field() @MaxLength(254) email!: string;
  @Field() @MaxLength(1000) password!: string;
  @Field(() => ID, { nullable: true, description: 'The clinic to work in; your first one when absent.' }) clinicId?:
    string | null;
  @Field(() => TokenTransport, { defaultValue: TokenTransport.BODY }) transport!: TokenTransport;
}

@InputType()
export class RefreshSessionInput {
  @Field(() => String, { nullable: true, description: 'The refresh token; absent when it travels as a cookie.' })
  refreshToken?: string | null;
}

@InputType()
export class SwitchClinicInput {
  @Field(() => ID) clinicId!: string;
  @Field(() => String, { nullable: true, description: 'The refresh token; absent when it travels as a cookie.' })
  refreshToken?: string | null;
}

@ObjectType()
export class SignInSuccess {
  @Field(() => Session) session!: Session;
  @Field(() => Me) me!: Me;
}
export const SignInResult = createUnionType({
  name: 'SignInResult',
  types: () => [SignInSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class RefreshSessionSuccess {
  @Field(() => Session) session!: Session;
  @Field(() => Me) me!: Me;
}
export const RefreshSessionResult = createUnionType({
  name: 'RefreshSessionResult',
  types: () => [RefreshSessionSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class SwitchClinicSuccess {
  @Field(() => Session) session!: Session;
  @Field(() => Me) me!: Me;
}
export const SwitchClinicResult = createUnionType({
  name: 'SwitchClinicResult',
  types: () => [SwitchClinicSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class SignOutSuccess {
  @Field({ description: 'Always true: the session is over, also when it was before.' }) ok!: boolean;
}
export const SignOutResult = createUnionType({
  name: 'SignOutResult',
  types: () => [SignOutSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType({ description: 'Somebody who works in your clinic.' })
export class StaffMember {
  @Field(() => ID) personId!: string;
  @Field() name!: string;
  @Field() email!: string;
  @Field(() => RoleEnum) role!: Role;
  @Field(() => ID, { nullable: true, description: 'The practitioner this person is, if any.' }) practitionerId?:
    string | null;
  @Field({ description: 'Whether the person may sign in to this clinic.' }) active!: boolean;
}

@InputType()
export class AddStaffMemberInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field() @IsEmail() @MaxLength(254) email!: string;
  @Field() @IsNotEmpty() @MaxLength(200) name!: string;
  @Field(() => RoleEnum) @IsIn(ROLES) role!: Role;
  @Field({ description: 'First password, at least 12 characters; ignored for a person who has a login already.' })
  @MaxLength(1000)
  initialPassword!: string;
  @Field(() => ID, { nullable: true }) practitionerId?: string | null;
}

@InputType()
export class ChangeStaffRoleInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field(() => ID) personId!: string;
  @Field(() => RoleEnum) @IsIn(ROLES) role!: Role;
}

@InputType()
export class DeactivateStaffMemberInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field(() => ID) personId!: string;
}

@ObjectType()
export class AddStaffMemberSuccess {
  @Field(() => StaffMember) staffMember!: StaffMember;
}
export const AddStaffMemberResult = createUnionType({
  name: 'AddStaffMemberResult',
  types: () => [AddStaffMemberSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class ChangeStaffRoleSuccess {
  @Field(() => StaffMember) staffMember!: StaffMember;
}
export const ChangeStaffRoleResult = createUnionType({
  name: 'ChangeStaffRoleResult',
  types: () => [ChangeStaffRoleSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class DeactivateStaffMemberSuccess {
  @Field(() => StaffMember) staffMember!: StaffMember;
}
export const DeactivateStaffMemberResult = createUnionType({
  name: 'DeactivateStaffMemberResult',
  types: () => [DeactivateStaffMemberSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});
