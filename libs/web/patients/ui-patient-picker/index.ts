export { PatientPicker } from './patient-picker';
