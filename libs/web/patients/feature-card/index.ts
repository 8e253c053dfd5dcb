export { PatientCard } from './patient-card';
export { PatientPage } from './patient-page';
