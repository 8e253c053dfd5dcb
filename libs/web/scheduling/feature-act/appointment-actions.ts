import { inject } from '@angular/core';
import { patchState, signalStore, withMethods, withState } from '@ngrx/signals';
import { dayAndTime } from '@medley/kernel';
import { Toasts } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { failureOf, given } from '@medley/web/platform/data';
import {
  type Appointment,
  type CancelReason,
  type Opening,
  type Outcome,
  SchedulingApi,
} from '@medley/web/scheduling/data';

export interface Slot {
  readonly startsAt: string;
  readonly practitionerId: string;
  readonly roomId?: string | null;
}

export interface Refused {
  readonly appointmentId: string;
  readonly message: string;
  readonly alternatives: readonly Opening[];
}

interface ActionsState {
  readonly busyId: string | null;
  /** Where appointments were put before the server agreed; undone when it does not. */
  readonly pending: Readonly<Record<string, Slot>>;
  readonly refused: Refused | null;
}

const initial: ActionsState = { busyId: null, pending: {}, refused: null };

const nameOf = (appointment: Appointment): string => appointment.patient?.displayName ?? 'The patient';

type Send = (requestId: string) => Promise<Outcome>;

/** Everything the desk does to an appointment, the same from the grid, the list and the sheet. */
export const AppointmentActions = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withMethods((store, toasts = inject(Toasts)) => {
    const requests = new Map<string, string>();

    /** The same thing tried again is the same request: the server does it once. */
    function requestFor(what: string): string {
      const id = requests.get(what) ?? crypto.randomUUID();
      requests.set(what, id);
      return id;
    }

    return { _run: run };

    async function run(appointment: Appointment, what: string, send: Send): Promise<Appointment | null> {
      if (store.busyId() === appointment.id) return null;
      const key = `${what} ${appointment.id} ${appointment.version}`;
      patchState(store, { busyId: appointment.id, refused: null });
      try {
        const outcome = await send(requestFor(key));
        requests.delete(key);
        return settle(appointment, outcome);
      } catch (error) {
        toasts.say(failureOf(error).message);
        return null;
      } finally {
        patchState(store, { busyId: null });
      }
    }

    function settle(appointment: Appointment, outcome: Outcome): Appointment | null {
      if (outcome.kind === 'done') return outcome.appointment;
      const { message, alternatives } = outcome;
      patchState(store, { refused: { appointmentId: appointment.id, message, alternatives } });
      toasts.say(message);
      return null;
    }
  }),
  withMethods((store, api = inject(SchedulingApi), toasts = inject(Toasts), session = inject(SessionStore)) => {
    async function move(appointment: Appointment, slot: Slot, isUndo = false): Promise<boolean> {
      patchState(store, ({ pending }) => ({ pending: { ...pending, [appointment.id]: slot } }));
      const what = `move ${slot.startsAt} ${slot.practitionerId}`;
      const input = { appointmentId: appointment.id, expectedVersion: appointment.version, ...given(slot) };
      const moved = await store._run(appointment, what, (requestId) => api.move({ requestId, ...input }));
      patchState(store, ({ pending }) => ({ pending: without(pending, appointment.id) }));
      if (moved && !isUndo) offerToMoveBack(appointment, moved);
      return moved !== null;
    }

    function offerToMoveBack(before: Appointment, moved: Appointment): void {
      const back: Slot = {
        startsAt: before.startsAt,
        practitionerId: before.practitioner?.id ?? '',
        roomId: before.room?.id ?? null,
      };
      const where = dayAndTime(moved.startsAt, session.timeZone());
      toasts.sayWithUndo(`${nameOf(moved)} moved to ${where}`, () => void move(moved, back, true));
    }

    return { move: (appointment: Appointment, slot: Slot): Promise<boolean> => move(appointment, slot) };
  }),
  withMethods((store, api = inject(SchedulingApi), toasts = inject(Toasts)) => {
    const run = store._run;

    async function undoCheckIn(appointment: Appointment): Promise<void> {
      const undone = await run(appointment, 'undo check-in', (id) => api.undoCheckIn(id, appointment));
      if (undone) toasts.say(`${nameOf(undone)} is expected again`);
    }

    async function restore(appointment: Appointment): Promise<void> {
      const restored = await run(appointment, 'restore', (id) => api.restore(id, appointment));
      if (restored) toasts.say(`${nameOf(restored)} is booked again`);
    }

    return {
      undoCheckIn,
      restore,
      clearRefusal: (): void => patchState(store, { refused: null }),
      async checkIn(appointment: Appointment): Promise<void> {
        const done = await run(appointment, 'check in', (id) => api.checkIn(id, appointment));
        if (done) toasts.sayWithUndo(`${nameOf(done)} checked in`, () => void undoCheckIn(done));
      },
      async confirm(appointment: Appointment): Promise<void> {
        const done = await run(appointment, 'confirm', (id) => api.confirm(id, appointment));
        if (done) toasts.say(`${nameOf(done)} confirmed`);
      },
      async cancel(appointment: Appointment, reason: CancelReason, text: string | null): Promise<boolean> {
        const done = await run(appointment, `cancel ${reason}`, (id) => api.cancel(id, appointment, reason, text));
        if (done) toasts.sayWithUndo(`${nameOf(done)} cancelled`, () => void restore(done));
        return done !== null;
      },
      async markNoShow(appointment: Appointment): Promise<void> {
        const done = await run(appointment, 'no-show', (id) => api.markNoShow(id, appointment));
        if (done) toasts.say(`${nameOf(done)} marked as no-show`);
      },
    };
  }),
);

function without<Value>(record: Readonly<Record<string, Value>>, key: string): Readonly<Record<string, Value>> {
  return Object.fromEntries(Object.entries(record).filter(([one]) => one !== key));
}
