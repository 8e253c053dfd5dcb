import { createUnionType, Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsNotEmpty, IsOptional, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { DateTime, LocalDate, LocalTime, SimpleRefusal } from '../../platform';

const nameOf = (value: { __typename: string }) => value.__typename as never;
const REQUEST = { description: 'Key of this request; a retry with the same key changes nothing.' };

@ObjectType({ description: 'A kind of visit: how long it takes and the space it needs around it.' })
export class VisitType {
  @Field(() => ID) id!: string;
  @Field({ description: 'What the desk calls it.' }) name!: string;
  @Field(() => Int, { description: 'Length in minutes; copied at booking (AP22).' }) durationMinutes!: number;
  @Field(() => Int, { description: 'Minutes kept free before it (AV8).' }) bufferBeforeMinutes!: number;
  @Field(() => Int, { description: 'Minutes kept free after it (AV8).' }) bufferAfterMinutes!: number;
  @Field(() => Int, { description: 'Place in the palette of the calendar, 1 to 8.' }) colour!: number;
  @Field({ description: 'Whether it can be booked.' }) active!: boolean;
}

@InputType()
export class CreateVisitTypeInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field() @IsNotEmpty() @MaxLength(100) name!: string;
  @Field(() => Int) @IsInt() @Min(1) @Max(1440) durationMinutes!: number;
  @Field(() => Int, { defaultValue: 0 }) @IsInt() @Min(0) @Max(240) bufferBeforeMinutes!: number;
  @Field(() => Int, { defaultValue: 0 }) @IsInt() @Min(0) @Max(240) bufferAfterMinutes!: number;
  @Field(() => Int, { defaultValue: 1 }) @IsInt() @Min(1) @Max(8) colour!: number;
}

@InputType()
export class UpdateVisitTypeInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) visitTypeId!: string;
  @Field(() => String, { nullable: true }) @IsOptional() @IsNotEmpty() @MaxLength(100) name?: string;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(1) @Max(1440) durationMinutes?: number;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(240) bufferBeforeMinutes?: number;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(0) @Max(240) bufferAfterMinutes?: number;
  @Field(() => Int, { nullable: true }) @IsOptional() @IsInt() @Min(1) @Max(8) colour?: number;
  @Field(() => Boolean, { nullable: true }) @IsOptional() active?: boolean;
}

@InputType({ description: 'Hours of one weekday. `to` at or before `from` means the next day.' })
export class WeeklyHoursInput {
  @Field(() => Int, { description: '1 is Monday, 7 is Sunday.' }) @IsInt() @Min(1) @Max(7) weekday!: number;
  @Field(() => LocalTime) from!: string;
  @Field(() => LocalTime) to!: string;
}

@InputType()
export class SetWorkingHoursInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) practitionerId!: string;
  @Field(() => [WeeklyHoursInput], { description: 'All working hours of the week; replaces what was there.' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => WeeklyHoursInput)
  hours!: WeeklyHoursInput[];
  @Field(() => [WeeklyHoursInput], { defaultValue: [], description: 'All breaks inside them.' })
  @ArrayMaxSize(60)
  @ValidateNested({ each: true })
  @Type(() => WeeklyHoursInput)
  breaks!: WeeklyHoursInput[];
}

@InputType()
export class TimeWindowInput {
  @Field(() => LocalTime) from!: string;
  @Field(() => LocalTime) to!: string;
}

@InputType()
export class SetDateOverrideInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) practitionerId!: string;
  @Field(() => LocalDate) date!: string;
  @Field(() => [TimeWindowInput], {
    nullable: true,
    description: 'Hours of that date; empty: closed; null: the week’s hours count again (AV2).',
  })
  @IsOptional()
  @ArrayMaxSize(20)
  windows?: TimeWindowInput[] | null;
  @Field(() => String, { nullable: true, description: 'Why, for the desk.' }) @IsOptional() @MaxLength(200) text?:
    string | null;
}

@InputType()
export class AddTimeOffInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) practitionerId!: string;
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => DateTime) endsAt!: Date;
  @Field(() => String, { nullable: true, description: 'Why, for your own clinic.' })
  @IsOptional()
  @MaxLength(200)
  text?: string | null;
}

@InputType()
export class CancelTimeOffInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) timeOffId!: string;
}

@ObjectType({ description: 'Leave of a practitioner. It blocks in all clinics they work in (AV3).' })
export class TimeOff {
  @Field(() => ID) id!: string;
  @Field(() => ID) practitionerId!: string;
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => DateTime) endsAt!: Date;
  @Field(() => String, { nullable: true }) text!: string | null;
}

@ObjectType()
export class CreateVisitTypeSuccess {
  @Field(() => VisitType) visitType!: VisitType;
}
export const CreateVisitTypeResult = createUnionType({
  name: 'CreateVisitTypeResult',
  types: () => [CreateVisitTypeSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class UpdateVisitTypeSuccess {
  @Field(() => VisitType) visitType!: VisitType;
}
export const UpdateVisitTypeResult = createUnionType({
  name: 'UpdateVisitTypeResult',
  types: () => [UpdateVisitTypeSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class SetWorkingHoursSuccess {
  @Field(() => ID) practitionerId!: string;
}
export const SetWorkingHoursResult = createUnionType({
  name: 'SetWorkingHoursResult',
  types: () => [SetWorkingHoursSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class SetDateOverrideSuccess {
  @Field(() => ID) practitionerId!: string;
  @Field(() => LocalDate) date!: string;
}
export const SetDateOverrideResult = createUnionType({
  name: 'SetDateOverrideResult',
  types: () => [SetDateOverrideSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class AddTimeOffSuccess {
  @Field(() => TimeOff) timeOff!: TimeOff;
  @Field(() => Int, { description: 'Appointments that lie inside and must be moved (AV16: none is touched).' })
  appointmentsInside!: number;
}
export const AddTimeOffResult = createUnionType({
  name: 'AddTimeOffResult',
  types: () => [AddTimeOffSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class CancelTimeOffSuccess {
  @Field(() => ID) timeOffId!: string;
}
export const CancelTimeOffResult = createUnionType({
  name: 'CancelTimeOffResult',
  types: () => [CancelTimeOffSuccess, SimpleRefusal] as const,
  resolveType: nameOf,
});
