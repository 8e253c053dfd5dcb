import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PatientsModule } from '../patients';
import { LedgerRegistry } from '../platform';
import { ProfilesModule } from '../profiles';
import { ErasureProjector } from './erasure.projector';
import { FhirImport, importRegister } from './fhir-import';
import { HeldResources } from './held-resources';
import { InteropQueries } from './interop.queries';
import { PatientImport } from './patient-import';
import { RegisterImport } from './register-import';

@Module({
  imports: [OrganisationsModule, ProfilesModule, PatientsModule],
  providers: [FhirImport, ErasureProjector, PatientImport, RegisterImport, HeldResources, InteropQueries],
  exports: [FhirImport],
})
export class InteropModule {
  constructor(registry: LedgerRegistry, erasure: ErasureProjector) {
    registry.add(erasure, importRegister);
  }
}
