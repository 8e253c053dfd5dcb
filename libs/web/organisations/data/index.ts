export { ClinicApi, type RoomChoice } from './clinic-api';
