export { PatientsModule } from './patients.module';
export { type PatientFacts, PatientsQueries, type PatientState, type PatientView } from './patients.queries';
export { Patient } from './patients.schema';
export { type Origins, PatientsService } from './patients.service';
export { phoneIn } from './phone';
