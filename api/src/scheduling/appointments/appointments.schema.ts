import { ArgsType, Directive, Field, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { ArrayMaxSize, ArrayNotEmpty, IsInt, IsOptional, Max, MaxLength, Min } from 'class-validator';
import { Room } from '../../organisations';
import { Patient } from '../../patients';
import { DateTime, LocalDate, PageInfo, Refusal, TimeZone } from '../../platform';
import { Practitioner } from '../../profiles';
import { Opening } from '../openings/openings.schema';
import { VisitType } from '../schedule/schedule.schema';

const enumOf = <Name extends string>(...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, name])) as Record<Name, Name>;

export const AppointmentStatus = enumOf(
  'REQUESTED',
  'SCHEDULED',
  'CONFIRMED',
  'CHECKED_IN',
  'IN_PROGRESS',
  'COMPLETED',
  'CANCELLED',
  'NO_SHOW',
  'ENTERED_IN_ERROR',
);
registerEnumType(AppointmentStatus, {
  name: 'AppointmentStatus',
  description: 'Where an appointment stands. Moving it is an event, not a state.',
});

export const CancelReason = enumOf(
  'PATIENT_REQUEST',
  'PATIENT_ILL',
  'CLINIC_REQUEST',
  'PRACTITIONER_UNAVAILABLE',
  'DECEASED',
  'DECLINED',
  'EXPIRED',
  'OTHER',
);
registerEnumType(CancelReason, {
  name: 'CancelReason',
  description: 'Why an appointment was called off. DECLINED and EXPIRED are given by Medley, not by people.',
});

export const ResourceKind = enumOf('PRACTITIONER', 'PATIENT', 'ROOM');
registerEnumType(ResourceKind, { name: 'ResourceKind', description: 'What an appointment occupies.' });

@ObjectType({ description: 'A booked time of a patient with a practitioner.' })
@Directive('@key(fields: "id")')
export class Appointment {
  @Field(() => ID) id!: string;
  @Field({ description: 'Short name for people: `ABC01-A0001`. It authorises nothing (ID5).' }) reference!: string;
  @Field(() => AppointmentStatus) status!: string;
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => DateTime) endsAt!: Date;
  @Field({ description: 'Wall time of the start as booked, in `timeZone` (TZ1).' }) localStart!: string;
  @Field(() => TimeZone) timeZone!: string;
  @Field(() => Int, { description: 'Length, copied at booking (AP22).' }) durationMinutes!: number;
  @Field(() => DateTime, { description: 'Start including the buffer before it (AV8).' }) occupiedFrom!: Date;
  @Field(() => DateTime, { description: 'End including the buffer after it (AV8).' }) occupiedTo!: Date;
  @Field(() => VisitType, { nullable: true }) visitType!: VisitType | null;
  @Field(() => Practitioner, { nullable: true }) practitioner!: Practitioner | null;
  @Field(() => Patient, { nullable: true, description: 'Null when you may not see patients.' })
  patient!: Patient | null;
  @Field(() => Room, { nullable: true }) room!: Room | null;
  @Field(() => String, { nullable: true, description: 'Why the patient comes.' }) reason!: string | null;
  @Field(() => String, { nullable: true, description: 'What the desk wrote.' }) note!: string | null;
  @Field({ description: 'Whether it was deliberately put beside another one.' }) overbooked!: boolean;
  @Field(() => String, { nullable: true }) overbookReason!: string | null;
  @Field({ description: 'Whether it was written down after the fact (AP20).' }) retrospective!: boolean;
  @Field(() => DateTime) bookedAt!: Date;
  @Field(() => DateTime, { nullable: true, description: 'Until when a request is held (AP2).' })
  approveBy!: Date | null;
  @Field(() => DateTime, { nullable: true }) arrivedAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) startedAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) completedAt!: Date | null;
  @Field(() => DateTime, { nullable: true }) cancelledAt!: Date | null;
  @Field(() => CancelReason, { nullable: true }) cancelReason!: string | null;
  @Field(() => String, { nullable: true }) cancelText!: string | null;
  @Field({ description: 'Whether the patient cancelled later than the policy allows (AP10).' }) lateCancel!: boolean;
  @Field(() => Int, { description: 'Pass it as `expectedVersion` when you change it (AP28).' }) version!: number;
}

