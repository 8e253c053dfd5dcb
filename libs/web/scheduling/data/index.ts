export type { BookAppointmentInput, CancelReason } from '@medley/graphql';
export { DayBook } from './day-book';
export type { Outcome } from './outcome';
export {
  type Appointment,
  type Day,
  type DayColumn,
  type Opening,
  SchedulingApi,
  type Seen,
  type VisitType,
} from './scheduling-api';
export { VisitTypes } from './visit-types';
export { nextStepOf, stepsOf, waitingMinutes } from './waiting';
