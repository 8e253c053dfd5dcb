import { createUnionType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, MaxLength, ValidateNested } from 'class-validator';
import { DateTime, LocalDate, PageInfo, SimpleRefusal, StaleVersion } from '../platform';

export enum Gender {
  MALE = 'MALE',
  FEMALE = 'FEMALE',
  OTHER = 'OTHER',
  UNKNOWN = 'UNKNOWN',
}
registerEnumType(Gender, { name: 'Gender', description: 'Gender, or sex at birth; UNKNOWN is an answer too (TN13).' });

export enum PatientStatus {
  ACTIVE = 'ACTIVE',
  DECEASED = 'DECEASED',
  MERGED = 'MERGED',
}
registerEnumType(PatientStatus, {
  name: 'PatientStatus',
  description: 'Whether a patient can be booked: ACTIVE only.',
});

export enum PatientField {
  GIVEN_NAME = 'GIVEN_NAME',
  FAMILY_NAME = 'FAMILY_NAME',
  NAME_TO_USE = 'NAME_TO_USE',
  MRN = 'MRN',
  PHONE = 'PHONE',
  BIRTH_DATE = 'BIRTH_DATE',
  IDENTIFIER = 'IDENTIFIER',
}
registerEnumType(PatientField, { name: 'PatientField', description: 'What a search can find a patient by.' });

@ObjectType({ description: 'A postal address; any part may be unknown.' })
export class Address {
  @Field(() => String, { nullable: true, description: 'Street and number.' }) line!: string | null;
  @Field(() => String, { nullable: true }) city!: string | null;
  @Field(() => String, { nullable: true, description: 'State, province or region.' }) state!: string | null;
  @Field(() => String, { nullable: true }) postalCode!: string | null;
  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' }) country!: string | null;
}

@ObjectType({ description: 'A number somebody else gave a patient: a health service, an old system (ID7).' })
export class Identifier {
  @Field({ description: 'Who gave the number.' }) system!: string;
  @Field({ description: 'The number.' }) value!: string;
}

@ObjectType({ description: 'A patient of your clinic.' })
@Directive('@key(fields: "id")')
export class Patient {
  @Field(() => ID) id!: string;
  @Field({ description: 'Medical record number, given by the clinic: `MRN-2026-000123` (ID4).' }) mrn!: string;
  @Field() givenName!: string;
  @Field() familyName!: string;
  @Field(() => String, { nullable: true, description: 'What the patient wants to be called.' }) nameToUse?:
    string | null;
  @Field({ description: 'Name for screens: the name to use, else the given name, and the family name.' })
  displayName!: string;
  @Field(() => LocalDate, { nullable: true }) birthDate!: string | null;
  @Field(() => Gender) gender!: string;
  @Field(() => Gender, { nullable: true, description: 'For reference ranges; apart from gender (TN13).' }) sexAtBirth?:
    string | null;
  @Field(() => String, { nullable: true, description: 'E.164. Families share numbers (TN6).' }) phone!: string | null;
  @Field(() => String, { nullable: true }) email!: string | null;
  @Field(() => Address, { nullable: true }) address!: Address | null;
  @Field(() => String, { nullable: true, description: 'Language the patient speaks, BCP 47.' }) language?:
    string | null;
  @Field(() => [Identifier], { description: 'Numbers others gave the patient.' }) identifiers!: readonly Identifier[];
  @Field(() => LocalDate, { nullable: true, description: 'Day of death.' }) deceasedAt!: string | null;
  @Field(() => PatientStatus) status!: string;
  @Field(() => Int, { description: 'Grows with each change; pass it as expectedVersion.' }) version!: number;
  @Field(() => DateTime) registeredAt!: Date;
}

@ObjectType({ description: 'Why a patient was found.' })
export class PatientMatch {
  @Field(() => ID) patientId!: string;
  @Field(() => [PatientField], { description: 'The fields the search text was found in.' })
  fields!: readonly PatientField[];
}

