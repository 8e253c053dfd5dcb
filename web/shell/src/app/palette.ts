import {
  ChangeDetectionStrategy,
  Component,
  computed,
  type ElementRef,
  inject,
  linkedSignal,
  viewChild,
} from '@angular/core';
import { Router } from '@angular/router';
import { clinicDate, dayAndTime } from '@medley/kernel';
import { ageText, birthDateText, Highlight, Icon, type IconName } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { PatientFinder, type PatientListRow } from '@medley/web/patients/data';
import { ThemeChoice } from './theme';

interface Command {
  readonly id: string;
  readonly words: string;
  readonly icon: IconName;
  readonly detail?: string;
  readonly run: (shift: boolean) => unknown;
}

/** One field for finding anybody and going anywhere: arrows choose, Enter goes, Shift-Enter books. */
@Component({
  selector: 'medley-palette',
  imports: [Highlight, Icon],
  providers: [PatientFinder],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './palette.html',
  styleUrl: './palette.css',
  host: { '(click)': 'click($event)' },
})
export class Palette {
  protected readonly finder = inject(PatientFinder);
  private readonly session = inject(SessionStore);
  private readonly router = inject(Router);
  private readonly theme = inject(ThemeChoice);
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  private readonly commands: readonly (Command & { readonly needs?: string })[] = [
    {
      id: 'day',
      words: 'Go to the day',
      icon: 'calendar_view_day',
      needs: 'appointment:read',
      run: () => this.router.navigateByUrl('/desk/day'),
    },
    {
      id: 'today',
      words: 'Go to today’s list',
      icon: 'today',
      needs: 'appointment:read',
      run: () => this.router.navigateByUrl('/desk/today'),
    },
    {
      id: 'patients',
      words: 'Go to patients',
      icon: 'group',
      needs: 'patient:read',
      run: () => this.router.navigateByUrl('/desk/patients'),
    },
    {
      id: 'book',
      words: 'Book an appointment',
      icon: 'add',
      needs: 'appointment:book',
      run: () => this.router.navigateByUrl('/desk/day?sheet=book'),
    },
    {
      id: 'register',
      words: 'Register a patient',
      icon: 'person_add',
      needs: 'patient:register',
      run: () => this.router.navigateByUrl('/desk/patients?sheet=register'),
    },
    {
      id: 'theme',
      words: 'Switch between light and dark',
      icon: 'contrast',
      run: () => this.theme.choose(this.theme.theme() === 'dark' ? 'light' : 'dark'),
    },
  ];

  protected readonly choices = computed<readonly Command[]>(() => {
    const search = this.finder.search().trim().toLowerCase();
    const allowed = this.commands.filter(({ needs }) => !needs || this.session.permissions().has(needs));
    const patients = this.finder.hits().map((row) => this.asChoice(row));
    return [...patients, ...allowed.filter((command) => command.words.toLowerCase().includes(search))];
  });
  protected readonly active = linkedSignal({ source: () => this.choices(), computation: () => 0 });

  open(): void {
    this.finder.find('');
    this.dialog().nativeElement.showModal();
    this.dialog().nativeElement.querySelector('input')?.focus();
  }

  protected close(): void {
    this.dialog().nativeElement.close();
  }

  /** A choice runs; a click beside the card closes it. */
  protected click(event: MouseEvent): void {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-choice]')?.dataset['choice'];
    if (at !== undefined) this.run(this.choices()[Number(at)], event.shiftKey);
    else if (event.target === this.dialog().nativeElement) this.close();
  }

  protected key(event: KeyboardEvent): void {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const count = this.choices().length;
    if (step) this.active.update((at) => (at + step + count) % Math.max(1, count));
    else if (event.key === 'Enter') this.run(this.choices()[this.active()], event.shiftKey);
    else return;
    event.preventDefault();
  }

  protected run(command: Command | undefined, shift = false): void {
    if (!command) return;
    this.close();
    command.run(shift);
  }

  private asChoice(row: PatientListRow): Command {
    const timeZone = this.session.timeZone();
    const born = row.birthDate
      ? `${birthDateText(row.birthDate)} · ${ageText(row.birthDate, clinicDate(Date.now(), timeZone))}`
      : '';
    const next = row.nextAppointment ? `next ${dayAndTime(row.nextAppointment.startsAt, timeZone)}` : '';
    const detail = [born, row.mrn, row.phone ? `…${row.phone.slice(-4)}` : '', next].filter(Boolean).join(' · ');
    const go = (shift: boolean) =>
      this.router.navigateByUrl(shift ? `/desk/day?sheet=book&patient=${row.id}` : `/desk/patients/${row.id}`);
    return { id: row.id, words: row.displayName, icon: 'person', detail, run: go };
  }
}
