import { inject, Injectable } from '@angular/core';
import {
  type AppointmentFieldsFragment,
  AppointmentDocument,
  type AppointmentQuery,
  BookAppointmentDocument,
  type BookAppointmentInput,
  CancelAppointmentDocument,
  type CancelReason,
  CheckInAppointmentDocument,
  ConfirmAppointmentDocument,
  DayAppointmentsDocument,
  type DayAppointmentsQuery,
  DayDocument,
  type DayQuery,
  MarkNoShowDocument,
  MoveAppointmentDocument,
  type MoveAppointmentInput,
  type OpeningFieldsFragment,
  OpeningsDocument,
  type OpeningsFilter,
  PatientAppointmentsDocument,
  type PatientAppointmentsQuery,
  RestoreAppointmentDocument,
  UndoCheckInAppointmentDocument,
  VisitTypesDocument,
  type VisitTypesQuery,
} from '@medley/graphql';
import { ChangesFeed } from '@medley/web/live/data';
import { given, GraphqlClient, type Watched } from '@medley/web/platform/data';
import { asOutcome, type Outcome } from './outcome';

export type Appointment = AppointmentFieldsFragment;
export type Day = DayQuery['day'];
export type DayColumn = Day['columns'][number];
export type VisitType = VisitTypesQuery['visitTypes'][number];
export type Opening = OpeningFieldsFragment;

/** An appointment as the screen last saw it: what a change must name. */
export type Seen = Pick<Appointment, 'id' | 'version'>;

/** The only place of scheduling that knows GraphQL. Every change carries the requestId its screen chose. */
@Injectable({ providedIn: 'root' })
export class SchedulingApi {
  private readonly client = inject(GraphqlClient);
  private readonly feed = inject(ChangesFeed);

  /** No date: today in the clinic's zone (TZ2). */
  watchDay(date: string | null): Watched<DayQuery> {
    return this.client.watch(DayDocument, { date });
  }

  watchAppointments(date: string): Watched<DayAppointmentsQuery> {
    return this.client.watch(DayAppointmentsDocument, { date, after: null });
  }

  watchAppointment(id: string): Watched<AppointmentQuery> {
    return this.client.watch(AppointmentDocument, { id });
  }

  watchOfPatient(patientId: string): Watched<PatientAppointmentsQuery> {
    return this.client.watch(PatientAppointmentsDocument, { patientId });
  }

  /** Puts an appointment that was booked or moved here into the cached list of that day. */
  addToDay(date: string, appointment: Appointment): void {
    const query = { query: DayAppointmentsDocument, variables: { date, after: null } };
    this.client.cache.updateQuery(query, (cached) => {
      if (!cached || cached.appointments.nodes.some((one) => one.id === appointment.id)) return cached;
      return {
        ...cached,
        appointments: { ...cached.appointments, nodes: [...cached.appointments.nodes, appointment] },
      };
    });
  }

  async visitTypes(): Promise<readonly VisitType[]> {
    return (await this.client.query(VisitTypesDocument, {})).visitTypes.filter((type) => type.active);
  }

  async openings(filter: OpeningsFilter, first: number): Promise<readonly Opening[]> {
    return (await this.client.query(OpeningsDocument, { filter, first })).openings;
  }

  async book(input: BookAppointmentInput): Promise<Outcome> {
    return this.noted(asOutcome((await this.client.mutate(BookAppointmentDocument, { input })).result));
  }

  async move(input: MoveAppointmentInput): Promise<Outcome> {
    this.feed.expect(input.appointmentId);
    return asOutcome((await this.client.mutate(MoveAppointmentDocument, { input })).result);
  }

  async confirm(requestId: string, seen: Seen): Promise<Outcome> {
    const input = this.change(requestId, seen);
    return asOutcome((await this.client.mutate(ConfirmAppointmentDocument, { input })).result);
  }

  async cancel(requestId: string, seen: Seen, reason: CancelReason, text: string | null): Promise<Outcome> {
    const input = { ...this.change(requestId, seen), reason, ...given({ text }) };
    return asOutcome((await this.client.mutate(CancelAppointmentDocument, { input })).result);
  }

  async checkIn(requestId: string, seen: Seen): Promise<Outcome> {
    const input = this.change(requestId, seen);
    return asOutcome((await this.client.mutate(CheckInAppointmentDocument, { input })).result);
  }

  async undoCheckIn(requestId: string, seen: Seen): Promise<Outcome> {
    const input = this.change(requestId, seen);
    return asOutcome((await this.client.mutate(UndoCheckInAppointmentDocument, { input })).result);
  }

  async markNoShow(requestId: string, seen: Seen): Promise<Outcome> {
    const input = this.change(requestId, seen);
    return asOutcome((await this.client.mutate(MarkNoShowDocument, { input })).result);
  }

  async restore(requestId: string, seen: Seen): Promise<Outcome> {
    const input = this.change(requestId, seen);
    return asOutcome((await this.client.mutate(RestoreAppointmentDocument, { input })).result);
  }

  private change(requestId: string, seen: Seen) {
    this.feed.expect(seen.id);
    return { requestId, appointmentId: seen.id, expectedVersion: seen.version };
  }

  private noted(outcome: Outcome): Outcome {
    if (outcome.kind === 'done') this.feed.expect(outcome.appointment.id);
    return outcome;
  }
}
