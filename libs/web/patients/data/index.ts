export { PatientFinder } from './patient-finder';
export {
  type NewPatient,
  type PatientDetails,
  type PatientListRow,
  type PatientPage,
  PatientsApi,
  type Registered,
} from './patients-api';
