import { inject } from '@angular/core';
import { patchState, signalStore, withHooks, withMethods, withState } from '@ngrx/signals';
import type { Failure, Watched } from '@medley/web/platform/data';
import { type PatientDetails, PatientsApi } from '@medley/web/patients/data';
import { type Appointment, SchedulingApi } from '@medley/web/scheduling/data';
import { Subscription } from 'rxjs';

interface CardState {
  readonly patient: PatientDetails | null;
  readonly appointments: readonly Appointment[] | null;
  readonly isMissing: boolean;
  readonly failure: Failure | null;
}

const initial: CardState = { patient: null, appointments: null, isMissing: false, failure: null };

/** One patient and their appointments. The list belongs to scheduling and may be missing without hiding the person. */
export const CardStore = signalStore(
  withState(initial),
  withMethods((store, patients = inject(PatientsApi), scheduling = inject(SchedulingApi)) => {
    let subscription = new Subscription();
    let watched: readonly Watched<unknown>[] = [];
    return {
      show(id: string): void {
        subscription.unsubscribe();
        patchState(store, initial);
        const [person, list] = [patients.watch(id), scheduling.watchOfPatient(id)];
        watched = [person, list];
        subscription = person.results.subscribe(({ data, failure, loading }) => {
          if (data) patchState(store, { patient: data.patient, isMissing: !data.patient && !loading });
          patchState(store, { failure });
        });
        subscription.add(
          list.results.subscribe(
            ({ data }) => data && patchState(store, { appointments: data.patient?.appointments ?? [] }),
          ),
        );
      },
      retry: (): void => watched.forEach((one) => one.refetch()),
      leave: (): void => subscription.unsubscribe(),
    };
  }),
  withHooks((store) => ({ onDestroy: () => store.leave() })),
);
