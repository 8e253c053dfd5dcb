export { AccessModule } from './access.module';
export { AccessQueries } from './access.queries';
export { MembershipRow, PersonRow } from './access.tables';
export { hashPassword } from './passwords';
export { StaffService } from './staff.service';
