import { appointment, type Appointment, type AppointmentEvent } from '@medley/domain/scheduling';
import { formatReference } from '@medley/kernel';
import { defineStream } from '../../platform';

const reference = {
  field: 'reference',
  counter: () => 'appointment',
  format: (clinic: { code: string }, n: number) => formatReference(clinic.code, 'APPOINTMENT', n),
};

/** Appointments in the ledger: sealed with the patient's key, numbered by the clinic's counter (ID2, ID3). */
export const appointmentStream = defineStream({
  name: 'appointment',
  decider: appointment,
  readPermission: 'appointment:read',
  subject: (_event: AppointmentEvent, state: Appointment) => (state.status === 'NONE' ? null : state.patientId),
  personal: {
    AppointmentBooked: ['reason', 'note'],
    AppointmentRequested: ['reason', 'note'],
    AppointmentCancelled: ['text'],
    AppointmentDeclined: ['text'],
    AppointmentRestored: ['reason'],
    AppointmentEnteredInError: ['reason'],
  },
  numbered: { AppointmentBooked: reference, AppointmentRequested: reference },
});
