import { ChangeDetectionStrategy, Component, computed, effect, inject, input, untracked } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { durationText } from '@medley/kernel';
import {
  addDays,
  Failed,
  Icon,
  isLocalDate,
  longDate,
  MatButton,
  MatIconButton,
  MonthPicker,
  Notice,
  shortDate,
  Skeleton,
  Toasts,
} from '@medley/ui';
import { SheetNavigation } from '@medley/web/platform/data';
import { DayBook, VisitTypes } from '@medley/web/scheduling/data';
import { AppointmentActions } from '@medley/web/scheduling/feature-act';
import { DayGrid, type Move, type Slot } from '@medley/web/scheduling/ui-day-grid';
import { DayStore } from './day-store';

/** The clinic's day: everybody's columns side by side, live. */
@Component({
  selector: 'scheduling-day-page',
  imports: [DayGrid, Failed, Icon, MatButton, MatIconButton, MonthPicker, Notice, RouterLink, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './day-page.html',
  styleUrl: './day-page.css',
  host: { '(document:keydown)': 'shortcut($event)', '[class.with-sheet]': 'sheet()' },
})
export class DayPage {
  /** From the address; none means today. */
  readonly date = input<string>();
  readonly sheet = input<string>();
  readonly appointment = input<string>();

  protected readonly book = inject(DayBook);
  protected readonly store = inject(DayStore);
  private readonly actions = inject(AppointmentActions);
  private readonly sheets = inject(SheetNavigation);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);

  protected readonly shownDate = computed(() => this.book.asked() ?? this.book.today());
  protected readonly title = computed(() => longDate(this.shownDate()));
  protected readonly shortTitle = computed(() => shortDate(this.shownDate()));
  protected readonly isToday = computed(() => this.shownDate() === this.book.today());
  protected readonly durationText = durationText;

  constructor() {
    effect(() => {
      const date = this.date();
      untracked(() => this.book.open(date && isLocalDate(date) ? date : null));
    });
    void inject(VisitTypes)
      .load()
      .catch(() => undefined);
  }

  protected go(date: string): void {
    void this.router.navigate(date === this.book.today() ? ['/desk/day'] : ['/desk/day', date], {
      queryParamsHandling: 'preserve',
    });
  }

  protected turn(days: number): void {
    this.go(addDays(this.shownDate(), days));
  }

  protected startBooking(slot: Slot): void {
    void this.sheets.open('book', { at: slot.startsAt, practitioner: slot.practitionerId });
  }

  protected openAppointment(id: string): void {
    void this.sheets.open('appointment', { appointment: id });
  }

  protected move({ appointment, startsAt, practitionerId }: Move): void {
    void this.actions.move(appointment, { startsAt, practitionerId });
  }

  protected sayWhy(reason: string): void {
    this.toasts.say(`That time cannot be had. ${reason}.`);
  }

  /** T for today, the angle brackets for the days around, as in other calendars. */
  protected shortcut(event: KeyboardEvent): void {
    const typing = (event.target as HTMLElement).closest('input, textarea, select, dialog');
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 't') this.go(this.book.today());
    if (event.key === ',') this.turn(-1);
    if (event.key === '.') this.turn(1);
    if (event.key === 'b' && this.store.mayBook()) void this.sheets.open('book');
  }
}
