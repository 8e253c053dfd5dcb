import { inject, Injectable } from '@angular/core';
import {
  AppointmentFieldsFragmentDoc,
  type AppointmentFieldsFragment,
  AppointmentVersionFragmentDoc,
  ChangeCursorDocument,
  ChangesDocument,
  type ChangesSubscription,
  type PatientRowFragment,
  PatientRowFragmentDoc,
  PatientVersionFragmentDoc,
} from '@medley/graphql';
import { GraphqlClient, Tokens } from '@medley/web/platform/data';
import { print } from 'graphql/language/printer';
import { type Client, createClient } from 'graphql-ws';

export type Change = ChangesSubscription['changes'];

export interface SocketEvents {
  readonly connected: () => void;
}

/** The socket side of the contract, and what a change means for the cache. */
@Injectable({ providedIn: 'root' })
export class ChangesApi {
  private readonly client = inject(GraphqlClient);
  private readonly tokens = inject(Tokens);
  /** With the type names the cache knows its entries by: nobody adds them behind its back. */
  private readonly query = print(this.client.cache.transformDocument(ChangesDocument));

  async presentCursor(): Promise<string> {
    return (await this.client.query(ChangeCursorDocument, {})).changeCursor;
  }

  /** Everything after the cursor, then everything as it happens, until the socket ends. */
  async *after(cursor: string, events: SocketEvents, signal: AbortSignal): AsyncGenerator<Change> {
    const socket = this.connect(events);
    const stop = () => socket.terminate();
    signal.addEventListener('abort', stop, { once: true });
    try {
      for await (const { data, errors } of socket.iterate<ChangesSubscription>({
        query: this.query,
        variables: { after: cursor },
      })) {
        if (errors?.length) throw new CursorRefused(errors[0]?.message);
        if (data) yield data.changes;
      }
    } finally {
      signal.removeEventListener('abort', stop);
      await socket.dispose();
    }
  }

  /** Newer entries replace cached ones wherever they are shown; older ones are ignored. */
  remember(change: Change): void {
    if (change.appointment) this.rememberAppointment(change.appointment);
    if (change.patient) this.rememberPatient(change.patient);
  }

  private connect(events: SocketEvents): Client {
    let silence: ReturnType<typeof setTimeout> | undefined;
    const client: Client = createClient({
      url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
      retryAttempts: 0,
      keepAlive: 15_000,
      connectionParams: async () => ({ authorization: `Bearer ${(await this.tokens.usable()) ?? ''}` }),
      on: {
        connected: events.connected,
        ping: (received) => {
          if (!received) silence = setTimeout(() => client.terminate(), 6_000);
        },
        pong: () => clearTimeout(silence),
        closed: () => clearTimeout(silence),
      },
    });
    return client;
  }

  private rememberAppointment(data: AppointmentFieldsFragment): void {
    const { cache } = this.client;
    const id = `Appointment:${data.id}`;
    const known = cache.readFragment({ id, fragment: AppointmentVersionFragmentDoc });
    if (known && known.version >= data.version) return;
    cache.writeFragment({ id, fragment: AppointmentFieldsFragmentDoc, fragmentName: 'AppointmentFields', data });
  }

  private rememberPatient(data: PatientRowFragment): void {
    const { cache } = this.client;
    const id = `Patient:${data.id}`;
    const known = cache.readFragment({ id, fragment: PatientVersionFragmentDoc });
    if (known && known.version >= data.version) return;
    cache.writeFragment({ id, fragment: PatientRowFragmentDoc, fragmentName: 'PatientRow', data });
  }
}

/** The server answered, but not with changes: the cursor may be unknown to it, so start from the present. */
export class CursorRefused extends Error {}
