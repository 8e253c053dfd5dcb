import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withHooks, withMethods, withState } from '@ngrx/signals';
import { clinicDate } from '@medley/kernel';
import { SessionStore } from '@medley/web/access/data';
import { type Change, ChangesFeed } from '@medley/web/live/data';
import type { Failure, Loaded, Watched } from '@medley/web/platform/data';
import { Subscription } from 'rxjs';
import { type Appointment, type Day, SchedulingApi } from './scheduling-api';

interface DayBookState {
  /** The date asked for; null follows the clinic's today. */
  readonly asked: string | null;
  readonly day: Day | null;
  readonly all: readonly Appointment[] | null;
  readonly failure: Failure | null;
  /** Appointments that others changed a moment ago. */
  readonly flashing: ReadonlySet<string>;
  readonly now: number;
}

const initial: DayBookState = {
  asked: null,
  day: null,
  all: null,
  failure: null,
  flashing: new Set(),
  now: Date.now(),
};
const flashMs = 2_500;
const tickMs = 15_000;

/** One day of the clinic, live: shared by the day and today's list, so that both always show the same. */
export const DayBook = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withComputed(({ day, all, now }, session = inject(SessionStore)) => ({
    today: computed(() => clinicDate(now(), session.timeZone())),
    timeZone: computed(() => day()?.timeZone ?? session.timeZone()),
    /** A moved appointment stays in the cached list of its old day; it is not of this day any more. */
    appointments: computed(() => ofDay(day(), all() ?? [])),
    isLoading: computed(() => !day() || !all()),
  })),
  withMethods((store, api = inject(SchedulingApi), feed = inject(ChangesFeed)) => {
    let subscription = new Subscription();
    let watched: readonly Watched<unknown>[] = [];
    let shownDate: string | null = null;

    function takeDay({ data, failure }: Loaded<{ readonly day: Day }>): void {
      if (data) patchState(store, { day: data.day });
      if (failure) patchState(store, { failure });
    }

    function takeAppointments({
      data,
      failure,
      loading,
    }: Loaded<{ readonly appointments: { readonly nodes: readonly Appointment[] } }>): void {
      if (data) patchState(store, { all: data.appointments.nodes, ...(loading ? {} : { failure: null }) });
      if (failure) patchState(store, { failure });
      if (data && !loading) feed.replay();
    }

    function watch(date: string): void {
      subscription.unsubscribe();
      subscription = new Subscription();
      shownDate = date;
      const day = api.watchDay(date);
      const appointments = api.watchAppointments(date);
      watched = [day, appointments];
      subscription.add(day.results.subscribe(takeDay));
      subscription.add(appointments.results.subscribe(takeAppointments));
    }

    function show(date: string): void {
      if (date === shownDate) return;
      patchState(store, { day: null, all: null, failure: null });
      watch(date);
    }

    return { _show: show, _reread: () => watched.forEach((one) => one.refetch()), _shown: () => shownDate };
  }),
  withMethods((store, api = inject(SchedulingApi), feed = inject(ChangesFeed)) => {
    function flash(id: string): void {
      patchState(store, ({ flashing }) => ({ flashing: new Set([...flashing, id]) }));
      setTimeout(
        () => patchState(store, ({ flashing }) => ({ flashing: new Set([...flashing].filter((one) => one !== id)) })),
        flashMs,
      );
    }

    function take(change: Change): void {
      const { appointment } = change;
      if (!appointment) return;
      api.addToDay(clinicDate(appointment.startsAt, store.timeZone()), appointment);
      if (!feed.isOwn(appointment.id)) flash(appointment.id);
    }

    return {
      open(asked: string | null): void {
        patchState(store, { asked, now: Date.now() });
        store._show(asked ?? store.today());
      },
      retry(): void {
        patchState(store, { failure: null });
        store._reread();
      },
      take,
      tick(): void {
        const before = store.today();
        patchState(store, { now: Date.now() });
        if (store.asked() === null && store._shown() && store.today() !== before) store._show(store.today());
      },
    };
  }),
  withHooks((store, feed = inject(ChangesFeed)) => ({
    onInit(): void {
      feed.changes.subscribe((change) => store.take(change));
      feed.missed.subscribe(() => store.retry());
      setInterval(() => store.tick(), tickMs);
    },
  })),
);

function ofDay(day: Day | null, all: readonly Appointment[]): readonly Appointment[] {
  if (!day) return [];
  const [from, to] = [Date.parse(day.startsAt), Date.parse(day.endsAt)];
  const isOfDay = ({ startsAt, status }: Appointment) =>
    Date.parse(startsAt) >= from && Date.parse(startsAt) < to && status !== 'ENTERED_IN_ERROR';
  return all.filter(isOfDay).sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
}
