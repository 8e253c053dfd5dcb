import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { SessionStore } from '@medley/web/access/data';
import { DayBook, VisitTypes } from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';
import { countsOf } from './day-counts';

interface DayState {
  /** Chosen by hand; nobody chosen: who works or has appointments that day. */
  readonly chosen: ReadonlyMap<string, boolean>;
  readonly roomId: string | null;
}

const initial: DayState = { chosen: new Map(), roomId: null };

/** What of the day is shown: which practitioners, which room; moves show at once and go back when refused. */
export const DayStore = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withComputed(({ chosen }, book = inject(DayBook)) => ({
    people: computed(() => {
      const busy = new Set(book.appointments().map((one) => one.practitioner?.id));
      return (book.day()?.columns ?? []).map(({ practitioner, open }) => {
        const isIn = open.length > 0 || busy.has(practitioner.id);
        return { ...practitioner, isIn, isShown: chosen().get(practitioner.id) ?? isIn };
      });
    }),
  })),
  withComputed((store) => {
    const [book, actions, types, session] = [
      inject(DayBook),
      inject(AppointmentActions),
      inject(VisitTypes),
      inject(SessionStore),
    ];
    return {
      shownDay: computed(() => {
        const day = book.day();
        const shown = new Set(
          store
            .people()
            .filter((one) => one.isShown)
            .map((one) => one.id),
        );
        return day && { ...day, columns: day.columns.filter((column) => shown.has(column.practitioner.id)) };
      }),
      appointments: computed(() => {
        const people = new Map(book.day()?.columns.map((column) => [column.practitioner.id, column.practitioner]));
        const placed = book.appointments().map((one) => {
          const slot = actions.pending()[one.id];
          if (!slot) return one;
          const endsAt = new Date(Date.parse(slot.startsAt) + one.durationMinutes * 60_000).toISOString();
          return {
            ...one,
            startsAt: slot.startsAt,
            endsAt,
            practitioner: people.get(slot.practitionerId) ?? one.practitioner,
          };
        });
        return placed.filter((one) => !store.roomId() || one.room?.id === store.roomId());
      }),
      rooms: computed(() => roomsOf(book.appointments())),
      counts: computed(() => countsOf(book.day(), book.appointments(), book.now())),
      slotMinutes: computed(() => types.chosen()?.durationMinutes ?? 20),
      mayBook: computed(() => session.permissions().has('appointment:book')),
      mayMove: computed(() => session.permissions().has('appointment:move')),
    };
  }),
  withMethods((store) => ({
    toggle(person: { readonly id: string; readonly isShown: boolean }): void {
      patchState(store, { chosen: new Map(store.chosen()).set(person.id, !person.isShown) });
    },
    only(id: string): void {
      patchState(store, { chosen: new Map(store.people().map((one) => [one.id, one.id === id])) });
    },
    showAll: (): void => patchState(store, { chosen: new Map(store.people().map((one) => [one.id, true])) }),
    showRoom: (roomId: string | null): void => patchState(store, { roomId }),
  })),
);

function roomsOf(appointments: readonly { readonly room: { readonly id: string; readonly name: string } | null }[]) {
  const rooms = new Map(appointments.flatMap(({ room }) => (room ? [[room.id, room] as const] : [])));
  return [...rooms.values()].sort((a, b) => a.name.localeCompare(b.name));
}
