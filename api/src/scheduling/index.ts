export { SchedulingModule } from './scheduling.module';
export { AppointmentsService } from './appointments/appointments.service';
export { AppointmentsQueries } from './appointments/appointments.queries';
export { Appointment } from './appointments/appointments.schema';
export type { AppointmentRow } from './appointments/appointments.tables';
export { ScheduleService } from './schedule/schedule.service';
export { appointmentStream } from './appointments/appointments.stream';
