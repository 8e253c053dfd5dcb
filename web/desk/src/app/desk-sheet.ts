import { ChangeDetectionStrategy, Component, computed, inject, input } from '@angular/core';
import { SideSheet } from '@medley/ui';
import { PatientCard } from '@medley/web/patients/feature-card';
import { RegisterPage } from '@medley/web/patients/feature-register';
import { SheetNavigation, type SheetName } from '@medley/web/platform/data';
import { AppointmentPage } from '@medley/web/scheduling/feature-appointment';
import { BookPage } from '@medley/web/scheduling/feature-book';

const headings: Readonly<Partial<Record<string, string>>> & Readonly<Record<SheetName, string>> = {
  book: 'Book an appointment',
  appointment: 'Appointment',
  patient: 'Patient',
  register: 'Register a patient',
};

/** Which work stands in the side sheet; each kind is loaded when it is first opened. */
@Component({
  selector: 'desk-sheet',
  imports: [AppointmentPage, BookPage, PatientCard, RegisterPage, SideSheet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-side-sheet [heading]="heading()" (closed)="sheets.close()">
      @switch (sheet()) {
        @case ('book') {
          @defer (on immediate) {
            <scheduling-book-page
              [at]="params()['at']"
              [practitioner]="params()['practitioner']"
              [patient]="params()['patient']"
            />
          }
        }
        @case ('appointment') {
          @defer (on immediate) {
            <scheduling-appointment-page [id]="params()['appointment'] ?? ''" />
          }
        }
        @case ('patient') {
          @defer (on immediate) {
            <patients-patient-card [id]="params()['patient'] ?? ''" />
          }
        }
        @case ('register') {
          @defer (on immediate) {
            <patients-register-page [name]="params()['name']" [then]="params()['then']" />
          }
        }
      }
    </ui-side-sheet>
  `,
})
export class DeskSheet {
  readonly sheet = input.required<string>();
  readonly params = input.required<Readonly<Record<string, string>>>();
  protected readonly sheets = inject(SheetNavigation);
  protected readonly heading = computed(() => headings[this.sheet()] ?? 'Nothing here');
}
