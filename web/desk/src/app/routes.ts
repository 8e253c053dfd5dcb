import type { Routes } from '@angular/router';
import { NotYet } from './not-yet';
export const routes: Routes = [{ path: '**', component: NotYet }];
