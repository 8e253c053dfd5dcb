import { ChangeDetectionStrategy, Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Icon, MatButton } from '@medley/ui';
import { PatientCard } from './patient-card';

@Component({
  selector: 'patients-patient-page',
  imports: [Icon, MatButton, PatientCard, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <a matButton routerLink="/desk/patients"><ui-icon name="arrow_back" /> Patients</a>
    <h1 class="visually-hidden">Patient</h1>
    <patients-patient-card [id]="id()" />
  `,
  styles: `
    :host {
      display: grid;
      align-content: start;
      justify-items: start;
      gap: 8px;
      block-size: 100%;
      padding: 12px 24px 32px;
      overflow-y: auto;
    }
    a {
      margin-inline-start: -12px;
    }
    patients-patient-card {
      inline-size: min(640px, 100%);
    }
  `,
})
export class PatientPage {
  readonly id = input.required<string>();
}
