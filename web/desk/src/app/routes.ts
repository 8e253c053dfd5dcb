import { Component, ChangeDetectionStrategy, inject } from '@angular/core';
import { ActivatedRoute, type Route, type Routes } from '@angular/router';
import { NoPermission } from '@medley/ui';
import { permitted } from '@medley/web/access/data';
import { DayPage } from '@medley/web/scheduling/feature-day';
import { DeskFrame } from './desk-frame';

@Component({
  selector: 'desk-missing-permission',
  imports: [NoPermission],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ui-no-permission [permission]="permission" />`,
})
class MissingPermission {
  protected readonly permission = String(inject(ActivatedRoute).snapshot.data['needs']);
}

/** The page for those who may; for the others, at the same address, which permission they lack. */
function needing(permission: string, route: Route): Routes {
  const { path = '', title = '' } = route;
  return [
    { ...route, canMatch: [permitted(permission)] },
    { path, title, component: MissingPermission, data: { needs: permission } },
  ];
}

export const routes: Routes = [
  {
    path: '',
    component: DeskFrame,
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'day' },
      ...needing('appointment:read', { path: 'day', title: 'Today’s schedule · Medley', component: DayPage }),
      ...needing('appointment:read', { path: 'day/:date', title: 'Day · Medley', component: DayPage }),
      ...needing('appointment:read', {
        path: 'today',
        title: 'Today · Medley',
        loadComponent: () => import('@medley/web/scheduling/feature-today').then((m) => m.TodayPage),
      }),
      ...needing('patient:read', {
        path: 'patients',
        title: 'Patients · Medley',
        loadComponent: () => import('@medley/web/patients/feature-list').then((m) => m.PatientsPage),
      }),
      ...needing('patient:read', {
        path: 'patients/:id',
        title: 'Patient · Medley',
        loadComponent: () => import('@medley/web/patients/feature-card').then((m) => m.PatientPage),
      }),
    ],
  },
];
