import { createUnionType, Directive, Field, ID, InputType, ObjectType, registerEnumType } from '@nestjs/graphql';
import { IsNotEmpty, MaxLength } from 'class-validator';
import { SimpleRefusal, TimeZone } from '../platform';

export enum ClinicKind {
  INDEPENDENT = 'INDEPENDENT',
  CLINIC = 'CLINIC',
  HOSPITAL = 'HOSPITAL',
}
registerEnumType(ClinicKind, { name: 'ClinicKind', description: 'What kind of organisation a clinic is.' });

export enum ClinicStatus {
  ACTIVE = 'ACTIVE',
  INACTIVE = 'INACTIVE',
  SUSPENDED = 'SUSPENDED',
}
registerEnumType(ClinicStatus, { name: 'ClinicStatus', description: 'Whether a clinic takes new bookings (TN5).' });

@ObjectType({ description: 'A room that can be booked with a practitioner.' })
export class Room {
  @Field(() => ID) id!: string;
  @Field({ description: 'Name on the door.' }) name!: string;
  @Field({ description: 'Kind of room: `consulting`, `treatment`.' }) kind!: string;
  @Field({ description: 'Whether it can be booked.' }) active!: boolean;
}

@ObjectType({ description: 'A place where the clinic works.' })
export class Location {
  @Field(() => ID) id!: string;
  @Field({ description: 'Name of the place.' }) name!: string;
  @Field({ description: 'Postal address in one line.' }) address!: string;
  @Field({ description: 'Whether it is in use.' }) active!: boolean;
  @Field(() => [Room], { description: 'Its rooms, by name.' }) rooms!: Room[];
}

@ObjectType({ description: 'A clinic: everything in Medley belongs to exactly one.' })
@Directive('@key(fields: "id")')
export class Clinic {
  @Field(() => ID) id!: string;
  @Field({ description: 'Short code, unique for ever: `ABC01`. Part of every reference.' }) code!: string;
  @Field({ description: 'Name of the clinic.' }) name!: string;
  @Field(() => ClinicKind) kind!: string;
  @Field(() => ClinicStatus) status!: string;
  @Field(() => TimeZone, { description: 'The zone in which its days begin and end.' }) timeZone!: string;
  @Field({ description: 'Language and region: `pt-PT`.' }) locale!: string;
  @Field({ description: 'Currency of its prices, ISO 4217.' }) currency!: string;
  @Field({ description: 'Country, ISO 3166-1 alpha-2.' }) country!: string;
}

@InputType()
export class CreateLocationInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field() @IsNotEmpty() @MaxLength(200) name!: string;
  @Field({ defaultValue: '' }) @MaxLength(500) address!: string;
}

@ObjectType()
export class CreateLocationSuccess {
  @Field(() => Location) location!: Location;
}

export const CreateLocationResult = createUnionType({
  name: 'CreateLocationResult',
  types: () => [CreateLocationSuccess, SimpleRefusal] as const,
  resolveType: (value: { __typename: string }) => value.__typename as never,
});

@InputType()
export class CreateRoomInput {
  @Field(() => ID, { description: 'Key of this request; a retry with the same key changes nothing.' })
  requestId!: string;
  @Field(() => ID) locationId!: string;
  @Field() @IsNotEmpty() @MaxLength(100) name!: string;
  @Field({ defaultValue: 'consulting' }) @IsNotEmpty() @MaxLength(40) kind!: string;
}

@ObjectType()
export class CreateRoomSuccess {
  @Field(() => Room) room!: Room;
}

export const CreateRoomResult = createUnionType({
  name: 'CreateRoomResult',
  types: () => [CreateRoomSuccess, SimpleRefusal] as const,
  resolveType: (value: { __typename: string }) => value.__typename as never,
});