@ObjectType({ description: 'A page of appointments by start.' })
export class AppointmentConnection {
  @Field(() => [Appointment]) nodes!: Appointment[];
  @Field(() => PageInfo) pageInfo!: PageInfo;
  @Field(() => Int, { nullable: true, description: 'All that match; counted only when asked for.' }) totalCount?:
    number | null;
}

@InputType()
export class AppointmentFilter {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'A local day of the clinic; instead of `from` and `to` (TZ2).',
  })
  date?: string | null;
  @Field(() => DateTime, { nullable: true, description: 'Those that end after it.' }) from?: Date | null;
  @Field(() => DateTime, { nullable: true, description: 'Those that start before it.' }) to?: Date | null;
  @Field(() => [ID], { nullable: true }) @IsOptional() @ArrayNotEmpty() @ArrayMaxSize(200) practitionerIds?:
    string[] | null;
  @Field(() => [AppointmentStatus], { nullable: true, description: 'All but those entered in error when absent.' })
  @IsOptional()
  @ArrayNotEmpty()
  statuses?: string[] | null;
  @Field(() => ID, { nullable: true }) patientId?: string | null;
}

@ArgsType()
export class AppointmentsArgs {
  @Field(() => AppointmentFilter) filter!: AppointmentFilter;
  @Field(() => Int, { defaultValue: 50, description: 'At most 500.' }) first!: number;
  @Field(() => String, { nullable: true }) after?: string | null;
}

@ObjectType({
  description: 'A stretch in which something the appointment needs is taken. Whose it is stays with its clinic (TN2).',
})
export class Clash {
  @Field(() => ResourceKind) kind!: string;
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => DateTime) endsAt!: Date;
}

@ObjectType({
  implements: () => Refusal,
  description: 'Somebody was faster, or it was taken before. Nothing was changed.',
})
export class SlotTaken extends Refusal {
  @Field(() => [Clash], { description: 'What is taken.' }) clashes!: Clash[];
  @Field(() => [Opening], { description: 'The nearest times that are free for all of it.' }) alternatives!: Opening[];
}

const REQUEST = { description: 'Key of this request; a retry with the same key changes nothing.' };
const EXPECTED = {
  nullable: true,
  description: 'The version you have seen; refused as StaleVersion when there is a newer one (AP28).',
};

@InputType()
export class BookAppointmentInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) patientId!: string;
  @Field(() => ID) practitionerId!: string;
  @Field(() => ID) visitTypeId!: string;
  @Field(() => DateTime) startsAt!: Date;
  @Field(() => ID, { nullable: true }) roomId?: string | null;
  @Field(() => Int, { nullable: true, description: 'Length in minutes; the visit type’s when absent.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  durationMinutes?: number | null;
  @Field(() => String, { nullable: true, description: 'Why the patient comes.' })
  @IsOptional()
  @MaxLength(2000)
  reason?: string | null;
  @Field(() => String, { nullable: true, description: 'For the desk.' }) @IsOptional() @MaxLength(2000) note?:
    string | null;
}

@InputType()
export class ChangeAppointmentInput {
  @Field(() => ID, REQUEST) requestId!: string;
  @Field(() => ID) appointmentId!: string;
  @Field(() => Int, EXPECTED) expectedVersion?: number | null;
}

@InputType()
export class MoveAppointmentInput extends ChangeAppointmentInput {
  @Field(() => DateTime, { nullable: true, description: 'New start; the old one when absent.' }) startsAt?: Date | null;
  @Field(() => ID, { nullable: true, description: 'New practitioner; the same when absent.' }) practitionerId?:
    string | null;
  @Field(() => ID, { nullable: true, description: 'New room; the same when absent.' }) roomId?: string | null;
  @Field(() => Int, { nullable: true, description: 'New length; the same when absent.' })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  durationMinutes?: number | null;
}

@InputType()
export class CancelAppointmentInput extends ChangeAppointmentInput {
  @Field(() => CancelReason) reason!:
    'PATIENT_REQUEST' | 'PATIENT_ILL' | 'CLINIC_REQUEST' | 'PRACTITIONER_UNAVAILABLE' | 'DECEASED' | 'OTHER';
  @Field(() => String, { nullable: true, description: 'In words; needed for OTHER.' })
  @IsOptional()
  @MaxLength(500)
  text?: string | null;
}

@InputType()
export class ReasonedAppointmentInput extends ChangeAppointmentInput {
  @Field(() => String, { nullable: true, description: 'Why.' }) @IsOptional() @MaxLength(500) reason?: string | null;
}
