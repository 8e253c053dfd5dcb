import { Global, Module } from '@nestjs/common';
import { JwtModule } from '@nestjs/jwt';
import { PassportModule } from '@nestjs/passport';
import { OrganisationsModule } from '../organisations';
import { type Config, CONFIG, Identity, LedgerRegistry } from '../platform';
import { AccessQueries } from './access.queries';
import { AccessResolver } from './access.resolver';
import { AccessTokenStrategy, TokenIdentity } from './identity';
import { sessionRegister, SessionService } from './session.service';
import { Sessions } from './sessions';
import { membershipRegister, StaffService } from './staff.service';

@Global()
@Module({
  imports: [
    OrganisationsModule,
    PassportModule,
    JwtModule.registerAsync({
      inject: [CONFIG],
      useFactory: (config: Config) => ({ secret: config.tokenSecret, signOptions: { algorithm: 'HS256' } }),
    }),
  ],
  providers: [
    AccessQueries,
    Sessions,
    SessionService,
    StaffService,
    AccessResolver,
    AccessTokenStrategy,
    { provide: Identity, useClass: TokenIdentity },
  ],
  exports: [Identity, AccessQueries, StaffService],
})
export class AccessModule {
  constructor(registry: LedgerRegistry) {
    registry.add(null, sessionRegister, membershipRegister);
  }
}
