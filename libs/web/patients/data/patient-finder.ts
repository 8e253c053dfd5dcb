import { inject } from '@angular/core';
import { patchState, signalStore, withMethods, withState } from '@ngrx/signals';
import { type Failure, failureOf } from '@medley/web/platform/data';
import { type PatientListRow, PatientsApi } from './patients-api';

interface FinderState {
  readonly search: string;
  readonly hits: readonly PatientListRow[];
  readonly searching: boolean;
  readonly failure: Failure | null;
}

const initial: FinderState = { search: '', hits: [], searching: false, failure: null };
const pauseMs = 120;
const most = 8;

/** Search as you type: waits for a pause in typing, and never shows the answer to an older question. */
export const PatientFinder = signalStore(
  withState(initial),
  withMethods((store, api = inject(PatientsApi)) => {
    let timer: ReturnType<typeof setTimeout> | undefined;

    async function ask(search: string): Promise<void> {
      try {
        const { rows } = await api.search(search, most);
        if (store.search() === search) patchState(store, { hits: rows, searching: false, failure: null });
      } catch (error) {
        if (store.search() === search) patchState(store, { hits: [], searching: false, failure: failureOf(error) });
      }
    }

    return {
      find(search: string): void {
        clearTimeout(timer);
        const empty = search.trim() === '';
        patchState(store, { search, searching: !empty, ...(empty ? { hits: [] } : {}) });
        if (!empty) timer = setTimeout(() => void ask(search), pauseMs);
      },
    };
  }),
);
