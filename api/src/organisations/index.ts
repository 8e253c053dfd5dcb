export { OrganisationsModule } from './organisations.module';
export { OrganisationsQueries } from './organisations.queries';
export { Clinic, Room } from './organisations.schema';
export { type NewClinic, OrganisationsService } from './organisations.service';
export type { RoomRow } from './organisations.tables';
