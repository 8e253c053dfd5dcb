import { CELL_MS } from '@medley/domain/scheduling';
import { v7 } from 'uuid';
import type { TestClinic } from './clinic';
import { enumValue, type Operation, type Place, variablesOf } from './schema-walk';
import { PASSWORD } from './world';

interface BookingAnswer {
  readonly appointment?: { readonly id: string };
  readonly message?: string;
}

/** Values of a clinic for every argument the schema has. A new field needs a line here: nothing else. */
export class Samples {
  private slot = 0;
  private pastSlot = 0;

  constructor(private readonly clinic: TestClinic) {}

  /** Variables with which somebody who may do everything succeeds; makes what the operation needs to be there. */
  async variables(operation: Operation): Promise<Record<string, unknown>> {
    const prepared = await this.prepare(operation.name);
    return variablesOf(operation, (place) => this.valueFor(place, prepared));
  }

  private valueFor(place: Place, prepared: Readonly<Record<string, unknown>>): unknown {
    const { field, type, operation } = place;
    const own = this.exceptions()[`${operation}.${field}`];
    if (own !== undefined) return own();
    if (field in prepared) return prepared[field];
    const make = this.byName()[field];
    if (make !== undefined) return make();
    const word = enumValue(type);
    if (word !== undefined) return word;
    throw new Error(
      `api/test/samples.ts has no sample for ${place.path} (${type.toString()}) of ${operation}: add one to byName, or what it needs to prepare`,
    );
  }

  /** Where one name means different things in different operations. */
  private exceptions(): Readonly<Record<string, () => unknown>> {
    return {
      'changes.after': () => Buffer.from(`0@${this.clinic.id}`).toString('base64url'),
      'registerPatient.email': () => 'zebulon@patients.example',
      'updatePatient.email': () => 'zebulon@patients.example',
      'setDateOverride.date': () => this.clinic.at(20, '12:00').slice(0, 10),
      'setWorkingHours.breaks': () => undefined,
      'appointments.from': () => undefined,
      'appointments.to': () => undefined,
      'appointments.statuses': () => 'SCHEDULED',
      'openings.to': () => this.clinic.at(4, '12:00').slice(0, 10),
      'openings.from': () => this.clinic.at(2, '12:00').slice(0, 10),
      'addTimeOff.startsAt': () => this.clinic.at(60, '08:00'),
      'addTimeOff.endsAt': () => this.clinic.at(60, '18:00'),
      'addStaffMember.practitionerId': () => undefined,
      'changeStaffRole.role': () => 'NURSE',
      'addStaffMember.role': () => 'NURSE',
      'updateVisitType.active': () => true,
    };
  }

  private byName(): Readonly<Record<string, () => unknown>> {
    const { patients, practitioners, rooms, visitTypeId, locationId } = this.clinic;
    const first = (ids: readonly string[]) => () => ids[0];
    return {
      ...{
        requestId: v7,
        patientId: first(patients),
        practitionerId: first(practitioners),
        practitionerIds: first(practitioners),
        roomId: first(rooms),
      },
      ...{
        visitTypeId: () => visitTypeId,
        locationId: () => locationId,
        clinicId: () => this.clinic.id,
        expectedVersion: () => undefined,
      },
      ...{
        startsAt: () => this.freeTime(),
        date: () => this.clinic.at(1, '12:00').slice(0, 10),
        durationMinutes: () => 30,
      },
      ...{ first: () => 20, after: () => undefined, search: () => 'Quartermain' },
      ...{
        name: () => `Name ${v7()}`,
        title: () => 'Dr',
        speciality: () => 'General',
        colour: () => 3,
        licenceNumber: () => v7(),
        address: () => 'Main street 1',
        kind: () => 'consulting',
      },
      ...{
        bufferBeforeMinutes: () => 0,
        bufferAfterMinutes: () => 0,
        weekday: () => 2,
        from: () => '08:00',
        to: () => '18:00',
      },
      ...{
        givenName: () => 'Zebulon',
        familyName: () => 'Nightingale',
        nameToUse: () => 'Zeb',
        birthDate: () => '1980-05-04',
        phone: () => '+351912345678',
        language: () => 'pt',
      },
      ...{
        line: () => 'Rua 1',
        city: () => 'Lisboa',
        state: () => 'Lisboa',
        postalCode: () => '1000-001',
        country: () => 'PT',
        system: () => 'urn:sns',
        value: () => v7(),
      },
      ...{
        email: () => `${v7()}@staff.example`,
        initialPassword: () => PASSWORD,
        password: () => PASSWORD,
        refreshToken: () => undefined,
      },
      ...{ reason: () => 'PATIENT_REQUEST', text: () => 'Because', note: () => 'A note' },
    };
  }

