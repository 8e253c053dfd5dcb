import { refuse, type Refusal } from '@medley/kernel';
import type { Hold, Slot } from './slot';

/** The states of 2.1 in the clinic's words; "rescheduled" is an event, never a state. */
export type AppointmentStatus =
  | 'REQUESTED'
  | 'SCHEDULED'
  | 'CONFIRMED'
  | 'CHECKED_IN'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'NO_SHOW'
  | 'ENTERED_IN_ERROR';

/** Why an appointment was called off (AP10). */
export type CancelReason =
  | 'PATIENT_REQUEST'
  | 'PATIENT_ILL'
  | 'CLINIC_REQUEST'
  | 'PRACTITIONER_UNAVAILABLE'
  | 'DECEASED'
  | 'DECLINED'
  | 'EXPIRED'
  | 'OTHER';

/** On whose side the reason for cancelling lies. */
export type Party = 'PATIENT' | 'CLINIC' | 'SYSTEM';

/** What the law remembers of one appointment. */
export type BookedAppointment = Readonly<{
  status: AppointmentStatus;
  patientId: string;
  patientResourceId: string;
  slot: Slot;
  /** Until when a request is held (AP2). */
  approveBy: string | null;
  /** Whether it was booked after the fact (AP20). */
  retrospective: boolean;
  /** Whether its occupancy is taken at present. */
  holding: boolean;
  visit: Readonly<{ visitId: string; startedAt: string; startedBy: string }> | null;
}>;

export type Appointment = Readonly<{ status: 'NONE' }> | BookedAppointment;

/** Facts of the patient at the moment of the command, gathered by the service. */
export type PatientFacts = Readonly<{ active: boolean; deceased: boolean; merged: boolean }>;

export type NotAllowedInState = Refusal<'NotAllowedInState', { status: Appointment['status'] }>;
export type PatientInactive = Refusal<'PatientInactive', PatientFacts>;
export type InThePast = Refusal<'InThePast', { startsAt: string }>;
export type ReasonRequired = Refusal<'ReasonRequired', Record<string, never>>;
export type NotToday = Refusal<'NotToday', { localDate: string; today: string }>;

const WORDS: Record<Appointment['status'], string> = {
  NONE: 'not booked',
  REQUESTED: 'only requested',
  SCHEDULED: 'scheduled',
  CONFIRMED: 'confirmed',
  CHECKED_IN: 'checked in',
  IN_PROGRESS: 'in progress',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
  NO_SHOW: 'marked as a no-show',
  ENTERED_IN_ERROR: 'marked as entered in error',
};

/** "This appointment is cancelled, so it cannot be moved." */
export const notAllowed = (appointment: Appointment, act: string, rule: string): NotAllowedInState =>
  refuse(
    'NotAllowedInState',
    `This appointment is ${WORDS[appointment.status]}, so it cannot be ${act}. Reload it to see what is possible.`,
    rule,
    { status: appointment.status },
  );

/** The appointment when it is in one of these states, else the refusal. */
export function inState(
  appointment: Appointment,
  allowed: readonly AppointmentStatus[],
  act: string,
  rule: string,
): BookedAppointment | NotAllowedInState {
  if (appointment.status === 'NONE' || !allowed.includes(appointment.status)) return notAllowed(appointment, act, rule);
  return appointment;
}

/** Refuses a patient who has died (AP25), was merged away (AP26) or is no longer seen here. */
export function patientIsSeen(patient: PatientFacts): PatientInactive | null {
  if (patient.deceased)
    return refuse(
      'PatientInactive',
      'This patient has died. Cancel what is planned; nothing new can be booked.',
      'AP25',
      patient,
    );
  if (patient.merged)
    return refuse(
      'PatientInactive',
      'This record was merged into another. Open the surviving record.',
      'AP26',
      patient,
    );
  if (!patient.active)
    return refuse(
      'PatientInactive',
      'This patient is not active at this clinic. Reactivate the record first.',
      'AP5',
      patient,
    );
  return null;
}

/** Refuses an empty reason; spaces do not count. */
export const hasReason = (reason: string, rule: string): ReasonRequired | null =>
  reason.trim() === '' ? refuse('ReasonRequired', 'Say why: a reason is needed for this.', rule) : null;

/** What a projector must take or give back for this appointment. */
export const holdOf = ({ patientResourceId, slot }: BookedAppointment): Hold => ({ patientResourceId, slot });
