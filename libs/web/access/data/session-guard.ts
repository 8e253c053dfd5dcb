import { inject } from '@angular/core';
import { type CanActivateFn, type CanMatchFn, Router } from '@angular/router';
import { SessionStore } from './session-store';

/** Lets only a signed-in person in; remembers where they wanted to go. */
export const signedInOnly: CanActivateFn = async (_route, state) => {
  const session = inject(SessionStore);
  const router = inject(Router);
  await session.ready();
  if (session.phase() !== 'signed-out') return true;
  return router.createUrlTree(['/sign-in'], { queryParams: state.url === '/' ? {} : { next: state.url } });
};

/** Matches only with the permission; the route after it says which one is missing. */
export const permitted =
  (permission: string): CanMatchFn =>
  async () => {
    const session = inject(SessionStore);
    await session.ready();
    return session.may(permission);
  };
