import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withMethods, withState } from '@ngrx/signals';
import { clinicDate } from '@medley/kernel';
import { Toasts } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { failureOf } from '@medley/web/platform/data';
import { PatientsApi } from '@medley/web/patients/data';
import { asNewPatient, type Draft, emptyDraft, mistakesIn } from './registration';

interface RegisterState {
  readonly draft: Draft;
  readonly tried: boolean;
  readonly saving: boolean;
  readonly refused: string | null;
  readonly requestId: string;
}

const initial = (): RegisterState => ({
  draft: emptyDraft,
  tried: false,
  saving: false,
  refused: null,
  requestId: crypto.randomUUID(),
});

/** The registration being typed: it survives closing the sheet and a lost session, until it is saved or started anew. */
export const RegisterStore = signalStore(
  { providedIn: 'root' },
  withState<RegisterState>(initial()),
  withComputed((_, session = inject(SessionStore)) => ({
    today: computed(() => clinicDate(Date.now(), session.timeZone())),
  })),
  withComputed((store) => ({
    /** Shown after the first try: nobody is corrected while still typing. */
    mistakes: computed(() => (store.tried() ? mistakesIn(store.draft(), store.today()) : {})),
    isBegun: computed(() => Object.values(store.draft()).some(Boolean)),
  })),
  withMethods((store, api = inject(PatientsApi), toasts = inject(Toasts)) => ({
    write(part: Partial<Draft>): void {
      patchState(store, ({ draft }) => ({
        draft: { ...draft, ...part },
        refused: null,
        requestId: crypto.randomUUID(),
      }));
    },
    startAnew: (): void => patchState(store, initial()),
    /** The new patient's id, or null where something must be corrected first. */
    async register(): Promise<string | null> {
      patchState(store, { tried: true, refused: null });
      if (store.saving() || Object.keys(mistakesIn(store.draft(), store.today())).length) return null;
      patchState(store, { saving: true });
      try {
        const result = await api.register(store.requestId(), asNewPatient(store.draft()));
        if ('refused' in result) patchState(store, { refused: result.refused });
        if ('refused' in result) return null;
        toasts.say(`${result.patient.displayName} is registered as ${result.patient.mrn}`);
        patchState(store, initial());
        return result.patient.id;
      } catch (error) {
        patchState(store, { refused: failureOf(error).message });
        return null;
      } finally {
        patchState(store, { saving: false });
      }
    },
  })),
);
