import { Module } from '@nestjs/common';
import { OrganisationsModule } from '../organisations';
import { PatientsModule } from '../patients';
import { LedgerRegistry } from '../platform';
import { ProfilesModule } from '../profiles';
import { AppointmentsProjector } from './appointments/appointments.projector';
import { AppointmentsQueries } from './appointments/appointments.queries';
import { AppointmentsResolver } from './appointments/appointments.resolver';
import { AppointmentsService } from './appointments/appointments.service';
import { appointmentStream } from './appointments/appointments.stream';
import { AppointmentsViews } from './appointments/appointments.views';
import { BookingRules } from './appointments/booking-rules';
import { AppointmentLinksResolver, PatientLinksResolver } from './appointments/links.resolver';
import { RequestExpiry } from './appointments/appointments.reactions';
import { OccupancyProjector } from './appointments/occupancy.projector';
import { OpeningsResolver } from './openings/openings.resolver';
import { OpeningsService } from './openings/openings.service';
import { ScheduleQueries } from './schedule/schedule.queries';
import { ScheduleResolver } from './schedule/schedule.resolver';
import { scheduleRegister, ScheduleService, visitTypeRegister } from './schedule/schedule.service';

@Module({
  imports: [OrganisationsModule, ProfilesModule, PatientsModule],
  providers: [
    AppointmentsProjector,
    OccupancyProjector,
    AppointmentsQueries,
    AppointmentsViews,
    AppointmentsService,
    AppointmentsResolver,
    AppointmentLinksResolver,
    PatientLinksResolver,
    BookingRules,
    RequestExpiry,
    OpeningsService,
    OpeningsResolver,
    ScheduleQueries,
    ScheduleService,
    ScheduleResolver,
  ],
  exports: [AppointmentsService, AppointmentsQueries, ScheduleService, ScheduleQueries],
})
export class SchedulingModule {
  constructor(registry: LedgerRegistry, occupancy: OccupancyProjector, appointments: AppointmentsProjector) {
    registry.add(occupancy, appointmentStream);
    registry.add(appointments);
    registry.add(null, visitTypeRegister, scheduleRegister);
  }
}
