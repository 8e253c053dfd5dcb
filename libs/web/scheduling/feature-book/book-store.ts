import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { clinicDate, clockTime, dayAndTime, instantAt } from '@medley/kernel';
import { Toasts } from '@medley/ui';
import { ClinicApi, type RoomChoice } from '@medley/web/organisations/data';
import { failureOf, given } from '@medley/web/platform/data';
import {
  type BookAppointmentInput,
  DayBook,
  type Opening,
  type Outcome,
  SchedulingApi,
  VisitTypes,
} from '@medley/web/scheduling/data';

export interface PatientChoice {
  readonly id: string;
  readonly displayName: string;
}

interface BookState {
  readonly patient: PatientChoice | null;
  readonly practitionerId: string | null;
  readonly date: string | null;
  readonly time: string;
  readonly roomId: string | null;
  readonly reason: string;
  readonly openings: readonly Opening[];
  readonly rooms: readonly RoomChoice[];
  readonly refusal: { readonly message: string; readonly alternatives: readonly Opening[] } | null;
  readonly missing: 'patient' | 'time' | null;
  readonly saving: boolean;
  readonly requestId: string;
}

type Order = Pick<BookAppointmentInput, 'patientId' | 'practitionerId' | 'visitTypeId' | 'startsAt'>;

const empty = (): Omit<BookState, 'rooms'> => ({
  patient: null,
  practitionerId: null,
  date: null,
  time: '',
  roomId: null,
  reason: '',
  openings: [],
  refusal: null,
  missing: null,
  saving: false,
  requestId: crypto.randomUUID(),
});

/** The booking that is being put together; it stays when the sheet is closed, until it is booked or started anew. */
export const BookStore = signalStore(
  { providedIn: 'root' },
  withState<BookState>({ ...empty(), rooms: [] }),
  withComputed((store, book = inject(DayBook), types = inject(VisitTypes)) => ({
    visitType: types.chosen,
    visitTypes: types.types,
    timeZone: book.timeZone,
    today: book.today,
    people: computed(() => book.day()?.columns.map((column) => column.practitioner) ?? []),
    shownDate: computed(() => store.date() ?? book.asked() ?? book.today()),
  })),
  withComputed((store) => ({
    practitioner: computed(() => store.people().find((one) => one.id === store.practitionerId()) ?? null),
    /** Null while no time is typed, or where the clinic's clock jumps over it (TZ3). */
    startsAt: computed(() => {
      const at = store.time() ? instantAt(store.shownDate(), store.time(), store.timeZone()) : null;
      return at === null ? null : new Date(at).toISOString();
    }),
  })),
  withComputed((store) => ({
    summary: computed(() => {
      const at = store.startsAt();
      return at ? [dayAndTime(at, store.timeZone()), store.practitioner()?.name].filter(Boolean).join(' · ') : '';
    }),
  })),
  withMethods((store, api = inject(SchedulingApi), toasts = inject(Toasts)) => {
    async function suggest(): Promise<void> {
      const visitTypeId = store.visitType()?.id;
      if (!visitTypeId) return;
      const practitionerIds = store.practitionerId() ? { practitionerIds: [store.practitionerId() ?? ''] } : {};
      const openings = await api.openings({ visitTypeId, from: store.shownDate(), ...practitionerIds }, 6);
      patchState(store, { openings });
    }

    function settle(outcome: Outcome): string | null {
      if (outcome.kind === 'refused') {
        patchState(store, { refusal: outcome });
        return null;
      }
      const { appointment } = outcome;
      api.addToDay(clinicDate(appointment.startsAt, store.timeZone()), appointment);
      toasts.say(
        `Booked ${appointment.reference}: ${appointment.patient?.displayName}, ${dayAndTime(appointment.startsAt, store.timeZone())}`,
      );
      patchState(store, empty());
      return appointment.id;
    }

    async function send(order: Order): Promise<string | null> {
      patchState(store, { saving: true, refusal: null });
      try {
        const details = given({ roomId: store.roomId(), reason: store.reason().trim() || null });
        return settle(await api.book({ requestId: store.requestId(), ...order, ...details }));
      } catch (error) {
        patchState(store, { refusal: { message: failureOf(error).message, alternatives: [] } });
        return null;
      } finally {
        patchState(store, { saving: false });
      }
    }

    return {
      _send: send,
      /** Suggestions are help, not a need: without them a time can still be typed. */
      _suggest: () => void suggest().catch(() => patchState(store, { openings: [] })),
      /** A changed booking is another request; the same one tried again is not. */
      _change: (part: Partial<BookState>): void =>
        patchState(store, { ...part, refusal: null, missing: null, requestId: crypto.randomUUID() }),
    };
  }),
  withMethods((store) => ({
    /** From the grid or a link: time and practitioner that the person pointed at. */
    pointAt(at: string | undefined, practitionerId: string | undefined): void {
      const time = at ? { date: clinicDate(at, store.timeZone()), time: clockTime(at, store.timeZone()) } : {};
      if (at || practitionerId) store._change({ ...time, ...(practitionerId ? { practitionerId } : {}) });
    },
    choosePatient: (patient: PatientChoice | null): void => store._change({ patient }),
    choosePractitioner(practitionerId: string | null): void {
      store._change({ practitionerId });
      store._suggest();
    },
    chooseDate(date: string): void {
      store._change({ date });
      store._suggest();
    },
    chooseTime: (time: string): void => store._change({ time }),
    chooseRoom: (roomId: string | null): void => store._change({ roomId }),
    write: (reason: string): void => store._change({ reason }),
    take(opening: Opening): void {
      const [date, time] = [
        clinicDate(opening.startsAt, store.timeZone()),
        clockTime(opening.startsAt, store.timeZone()),
      ];
      store._change({ date, time, practitionerId: opening.practitioner.id });
    },
    startAnew: (): void => patchState(store, empty()),
    /** The id of what was booked, or null where something is missing or refused; what was typed stays. */
    async book(): Promise<string | null> {
      const [patient, startsAt, practitionerId, visitType] = [
        store.patient(),
        store.startsAt(),
        store.practitionerId(),
        store.visitType(),
      ];
      if (store.saving()) return null;
      if (!patient || !startsAt || !practitionerId || !visitType) {
        patchState(store, { missing: patient ? 'time' : 'patient' });
        return null;
      }
      return store._send({ patientId: patient.id, practitionerId, visitTypeId: visitType.id, startsAt });
    },
  })),
  withMethods((store) => {
    const [clinic, types, book, toasts] = [inject(ClinicApi), inject(VisitTypes), inject(DayBook), inject(Toasts)];
    async function readRooms(): Promise<void> {
      if (!store.rooms().length) patchState(store, { rooms: await clinic.rooms() });
    }
    return {
      async prepare(): Promise<void> {
        if (!book.day()) book.open(book.asked());
        await Promise.all([types.load(), readRooms()]).catch((error: unknown) => toasts.say(failureOf(error).message));
        store._suggest();
      },
      chooseVisitType(id: string): void {
        types.choose(id);
        store._change({});
        store._suggest();
      },
    };
  }),
);
