import { computed, inject } from '@angular/core';
import { patchState, signalStore, withComputed, withHooks, withMethods, withState } from '@ngrx/signals';
import { type Failure, failureOf, GraphqlClient, Tokens, type AccessToken } from '@medley/web/platform/data';
import { type Me, type NotOpened, type Opened, SessionApi } from './session-api';

/** `lost`: was signed in, the server no longer agrees; the screen stays, covered, until the person signs in again. */
export type SessionPhase = 'starting' | 'signed-out' | 'signed-in' | 'lost';

interface SessionState {
  readonly phase: SessionPhase;
  readonly me: Me | null;
  readonly failure: Failure | null;
}

const initial: SessionState = { phase: 'starting', me: null, failure: null };
/** A hard load drops every cache, draft and socket of the person or clinic before. */
const startOver = (path: string): void => location.assign(path);
const isOpened = (result: Opened | NotOpened): result is Opened => 'me' in result;

/** Who works here, in which clinic, and what they may do. One for shell and remotes. */
export const SessionStore = signalStore(
  { providedIn: 'root' },
  withState(initial),
  withComputed(({ me, phase }) => ({
    permissions: computed(() => new Set(me()?.permissions ?? [])),
    clinic: computed(() => me()?.clinic ?? null),
    timeZone: computed(() => me()?.clinic.timeZone ?? 'UTC'),
    isSignedIn: computed(() => phase() === 'signed-in'),
  })),
  withMethods((store, api = inject(SessionApi), tokens = inject(Tokens)) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let restoring: Promise<void> | undefined;

    function accept({ session, me }: Opened): AccessToken {
      const token = { value: session.accessToken, expiresAt: Date.parse(session.expiresAt) };
      tokens.hold(token);
      clearTimeout(timer);
      timer = setTimeout(() => void tokens.refresh(), Math.max(token.expiresAt - Date.now() - 60_000, 5_000));
      const before = store.me();
      if (before && (before.id !== me.id || before.clinic.id !== me.clinic.id)) startOver('/');
      else patchState(store, { phase: 'signed-in', me, failure: null });
      return token;
    }

    async function renew(): Promise<AccessToken | null> {
      const result = await api.refresh();
      if (isOpened(result)) return accept(result);
      patchState(store, { phase: store.me() ? 'lost' : 'signed-out' });
      return null;
    }

    async function restore(): Promise<void> {
      try {
        await tokens.refresh();
      } catch (error) {
        // Not reachable is not signed out: the sign-in page says so and offers to try again.
        patchState(store, { phase: 'signed-out', failure: failureOf(error) });
      }
    }

    return {
      _accept: accept,
      renew,
      /** Resolves when it is known whether somebody is signed in. */
      ready: (): Promise<void> => (restoring ??= restore()),
    };
  }),
  withMethods((store, api = inject(SessionApi), client = inject(GraphqlClient)) => {
    const channel = new BroadcastChannel('medley-session');
    return {
      may: (permission: string): boolean => store.permissions().has(permission),
      listen(): void {
        channel.onmessage = () => startOver('/sign-in');
      },
      async signIn(email: string, password: string): Promise<string | null> {
        const result = await api.signIn(email, password);
        if (!isOpened(result)) return result.refused;
        store._accept(result);
        return null;
      },
      async switchClinic(clinicId: string): Promise<string | null> {
        const result = await api.switchClinic(clinicId);
        if (!isOpened(result)) return result.refused;
        channel.postMessage('clinic-switched');
        startOver('/');
        return null;
      },
      async signOut(): Promise<void> {
        await api.signOut();
        await client.forget();
        channel.postMessage('signed-out');
        startOver('/sign-in');
      },
    };
  }),
  withHooks((store, tokens = inject(Tokens)) => ({
    onInit(): void {
      tokens.renewWith(() => store.renew());
      store.listen();
    },
  })),
);
export type SessionStore = InstanceType<typeof SessionStore>;
