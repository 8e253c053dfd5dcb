import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { type Appointment, DayBook, nextStepOf, waitingMinutes } from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';

export type Stage = 'all' | 'expected' | 'waiting' | 'with-doctor' | 'done';

const stages: Readonly<Record<Stage, readonly Appointment['status'][] | null>> = {
  all: null,
  expected: ['REQUESTED', 'SCHEDULED', 'CONFIRMED'],
  waiting: ['CHECKED_IN'],
  'with-doctor': ['IN_PROGRESS'],
  done: ['COMPLETED', 'NO_SHOW', 'CANCELLED'],
};

export const stageWords: Readonly<Record<Stage, string>> = {
  all: 'Everybody',
  expected: 'Expected',
  waiting: 'Waiting',
  'with-doctor': 'With doctor',
  done: 'Done',
};

/** Today's people in the order the desk needs them: who waits longest first, then by time. */
export const TodayStore = signalStore(
  { providedIn: 'root' },
  withState<{ readonly stage: Stage; readonly search: string }>({ stage: 'all', search: '' }),
  withComputed(({ stage, search }, book = inject(DayBook)) => ({
    tabs: computed(() =>
      (Object.keys(stages) as Stage[]).map((key) => ({
        key,
        words: stageWords[key],
        count: inStage(book.appointments(), key).length,
      })),
    ),
    rows: computed(() => {
      const found = inStage(book.appointments(), stage()).filter((one) => matches(one, search()));
      return found
        .map((appointment) => ({
          appointment,
          waited: waitingMinutes(appointment, book.now()),
          next: nextStepOf(appointment),
        }))
        .sort(byUrgency);
    }),
  })),
  withMethods((store, actions = inject(AppointmentActions)) => ({
    show: (stage: Stage): void => patchState(store, { stage }),
    find: (search: string): void => patchState(store, { search }),
    next(appointment: Appointment): Promise<void> {
      return nextStepOf(appointment) === 'check-in' ? actions.checkIn(appointment) : actions.undoCheckIn(appointment);
    },
  })),
);

function inStage(appointments: readonly Appointment[], stage: Stage): readonly Appointment[] {
  const states = stages[stage];
  return states ? appointments.filter((one) => states.includes(one.status)) : appointments;
}

function matches({ patient, practitioner, reference }: Appointment, search: string): boolean {
  const text = `${patient?.displayName} ${patient?.mrn} ${practitioner?.name} ${reference}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

interface Row {
  readonly appointment: Appointment;
  readonly waited: number | null;
}

function byUrgency(a: Row, b: Row): number {
  if (a.waited !== null || b.waited !== null) return (b.waited ?? -1) - (a.waited ?? -1);
  return Date.parse(a.appointment.startsAt) - Date.parse(b.appointment.startsAt);
}