@ObjectType({ description: 'A page of patients: by name, or the best match first when searched.' })
export class PatientConnection {
  @Field(() => [Patient]) nodes!: readonly Patient[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => [PatientMatch], { description: 'Why each node was found; empty without a search.' })
  matches!: readonly PatientMatch[];
}

@InputType()
export class PatientFilter {
  @Field(() => String, {
    nullable: true,
    description: 'Name, phone, MRN, birth date or foreign number, in any order, with typos.',
  })
  @MaxLength(200)
  search?: string | null;
}

@InputType()
export class AddressInput {
  @Field(() => String, { nullable: true }) @MaxLength(300) line?: string | null;
  @Field(() => String, { nullable: true }) @MaxLength(100) city?: string | null;
  @Field(() => String, { nullable: true }) @MaxLength(100) state?: string | null;
  @Field(() => String, { nullable: true }) @MaxLength(20) postalCode?: string | null;
  @Field(() => String, { nullable: true, description: 'ISO 3166-1 alpha-2.' }) @MaxLength(2) country?: string | null;
}

@InputType()
export class IdentifierInput {
  @Field() @MaxLength(255) system!: string;
  @Field() @MaxLength(255) value!: string;
}

@InputType()
export class RegisterPatientInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field() givenName!: string;
  @Field() familyName!: string;
  @Field(() => String, { nullable: true }) nameToUse?: string | null;
  @Field(() => LocalDate) birthDate!: string;
  @Field(() => Gender, { defaultValue: Gender.UNKNOWN }) gender!: Gender;
  @Field(() => Gender, { nullable: true }) sexAtBirth?: Gender | null;
  @Field(() => String, { nullable: true, description: 'Any spelling; national numbers are the clinic’s country’s.' })
  @MaxLength(60)
  phone?: string | null;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => AddressInput, { nullable: true })
  @ValidateNested()
  @Type(() => AddressInput)
  address?: AddressInput | null;
  @Field(() => [IdentifierInput], { nullable: true })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => IdentifierInput)
  identifiers?: IdentifierInput[] | null;
  @Field(() => String, { nullable: true, description: 'BCP 47.' }) @MaxLength(35) language?: string | null;
}

@InputType({ description: 'Only the fields you name change; null empties one.' })
export class UpdatePatientInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field(() => ID) patientId!: string;
  @Field(() => Int, { nullable: true, description: 'Version you read; refused when it is no longer the current one.' })
  expectedVersion?: number | null;
  @Field(() => String, { nullable: true }) givenName?: string | null;
  @Field(() => String, { nullable: true }) familyName?: string | null;
  @Field(() => String, { nullable: true }) nameToUse?: string | null;
  @Field(() => LocalDate, { nullable: true }) birthDate?: string | null;
  @Field(() => Gender, { nullable: true }) gender?: Gender | null;
  @Field(() => Gender, { nullable: true }) sexAtBirth?: Gender | null;
  @Field(() => String, { nullable: true }) @MaxLength(60) phone?: string | null;
  @Field(() => String, { nullable: true }) email?: string | null;
  @Field(() => AddressInput, { nullable: true })
  @ValidateNested()
  @Type(() => AddressInput)
  address?: AddressInput | null;
  @Field(() => [IdentifierInput], { nullable: true })
  @ArrayMaxSize(50)
  @ValidateNested({ each: true })
  @Type(() => IdentifierInput)
  identifiers?: IdentifierInput[] | null;
  @Field(() => String, { nullable: true }) @MaxLength(35) language?: string | null;
}

@ObjectType()
export class RegisterPatientSuccess {
  @Field(() => Patient) patient!: Patient;
}

@ObjectType()
export class UpdatePatientSuccess {
  @Field(() => Patient) patient!: Patient;
}

export const RegisterPatientResult = createUnionType({
  name: 'RegisterPatientResult',
  types: () => [RegisterPatientSuccess, SimpleRefusal] as const,
  resolveType: (value: { __typename: string }) => value.__typename as never,
});

export const UpdatePatientResult = createUnionType({
  name: 'UpdatePatientResult',
  types: () => [UpdatePatientSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: (value: { __typename: string }) => value.__typename as never,
});
