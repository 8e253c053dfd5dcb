import {
  ChangeDetectionStrategy,
  Component,
  computed,
  ElementRef,
  inject,
  input,
  linkedSignal,
  output,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../icon/icon';
import { addDays, addMonths, type LocalDate, longDate, monthName, weeksOfMonth } from '../time/local-date';

const steps: Readonly<Record<string, (date: LocalDate) => LocalDate>> = {
  ArrowLeft: (date) => addDays(date, -1),
  ArrowRight: (date) => addDays(date, 1),
  ArrowUp: (date) => addDays(date, -7),
  ArrowDown: (date) => addDays(date, 7),
  PageUp: (date) => addMonths(date, -1),
  PageDown: (date) => addMonths(date, 1),
};

/** A month to pick a day from; one tab stop, arrows walk by day and week, Page keys by month. */
@Component({
  selector: 'ui-month-picker',
  imports: [Icon, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '(keydown)': 'walk($event)' },
  templateUrl: './month-picker.html',
  styleUrl: './month-picker.css',
})
export class MonthPicker {
  readonly value = input.required<LocalDate>();
  readonly today = input.required<LocalDate>();
  readonly picked = output<LocalDate>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly cursor = linkedSignal(() => this.value());
  protected readonly weeks = computed(() => weeksOfMonth(this.cursor()));
  protected readonly month = computed(() => this.cursor().slice(0, 7));
  protected readonly title = computed(() => monthName(this.cursor()));
  protected readonly weekdays = [
    { short: 'M', name: 'Monday' },
    { short: 'T', name: 'Tuesday' },
    { short: 'W', name: 'Wednesday' },
    { short: 'T', name: 'Thursday' },
    { short: 'F', name: 'Friday' },
    { short: 'S', name: 'Saturday' },
    { short: 'S', name: 'Sunday' },
  ];
  protected readonly longDate = longDate;

  protected turn(months: number): void {
    this.cursor.update((date) => addMonths(date, months));
  }

  protected walk(event: KeyboardEvent): void {
    const step = steps[event.key];
    if (!step || !(event.target as HTMLElement).closest('td')) return;
    event.preventDefault();
    this.cursor.update(step);
    requestAnimationFrame(() => this.host.querySelector<HTMLElement>('td button[tabindex="0"]')?.focus());
  }
}
