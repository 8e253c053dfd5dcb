import { Injectable } from '@angular/core';

export interface AccessToken {
  readonly value: string;
  readonly expiresAt: number;
}

/** Half a minute before its end a token is not sent any more: it could expire on the way. */
const marginMs = 30_000;

/**
 * The access token, in memory alone: a page that is closed or stolen from disk holds none. The refresh token is a
 * cookie no script can read. One tab refreshes at a time, because each refresh uses up the cookie it was sent with.
 */
@Injectable({ providedIn: 'root' })
export class Tokens {
  private current: AccessToken | null = null;
  private renew: () => Promise<AccessToken | null> = async () => null;
  private renewing: Promise<AccessToken | null> | null = null;

  renewWith(renew: () => Promise<AccessToken | null>): void {
    this.renew = renew;
  }

  hold(token: AccessToken | null): void {
    this.current = token;
  }

  /** A token that is good for the next request, renewed first when its end is near. */
  async usable(): Promise<string | null> {
    if (!this.current) return null;
    if (this.current.expiresAt - Date.now() > marginMs) return this.current.value;
    return (await this.refresh())?.value ?? null;
  }

  /** Renews now; callers that come while it runs share its answer. */
  refresh(): Promise<AccessToken | null> {
    this.renewing ??= navigator.locks
      .request('medley-refresh', () => this.renew())
      .then((token) => (this.current = token))
      .finally(() => (this.renewing = null));
    return this.renewing;
  }
}
