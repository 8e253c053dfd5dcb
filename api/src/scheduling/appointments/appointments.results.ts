import { createUnionType, Field, ObjectType } from '@nestjs/graphql';
import { SimpleRefusal, StaleVersion } from '../../platform';
import { Appointment, SlotTaken } from './appointments.schema';

const nameOf = (value: { __typename: string }) => value.__typename as never;
const CHANGED = 'The appointment as it stands now.';

@ObjectType()
export class BookAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const BookAppointmentResult = createUnionType({
  name: 'BookAppointmentResult',
  types: () => [BookAppointmentSuccess, SlotTaken, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class RequestAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const RequestAppointmentResult = createUnionType({
  name: 'RequestAppointmentResult',
  types: () => [RequestAppointmentSuccess, SlotTaken, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class MoveAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const MoveAppointmentResult = createUnionType({
  name: 'MoveAppointmentResult',
  types: () => [MoveAppointmentSuccess, SlotTaken, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class RestoreAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const RestoreAppointmentResult = createUnionType({
  name: 'RestoreAppointmentResult',
  types: () => [RestoreAppointmentSuccess, SlotTaken, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class CheckInAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const CheckInAppointmentResult = createUnionType({
  name: 'CheckInAppointmentResult',
  types: () => [CheckInAppointmentSuccess, SlotTaken, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class UndoCheckInAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const UndoCheckInAppointmentResult = createUnionType({
  name: 'UndoCheckInAppointmentResult',
  types: () => [UndoCheckInAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class ConfirmAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const ConfirmAppointmentResult = createUnionType({
  name: 'ConfirmAppointmentResult',
  types: () => [ConfirmAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class UnconfirmAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const UnconfirmAppointmentResult = createUnionType({
  name: 'UnconfirmAppointmentResult',
  types: () => [UnconfirmAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class CancelAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const CancelAppointmentResult = createUnionType({
  name: 'CancelAppointmentResult',
  types: () => [CancelAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class MarkNoShowSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const MarkNoShowResult = createUnionType({
  name: 'MarkNoShowResult',
  types: () => [MarkNoShowSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class EnterAppointmentInErrorSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const EnterAppointmentInErrorResult = createUnionType({
  name: 'EnterAppointmentInErrorResult',
  types: () => [EnterAppointmentInErrorSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class ApproveAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const ApproveAppointmentResult = createUnionType({
  name: 'ApproveAppointmentResult',
  types: () => [ApproveAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});

@ObjectType()
export class DeclineAppointmentSuccess {
  @Field(() => Appointment, { description: CHANGED }) appointment!: Appointment;
}
export const DeclineAppointmentResult = createUnionType({
  name: 'DeclineAppointmentResult',
  types: () => [DeclineAppointmentSuccess, StaleVersion, SimpleRefusal] as const,
  resolveType: nameOf,
});
