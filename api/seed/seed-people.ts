import { type DemoClinic, SHARED_PATIENTS } from './clinics';
import { type DemoPerson, peopleOf } from './people';

/** A clinic's own people, and some of the first clinic's who come here too (TN4). */
export function peopleIn(clinic: DemoClinic, neighbours: readonly DemoPerson[]): DemoPerson[] {
  const guests = neighbours.slice(-SHARED_PATIENTS).map((person) => ({ ...person, deceasedOn: null }));
  return [...guests, ...peopleOf(clinic.code, clinic.patients - guests.length, clinic.near)];
}
