import { Module } from '@nestjs/common';
import { AccessModule } from './access';
import { OrganisationsModule } from './organisations';
import { InteropModule } from './interop';
import { GraphqlModule } from './platform/graphql/graphql.module';
import { SchemaController } from './platform/graphql/schema.controller';
import { LoggingModule } from './platform/logging';
import { PlatformModule } from './platform/platform.module';
import { ProfilesModule } from './profiles';
import { SchedulingModule } from './scheduling';

/** The house: the platform, then every module in the order of the stairs. */
@Module({
  imports: [
    LoggingModule,
    PlatformModule,
    GraphqlModule,
    OrganisationsModule,
    AccessModule,
    ProfilesModule,
    SchedulingModule,
    InteropModule,
  ],
  controllers: [SchemaController],
})
export class AppModule {}
