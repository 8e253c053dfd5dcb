export { AppointmentActions, type Slot } from './appointment-actions';
