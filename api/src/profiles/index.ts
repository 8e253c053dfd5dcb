export { ProfilesModule } from './profiles.module';
export { ProfilesQueries, type PractitionerView } from './profiles.queries';
export { Practitioner } from './profiles.schema';
export { ProfilesService } from './profiles.service';
export { PractitionerRow } from './profiles.tables';
