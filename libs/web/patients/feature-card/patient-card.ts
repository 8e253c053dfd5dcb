import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clinicDate, dayAndTime } from '@medley/kernel';
import { ageText, AppointmentState, birthDateText, Failed, Icon, MatButton, Notice, Skeleton } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { CardStore } from './card-store';

const genders = { MALE: 'Male', FEMALE: 'Female', OTHER: 'Other', UNKNOWN: 'Not known' } as const;

/** Who somebody is, how to reach them, and their appointments: in the sheet and as a page of its own. */
@Component({
  selector: 'patients-patient-card',
  imports: [AppointmentState, Failed, Icon, MatButton, Notice, RouterLink, Skeleton],
  providers: [CardStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './patient-card.html',
  styleUrl: './patient-card.css',
})
export class PatientCard {
  readonly id = input.required<string>();
  protected readonly store = inject(CardStore);
  private readonly session = inject(SessionStore);
  protected readonly genders = genders;
  protected readonly mayBook = computed(() => this.session.permissions().has('appointment:book'));
  private readonly today = computed(() => clinicDate(Date.now(), this.session.timeZone()));
  protected readonly address = computed(() => {
    const address = this.store.patient()?.address;
    return [address?.line, address?.city, address?.state, address?.postalCode, address?.country]
      .filter(Boolean)
      .join(', ');
  });

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => this.store.show(id));
    });
  }

  /** Systems are addresses; their last word is what people know them by. */
  protected systemName(system: string): string {
    return system.split(/[/:#]/).findLast(Boolean) ?? system;
  }

  protected born(birthDate: string): string {
    return `${birthDateText(birthDate)} · ${ageText(birthDate, this.today())}`;
  }

  protected when(instant: string): string {
    return dayAndTime(instant, this.session.timeZone());
  }
}
