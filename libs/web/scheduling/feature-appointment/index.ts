export { AppointmentPage } from './appointment-page';
