import { inject, Injectable } from '@angular/core';
import {
  type MeFieldsFragment,
  RefreshSessionDocument,
  type SessionFieldsFragment,
  SignInDocument,
  SignOutDocument,
  SwitchClinicDocument,
} from '@medley/graphql';
import { GraphqlClient } from '@medley/web/platform/data';

export type Me = MeFieldsFragment;
export interface Opened {
  readonly session: SessionFieldsFragment;
  readonly me: Me;
}
export interface NotOpened {
  readonly refused: string;
}

interface RefusalLike {
  readonly __typename: 'SimpleRefusal';
  readonly message: string;
}

/** Signing in and staying signed in, with the refresh token in a cookie. */
@Injectable({ providedIn: 'root' })
export class SessionApi {
  private readonly client = inject(GraphqlClient);

  async signIn(email: string, password: string): Promise<Opened | NotOpened> {
    const input = { email, password, transport: 'COOKIE' as const };
    return outcome((await this.client.mutate(SignInDocument, { input }, { anonymous: true })).signIn);
  }

  async refresh(): Promise<Opened | NotOpened> {
    return outcome((await this.client.mutate(RefreshSessionDocument, {}, { anonymous: true })).refreshSession);
  }

  async switchClinic(clinicId: string): Promise<Opened | NotOpened> {
    return outcome((await this.client.mutate(SwitchClinicDocument, { input: { clinicId } })).switchClinic);
  }

  async signOut(): Promise<void> {
    await this.client.mutate(SignOutDocument, {});
  }
}

function outcome(result: (Opened & { readonly __typename: string }) | RefusalLike): Opened | NotOpened {
  return 'me' in result ? { session: result.session, me: result.me } : { refused: result.message };
}
