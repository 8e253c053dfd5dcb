import { Module } from '@nestjs/common';
import { LedgerRegistry } from '../platform';
import { ProfilesQueries } from './profiles.queries';
import { ProfilesResolver } from './profiles.resolver';
import { practitionerRegister, ProfilesService } from './profiles.service';

@Module({
  providers: [ProfilesService, ProfilesQueries, ProfilesResolver],
  exports: [ProfilesService, ProfilesQueries],
})
export class ProfilesModule {
  constructor(registry: LedgerRegistry) {
    registry.add(null, practitionerRegister);
  }
}
