import { ChangeDetectionStrategy, Component, effect, ElementRef, inject, input, untracked } from '@angular/core';
import { Control, Field, Icon, MatButton, MatIconButton } from '@medley/ui';
import { PatientFinder, type PatientListRow, PatientsApi } from '@medley/web/patients/data';
import { PatientPicker } from '@medley/web/patients/ui-patient-picker';
import { SheetNavigation } from '@medley/web/platform/data';
import type { Opening } from '@medley/web/scheduling/data';
import { OpeningsList } from '@medley/web/scheduling/ui-openings';
import { firstValueFrom, filter, map } from 'rxjs';
import { BookStore } from './book-store';

/** Books in the side sheet: who, what, when; nothing typed is lost by closing it. */
@Component({
  selector: 'scheduling-book-page',
  imports: [Control, Field, Icon, MatButton, MatIconButton, OpeningsList, PatientPicker],
  providers: [PatientFinder],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './book-page.html',
  styleUrl: './book-page.css',
})
export class BookPage {
  readonly at = input<string>();
  readonly practitioner = input<string>();
  readonly patient = input<string>();

  protected readonly store = inject(BookStore);
  protected readonly finder = inject(PatientFinder);
  private readonly patients = inject(PatientsApi);
  private readonly sheets = inject(SheetNavigation);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const [at, practitioner] = [this.at(), this.practitioner()];
      untracked(() => this.store.pointAt(at, practitioner));
    });
    effect(() => {
      const id = this.patient();
      if (id) untracked(() => void this.choose(id));
    });
    void this.store.prepare();
  }

  protected pick(row: PatientListRow): void {
    this.store.choosePatient(row);
    this.finder.find('');
    requestAnimationFrame(() =>
      this.host.querySelector<HTMLElement>(this.store.startsAt() ? '.book' : '[name=time]')?.focus(),
    );
  }

  protected take(opening: Opening): void {
    this.store.take(opening);
    requestAnimationFrame(() => this.host.querySelector<HTMLElement>('.book')?.focus());
  }

  protected register(): void {
    void this.sheets.open('register', { name: this.finder.search(), then: 'book' });
  }

  protected async book(): Promise<void> {
    const id = await this.store.book();
    if (id) await this.sheets.open('appointment', { appointment: id });
  }

  /** A link names the patient by id alone, so that no address carries a name. */
  private async choose(id: string): Promise<void> {
    const known = this.patients.watch(id).results.pipe(
      map(({ data }) => data?.patient),
      filter((found) => found !== undefined),
    );
    const found = await firstValueFrom(known);
    if (found) this.store.choosePatient(found);
  }
}
