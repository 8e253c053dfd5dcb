import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { SessionStore } from '@medley/web/access/data';
import { AppointmentActions, DayBook, VisitTypes } from '@medley/web/scheduling/data';
import { countsOf } from './day-counts';

interface DayState {
  readonly hidden: ReadonlySet<string>;
  readonly roomId: string | null;
}

const initial: DayState = { hidden: new Set(), roomId: null };

/** What of the day is shown: which practitioners, which room; moves show at once and go back when refused. */
export const DayStore = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withComputed((store, book = inject(DayBook), actions = inject(AppointmentActions), types = inject(VisitTypes), session = inject(SessionStore)) => ({
    people: computed(() => book.day()?.columns.map((column) => column.practitioner) ?? []),
    shownDay: computed(() => {
      const day = book.day();
      return day && { ...day, columns: day.columns.filter((column) => !store.hidden().has(column.practitioner.id)) };
    }),
    appointments: computed(() => {
      const people = new Map(book.day()?.columns.map((column) => [column.practitioner.id, column.practitioner]));
      const placed = book.appointments().map((one) => {
        const slot = actions.pending()[one.id];
        if (!slot) return one;
        const endsAt = new Date(Date.parse(slot.startsAt) + one.durationMinutes * 60_000).toISOString();
        return { ...one, startsAt: slot.startsAt, endsAt, practitioner: people.get(slot.practitionerId) ?? one.practitioner };
      });
      return placed.filter((one) => !store.roomId() || one.room?.id === store.roomId());
    }),
    rooms: computed(() => roomsOf(book.appointments())),
    counts: computed(() => countsOf(book.day(), book.appointments(), book.now())),
    slotMinutes: computed(() => types.chosen()?.durationMinutes ?? 20),
    mayBook: computed(() => session.permissions().has('appointment:book')),
    mayMove: computed(() => session.permissions().has('appointment:move')),
  })),
  withMethods((store) => ({
    toggle(practitionerId: string): void {
      const hidden = new Set(store.hidden());
      if (!hidden.delete(practitionerId)) hidden.add(practitionerId);
      patchState(store, { hidden });
    },
    only(practitionerId: string): void {
      patchState(store, { hidden: new Set(store.people().map((one) => one.id).filter((id) => id !== practitionerId)) });
    },
    showAll: (): void => patchState(store, { hidden: new Set() }),
    showRoom: (roomId: string | null): void => patchState(store, { roomId }),
  })),
);

function roomsOf(appointments: readonly { readonly room: { readonly id: string; readonly name: string } | null }[]) {
  const rooms = new Map(appointments.flatMap(({ room }) => (room ? [[room.id, room] as const] : [])));
  return [...rooms.values()].sort((a, b) => a.name.localeCompare(b.name));
}
