import { inject } from '@angular/core';
import { patchState, signalStore, withHooks, withMethods, withState } from '@ngrx/signals';
import { ChangesFeed } from '@medley/web/live/data';
import { type Failure, failureOf } from '@medley/web/platform/data';
import { type PatientListRow, PatientsApi } from '@medley/web/patients/data';

interface PatientsState {
  readonly search: string;
  readonly rows: readonly PatientListRow[] | null;
  readonly next: string | null;
  readonly busy: boolean;
  readonly failure: Failure | null;
  readonly flashing: string | null;
}

const initial: PatientsState = { search: '', rows: null, next: null, busy: false, failure: null, flashing: null };
const pageSize = 30;
const pauseMs = 120;

/** The clinic's patients, found as the desk types; the list grows by pages and keeps its place. */
export const PatientsStore = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withMethods((store, api = inject(PatientsApi)) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let asked = 0;

    async function read(after: string | null): Promise<void> {
      const question = ++asked;
      patchState(store, { busy: true, failure: null });
      try {
        const { rows, next } = await api.search(store.search(), pageSize, after);
        if (question === asked)
          patchState(store, ({ rows: before }) => ({
            rows: after ? [...(before ?? []), ...rows] : rows,
            next,
            busy: false,
          }));
      } catch (error) {
        if (question === asked) patchState(store, { busy: false, failure: failureOf(error) });
      }
    }

    return {
      load: (): void => void read(null),
      more: (): void => void read(store.next()),
      find(search: string): void {
        clearTimeout(timer);
        patchState(store, { search });
        timer = setTimeout(() => void read(null), pauseMs);
      },
      /** Somebody else's registration or correction shows in place. */
      take(patient: Pick<PatientListRow, 'id' | 'version'> & Partial<PatientListRow>): void {
        patchState(store, ({ rows }) => ({
          rows: rows?.map((row) => (row.id === patient.id ? { ...row, ...patient } : row)) ?? null,
          flashing: patient.id,
        }));
      },
    };
  }),
  withHooks((store, feed = inject(ChangesFeed)) => ({
    onInit: () => void feed.changes.subscribe(({ patient }) => patient && store.take(patient)),
  })),
);
