import { Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, IsInt, IsOptional, Max, Min } from 'class-validator';
import { Room } from '../../organisations';
import { DateTime, LocalDate, TimeZone } from '../../platform';
import { Practitioner } from '../../profiles';

export enum ClosedReason {
  OUTSIDE_HOURS = 'OUTSIDE_HOURS',
  BREAK = 'BREAK',
  TIME_OFF = 'TIME_OFF',
  OVERRIDE = 'OVERRIDE',
}
registerEnumType(ClosedReason, { name: 'ClosedReason', description: 'Why nobody can be booked then.' });

@ObjectType({ description: 'A half-open stretch of time: its end is not part of it (AV7).' })
export class TimeRange {
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => DateTime) endsAt!: Date;
}

@ObjectType({ description: 'A stretch in which a practitioner does not work, and why.' })
export class ClosedRange extends TimeRange {
  @Field(() => ClosedReason) reason!: string;
  @Field(() => String, { nullable: true, description: 'What the desk wrote about it.' }) text!: string | null;
}

@ObjectType({ description: 'A practitioner’s day.' })
export class DayColumn {
  @Field(() => Practitioner) practitioner!: Practitioner;
  @Field(() => [TimeRange], { description: 'When they work.' }) open!: TimeRange[];
  @Field(() => [ClosedRange], { description: 'When they do not, with reasons; with `open` it fills the day.' })
  closed!: ClosedRange[];
  @Field(() => [TimeRange], { description: 'Taken by other clinics; nothing else is known of it (TN2).' })
  busyElsewhere!: TimeRange[];
}

@ObjectType({ description: 'A day of the clinic, practitioners side by side.' })
export class Day {
  @Field(() => LocalDate) date!: string;
  @Field(() => DateTime, { description: 'First instant of the local day.' }) startsAt!: Date;
  @Field(() => DateTime, { description: 'First instant of the next; 23, 24 or 25 hours later (TZ2).' }) endsAt!: Date;
  @Field(() => TimeZone) timeZone!: string;
  @Field(() => [DayColumn]) columns!: DayColumn[];
}

@InputType()
export class OpeningsFilter {
  @Field(() => ID) visitTypeId!: string;
  @Field(() => [ID], { nullable: true, description: 'Who may take it; anybody when absent.' })
  @IsOptional()
  @ArrayMaxSize(100)
  practitionerIds?: string[] | null;
  @Field(() => LocalDate, { nullable: true, description: 'First day; today when absent.' }) from?: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'Last day; 30 days after the first when absent, at most 120.',
  })
  to?: string | null;
  @Field(() => Int, { nullable: true, description: 'Length in minutes; the visit type’s when absent.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  durationMinutes?: number | null;
  @Field(() => ID, { nullable: true, description: 'A room that must be free too.' }) roomId?: string | null;
  @Field(() => ID, { nullable: true, description: 'A patient who must be free too, in all clinics.' }) patientId?:
    string | null;
}

@ObjectType({ description: 'A time that can be booked.' })
export class Opening extends TimeRange {
  @Field(() => Practitioner) practitioner!: Practitioner;
  @Field(() => Room, { nullable: true }) room!: Room | null;
}
