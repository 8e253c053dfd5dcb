import { ChangeDetectionStrategy, Component, ElementRef, inject, input } from '@angular/core';
import { RouterLink } from '@angular/router';
import { clockTime, durationText } from '@medley/kernel';
import { ageText, AppointmentState, Failed, Icon, MatButton, Notice, Skeleton } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { SheetNavigation } from '@medley/web/platform/data';
import { type Appointment, DayBook } from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';
import { TodayStore } from './today-store';

/** Everybody of today: who is expected, who waits and how long, and the next thing to do with one key. */
@Component({
  selector: 'scheduling-today-page',
  imports: [AppointmentState, Failed, Icon, MatButton, Notice, RouterLink, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './today-page.html',
  styleUrl: './today-page.css',
})
export class TodayPage {
  readonly appointment = input<string>();
  protected readonly book = inject(DayBook);
  protected readonly store = inject(TodayStore);
  protected readonly actions = inject(AppointmentActions);
  private readonly sheets = inject(SheetNavigation);
  private readonly session = inject(SessionStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly durationText = durationText;

  constructor() {
    this.book.open(null);
  }

  protected mayCheckIn(): boolean {
    return this.session.may('appointment:check-in');
  }

  protected clock(instant: string): string {
    return clockTime(instant, this.book.timeZone());
  }

  protected age(birthDate: string): string {
    return ageText(birthDate, this.book.today());
  }

  protected open(appointment: Appointment): void {
    void this.sheets.open('appointment', { appointment: appointment.id });
  }

  /** Arrows walk the rows, Enter does the next thing, O opens. */
  protected key(event: KeyboardEvent, appointment: Appointment): void {
    const row = event.currentTarget as HTMLElement;
    if (event.target !== row) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.walk(event, row);
    if (event.key === 'o') this.open(appointment);
    if (event.key !== 'Enter') return;
    if (appointment.status === 'SCHEDULED' || appointment.status === 'CONFIRMED') void this.store.next(appointment);
    else this.open(appointment);
  }

  private walk(event: KeyboardEvent, row: HTMLElement): void {
    event.preventDefault();
    const rows = [...this.host.querySelectorAll<HTMLElement>('tbody tr')];
    rows[rows.indexOf(row) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  }
}
