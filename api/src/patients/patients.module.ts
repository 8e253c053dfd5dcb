import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { LedgerRegistry } from '../platform';
import { PatientsLists } from './patients.lists';
import { PatientsProjector } from './patients.projector';
import { PatientsQueries } from './patients.queries';
import { PatientChangeResolver, PatientConnectionResolver, PatientsResolver } from './patients.resolver';
import { PatientsService } from './patients.service';
import { patientStream } from './patients.stream';
import { PatientSearch } from './search/patient-search';

@Module({
  imports: [OrganisationsModule],
  providers: [
    PatientsService,
    PatientsQueries,
    PatientsProjector,
    PatientsLists,
    PatientSearch,
    PatientsResolver,
    PatientConnectionResolver,
    PatientChangeResolver,
  ],
  exports: [PatientsService, PatientsQueries],
})
export class PatientsModule {
  constructor(registry: LedgerRegistry, projector: PatientsProjector) {
    registry.add(projector, patientStream);
  }
}
