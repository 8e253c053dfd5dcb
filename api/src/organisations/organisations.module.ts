import { Module } from '@nestjs/common';
import { LedgerRegistry } from '../platform';
import { OrganisationsQueries } from './organisations.queries';
import { OrganisationsResolver } from './organisations.resolver';
import { clinicRegister, locationRegister, OrganisationsService, roomRegister } from './organisations.service';

@Module({ providers: [OrganisationsService, OrganisationsQueries, OrganisationsResolver], exports: [OrganisationsService, OrganisationsQueries] })
export class OrganisationsModule {
  constructor(registry: LedgerRegistry) {
    registry.add(null, clinicRegister, locationRegister, roomRegister);
  }
}
