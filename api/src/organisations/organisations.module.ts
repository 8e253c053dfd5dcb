import { Global, Module } from '@nestjs/common';
import { Clinics, LedgerRegistry } from '../platform';
import { OrganisationsQueries } from './organisations.queries';
import { OrganisationsResolver } from './organisations.resolver';
import { clinicRegister, locationRegister, OrganisationsService, roomRegister } from './organisations.service';

@Global()
@Module({
  providers: [
    OrganisationsService,
    OrganisationsQueries,
    OrganisationsResolver,
    { provide: Clinics, useExisting: OrganisationsQueries },
  ],
  exports: [OrganisationsService, OrganisationsQueries, Clinics],
})
export class OrganisationsModule {
  constructor(registry: LedgerRegistry) {
    registry.add(null, clinicRegister, locationRegister, roomRegister);
  }
}
