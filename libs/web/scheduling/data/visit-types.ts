import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { SchedulingApi, type VisitType } from './scheduling-api';

interface VisitTypesState {
  readonly types: readonly VisitType[];
  readonly chosenId: string | null;
}

const initial: VisitTypesState = { types: [], chosenId: null };

/** The kinds of visit the clinic offers, and the one the desk books next: empty time is offered in its length. */
export const VisitTypes = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withComputed(({ types, chosenId }) => ({
    chosen: computed(() => types().find((type) => type.id === chosenId()) ?? types()[0] ?? null),
  })),
  withMethods((store, api = inject(SchedulingApi)) => {
    let loading: Promise<void> | undefined;
    const read = async () => patchState(store, { types: await api.visitTypes() });
    return {
      /** Read once; a failure may be tried again. */
      load: (): Promise<void> => (loading ??= read().catch((error: unknown) => ((loading = undefined), Promise.reject(error)))),
      choose: (chosenId: string): void => patchState(store, { chosenId }),
    };
  }),
);
