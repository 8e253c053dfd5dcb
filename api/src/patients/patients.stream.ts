import { PATIENT_DETAILS, patient } from '@medley/domain/patients';
import { formatMrn, localDate, toInstant } from '@medley/kernel';
import { type ClinicIdentity, defineStream } from '../platform';

/** The record of one patient; everything about the person is sealed with their own key. */
export const patientStream = defineStream({
  name: 'patient',
  decider: patient,
  subject: (_event, _state, streamId) => streamId,
  personal: {
    PatientRegistered: [...PATIENT_DETAILS, 'externalReferences'],
    PatientUpdated: PATIENT_DETAILS,
    PatientDied: ['deceasedOn'],
  },
  numbered: {
    PatientRegistered: {
      field: 'mrn',
      counter: (clinic, data) => `mrn-${String(registrationYear(clinic, data))}`,
      format: (clinic, n, data) => formatMrn(registrationYear(clinic, data), n),
    },
  },
  readPermission: 'patient:read',
});

/** ID4: the year of an MRN is that of the registration in the clinic's zone. */
export function registrationYear(clinic: ClinicIdentity, data: object): number {
  const { registeredAt } = data as { registeredAt: string };
  return Number(localDate(toInstant(registeredAt), clinic.timeZone).slice(0, 4));
}
