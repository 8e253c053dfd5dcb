export { PatientsModule } from './patients.module';
export { type PatientFacts, PatientsQueries, type PatientState, type PatientView } from './patients.queries';
