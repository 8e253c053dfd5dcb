import type { Routes } from '@angular/router';
import { signedInOnly } from '@medley/web/access/data';
import { remoteRoutes } from './remotes';

export const routes: Routes = [
  {
    path: 'sign-in',
    title: 'Sign in · Medley',
    loadComponent: () => import('@medley/web/access/feature-sign-in').then((m) => m.SignInPage),
  },
  {
    path: '',
    canActivate: [signedInOnly],
    loadComponent: () => import('./frame').then((m) => m.Frame),
    children: [
      { path: 'desk', loadChildren: () => remoteRoutes('desk') },
      { path: '', pathMatch: 'full', redirectTo: 'desk/day' },
      { path: '**', title: 'Not found · Medley', loadComponent: () => import('./not-found').then((m) => m.NotFound) },
    ],
  },
];
