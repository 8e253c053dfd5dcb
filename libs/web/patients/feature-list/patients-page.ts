import { ChangeDetectionStrategy, Component, computed, ElementRef, inject } from '@angular/core';
import { Router, RouterLink } from '@angular/router';
import { clinicDate, dayAndTime } from '@medley/kernel';
import { ageText, birthDateText, Failed, Highlight, Icon, MatButton, Notice, Skeleton } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { SheetNavigation } from '@medley/web/platform/data';
import type { PatientListRow } from '@medley/web/patients/data';
import { PatientsStore } from './patients-store';

/** Everybody the clinic knows: type, walk with the arrows, Enter opens, Shift-Enter books. */
@Component({
  selector: 'patients-patients-page',
  imports: [Failed, Highlight, Icon, MatButton, Notice, RouterLink, Skeleton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './patients-page.html',
  styleUrl: './patients-page.css',
  host: { '(keydown)': 'key($event)' },
})
export class PatientsPage {
  protected readonly store = inject(PatientsStore);
  private readonly session = inject(SessionStore);
  private readonly sheets = inject(SheetNavigation);
  private readonly router = inject(Router);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly mayRegister = computed(() => this.session.permissions().has('patient:register'));
  private readonly today = computed(() => clinicDate(Date.now(), this.session.timeZone()));

  constructor() {
    if (!this.store.rows()) this.store.load();
  }

  protected born({ birthDate }: PatientListRow): string {
    return birthDate ? `${birthDateText(birthDate)} · ${ageText(birthDate, this.today())}` : 'Unknown';
  }

  protected next({ nextAppointment }: PatientListRow): string {
    if (!nextAppointment) return '';
    return [dayAndTime(nextAppointment.startsAt, this.session.timeZone()), nextAppointment.practitioner?.name]
      .filter(Boolean)
      .join(' · ');
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') this.walk(event);
    const id =
      (event.target as HTMLElement).dataset['patient'] ??
      (isSearch(event.target) ? this.store.rows()?.[0]?.id : undefined);
    if (event.key !== 'Enter' || !id) return;
    event.preventDefault();
    if (event.shiftKey) void this.sheets.open('book', { patient: id });
    else void this.router.navigate(['/desk/patients', id]);
  }

  protected open(row: PatientListRow): void {
    void this.router.navigate(['/desk/patients', row.id]);
  }

  private walk(event: KeyboardEvent): void {
    event.preventDefault();
    const stops = [...this.host.querySelectorAll<HTMLElement>('input[type=search], tbody tr')];
    stops[stops.indexOf(event.target as HTMLElement) + (event.key === 'ArrowDown' ? 1 : -1)]?.focus();
  }
}

const isSearch = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement && target.type === 'search';