  /** A half-hour nobody has yet, days ahead. */
  private freeTime(): string {
    this.slot += 1;
    return new Date(Date.parse(this.clinic.at(30, '00:00')) + this.slot * 1_800_000).toISOString();
  }

  /** What must be there before an operation can succeed. */
  private async prepare(operation: string): Promise<Record<string, unknown>> {
    const steps = BEFORE[operation];
    if (operation === 'appointment') return { id: await this.booked('bookAppointment') };
    if (operation === 'patient') return { id: this.clinic.patients[0] };
    if (operation === 'cancelTimeOff') return { timeOffId: await this.timeOff() };
    if (operation === 'changeStaffRole' || operation === 'deactivateStaffMember')
      return { personId: await this.hired() };
    if (operation === 'markNoShow') return { appointmentId: await this.booked('bookAppointment', this.pastTime()) };
    if (operation === 'checkInAppointment' || operation === 'undoCheckInAppointment')
      return { appointmentId: await this.after(await this.booked('bookAppointment', this.pastTime()), steps) };
    return operation.includes('Appointment')
      ? {
          appointmentId: await this.after(
            await this.booked(
              operation === 'approveAppointment' || operation === 'declineAppointment'
                ? 'requestAppointment'
                : 'bookAppointment',
            ),
            steps,
          ),
        }
      : {};
  }

  /** A time of today that is over: the clinic's zone is chosen so that it is noon. */
  private pastTime(): string {
    this.pastSlot += 1;
    return new Date(Math.floor(Date.now() / CELL_MS) * CELL_MS - 3_600_000 - this.pastSlot * CELL_MS).toISOString();
  }

  private async booked(
    operation: 'bookAppointment' | 'requestAppointment',
    startsAt = this.freeTime(),
  ): Promise<string> {
    const success = operation === 'bookAppointment' ? 'BookAppointmentSuccess' : 'RequestAppointmentSuccess';
    const wish = {
      patientId: this.clinic.patients[1],
      practitionerId: this.clinic.practitioners[1],
      visitTypeId: this.clinic.visitTypeId,
      startsAt,
      durationMinutes: 5,
    };
    const { appointment, message } = await this.clinic.admin.mutate<BookingAnswer>(
      operation,
      wish,
      `... on ${success} { appointment { id } }`,
    );
    if (appointment === undefined) throw new Error(`A sample appointment was refused: ${message ?? ''}`);
    return appointment.id;
  }

  private async after(appointmentId: string, steps: readonly string[] = []): Promise<string> {
    for (const step of steps)
      await this.clinic.admin.mutate(step, {
        appointmentId,
        ...(step === 'cancelAppointment' ? { reason: 'CLINIC_REQUEST' } : {}),
      });
    return appointmentId;
  }

  private async timeOff(): Promise<string> {
    const input = {
      practitionerId: this.clinic.practitioners[0],
      startsAt: this.clinic.at(90, '08:00'),
      endsAt: this.clinic.at(90, '18:00'),
    };
    const { timeOff } = (await this.clinic.admin.mutate(
      'addTimeOff',
      input,
      '... on AddTimeOffSuccess { timeOff { id } }',
    )) as unknown as { timeOff: { id: string } };
    return timeOff.id;
  }

  private async hired(): Promise<string> {
    const input = {
      email: `${v7()}@staff.example`,
      name: 'Octavia Zimmermann',
      role: 'BILLING',
      initialPassword: PASSWORD,
    };
    const { staffMember } = (await this.clinic.admin.mutate(
      'addStaffMember',
      input,
      '... on AddStaffMemberSuccess { staffMember { personId } }',
    )) as unknown as { staffMember: { personId: string } };
    return staffMember.personId;
  }
}

/** What has to happen to an appointment first. */
const BEFORE: Readonly<Record<string, readonly string[]>> = {
  unconfirmAppointment: ['confirmAppointment'],
  undoCheckInAppointment: ['checkInAppointment'],
  restoreAppointment: ['cancelAppointment'],
};
