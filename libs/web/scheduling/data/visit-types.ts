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
    async function read(): Promise<void> {
      try {
        patchState(store, { types: await api.visitTypes() });
      } catch (error) {
        // Told to the caller, and forgotten here: the next one may try again.
        loading = undefined;
        throw error;
      }
    }
    return {
      /** Read once for all screens. */
      load: (): Promise<void> => (loading ??= read()),
      choose: (chosenId: string): void => patchState(store, { chosenId }),
    };
  }),
);
