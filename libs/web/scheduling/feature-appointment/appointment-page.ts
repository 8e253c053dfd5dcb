import { ChangeDetectionStrategy, Component, effect, inject, input, untracked } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clockTime, dayAndTime, durationText } from '@medley/kernel';
import {
  ageText,
  AppointmentState,
  birthDateText,
  Control,
  Failed,
  Field,
  Icon,
  MatButton,
  Notice,
  Skeleton,
} from '@medley/ui';
import { type Appointment, type CancelReason, waitingMinutes, DayBook } from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';
import { OpeningsList } from '@medley/web/scheduling/ui-openings';
import { AppointmentStore } from './appointment-store';

const cancelReasons: readonly { readonly key: CancelReason; readonly words: string }[] = [
  { key: 'PATIENT_REQUEST', words: 'The patient asked' },
  { key: 'PATIENT_ILL', words: 'The patient is ill' },
  { key: 'CLINIC_REQUEST', words: 'The clinic asked' },
  { key: 'PRACTITIONER_UNAVAILABLE', words: 'The practitioner is away' },
  { key: 'OTHER', words: 'Another reason' },
];

/** One appointment: what it is, and everything the desk may do with it now. */
@Component({
  selector: 'scheduling-appointment-page',
  imports: [AppointmentState, Control, Failed, Field, Icon, MatButton, Notice, OpeningsList, RouterLink, Skeleton],
  providers: [AppointmentStore],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './appointment-page.html',
  styleUrl: './appointment-page.css',
})
export class AppointmentPage {
  readonly id = input.required<string>();
  protected readonly store = inject(AppointmentStore);
  protected readonly actions = inject(AppointmentActions);
  private readonly book = inject(DayBook);
  protected readonly cancelReasons = cancelReasons;
  protected readonly durationText = durationText;

  constructor() {
    effect(() => {
      const id = this.id();
      untracked(() => this.store.show(id));
    });
  }

  protected when({ startsAt, endsAt }: Appointment): string {
    return `${dayAndTime(startsAt, this.store.timeZone())}–${clockTime(endsAt, this.store.timeZone())}`;
  }

  protected at(instant: string): string {
    return dayAndTime(instant, this.store.timeZone());
  }

  protected born(birthDate: string): string {
    return `${birthDateText(birthDate)} · ${ageText(birthDate, this.store.today())}`;
  }

  protected waited(appointment: Appointment): number | null {
    return waitingMinutes(appointment, this.book.now());
  }

  protected reasonWords(reason: CancelReason): string {
    return cancelReasons.find((one) => one.key === reason)?.words ?? 'Cancelled';
  }
}
