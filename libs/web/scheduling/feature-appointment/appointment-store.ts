import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withHooks, withMethods, withState } from '@ngrx/signals';
import { clinicDate, clockTime, instantAt } from '@medley/kernel';
import { SessionStore } from '@medley/web/access/data';
import type { Failure } from '@medley/web/platform/data';
import {
  type Appointment,
  type CancelReason,
  DayBook,
  type Opening,
  SchedulingApi,
  stepsOf,
} from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';
import { Subscription } from 'rxjs';

type Asking = 'move' | 'cancel' | null;

interface AppointmentState {
  readonly appointment: Appointment | null;
  readonly isMissing: boolean;
  readonly failure: Failure | null;
  readonly asking: Asking;
  readonly date: string;
  readonly time: string;
  readonly practitionerId: string;
  readonly reason: CancelReason;
  readonly text: string;
  readonly openings: readonly Opening[];
}

const initial: AppointmentState = {
  appointment: null,
  isMissing: false,
  failure: null,
  asking: null,
  date: '',
  time: '',
  practitionerId: '',
  reason: 'PATIENT_REQUEST',
  text: '',
  openings: [],
};

/** One appointment in the sheet: its present state, and the small forms that move or cancel it. */
export const AppointmentStore = signalStore(
  withState(initial),
  withComputed(
    (store, book = inject(DayBook), session = inject(SessionStore), actions = inject(AppointmentActions)) => ({
      timeZone: book.timeZone,
      today: book.today,
      people: computed(() => book.day()?.columns.map((column) => column.practitioner) ?? []),
      refusal: computed(() => {
        const refused = actions.refused();
        return refused?.appointmentId === store.appointment()?.id ? refused : null;
      }),
      isBusy: computed(() => actions.busyId() === store.appointment()?.id),
      steps: computed(() => {
        const appointment = store.appointment();
        const rights = session.permissions();
        const dateOf = (instant: string) => clinicDate(instant, book.timeZone());
        const steps = appointment && stepsOf(appointment, book.now(), book.today(), dateOf);
        return {
          checkIn: steps?.checkIn && rights.has('appointment:check-in'),
          undoCheckIn: steps?.undoCheckIn && rights.has('appointment:check-in'),
          confirm: steps?.confirm && rights.has('appointment:confirm'),
          move: steps?.move && rights.has('appointment:move'),
          cancel: steps?.cancel && rights.has('appointment:cancel'),
          noShow: steps?.noShow && rights.has('appointment:mark-no-show'),
          restore: steps?.restore && rights.has('appointment:restore'),
        };
      }),
    }),
  ),
  withMethods((store, api = inject(SchedulingApi), actions = inject(AppointmentActions), book = inject(DayBook)) => {
    async function suggest(appointment: Appointment): Promise<void> {
      if (!appointment.visitType || !appointment.practitioner) return;
      const from = clinicDate(Math.max(Date.parse(appointment.startsAt), book.now()), book.timeZone());
      const filter = {
        visitTypeId: appointment.visitType.id,
        practitionerIds: [appointment.practitioner.id],
        durationMinutes: appointment.durationMinutes,
        from,
      };
      patchState(store, { openings: await api.openings(filter, 6) });
    }

    async function moveTo(startsAt: string, practitionerId: string): Promise<void> {
      const appointment = store.appointment();
      if (appointment && (await actions.move(appointment, { startsAt, practitionerId })))
        patchState(store, { asking: null });
    }

    return { _suggest: suggest, moveTo };
  }),
  withMethods((store, api = inject(SchedulingApi), actions = inject(AppointmentActions), book = inject(DayBook)) => {
    let subscription = new Subscription();
    return {
      show(id: string): void {
        subscription.unsubscribe();
        patchState(store, initial);
        actions.clearRefusal();
        if (!book.day()) book.open(book.asked());
        subscription = api.watchAppointment(id).results.subscribe(({ data, failure, loading }) => {
          if (data) patchState(store, { appointment: data.appointment, isMissing: !data.appointment && !loading });
          patchState(store, { failure });
        });
      },
      leave: (): void => subscription.unsubscribe(),
      ask(asking: Asking): void {
        const appointment = store.appointment();
        if (!appointment) return;
        const { startsAt, practitioner } = appointment;
        const [date, time] = [clinicDate(startsAt, book.timeZone()), clockTime(startsAt, book.timeZone())];
        patchState(store, { asking, date, time, practitionerId: practitioner?.id ?? '', text: '' });
        if (asking === 'move') void store._suggest(appointment).catch(() => patchState(store, { openings: [] }));
      },
      choose: (part: Partial<Pick<AppointmentState, 'date' | 'time' | 'practitionerId' | 'reason' | 'text'>>): void =>
        patchState(store, part),
      async move(): Promise<void> {
        const at = instantAt(store.date(), store.time(), book.timeZone());
        if (at !== null) await store.moveTo(new Date(at).toISOString(), store.practitionerId());
      },
      async cancel(): Promise<void> {
        const appointment = store.appointment();
        if (appointment && (await actions.cancel(appointment, store.reason(), store.text().trim() || null)))
          patchState(store, { asking: null });
      },
    };
  }),
  withHooks((store) => ({ onDestroy: () => store.leave() })),
);
