import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  input,
  linkedSignal,
  output,
  viewChild,
  afterNextRender,
} from '@angular/core';
import { ageText, birthDateText, Field, Control, Highlight, type LocalDate } from '@medley/ui';
import type { PatientListRow } from '@medley/web/patients/data';

/** A search field with its hits beneath: arrows choose, Enter takes, the field keeps the focus. */
@Component({
  selector: 'patients-patient-picker',
  imports: [Control, Field, Highlight],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './patient-picker.html',
  styleUrl: './patient-picker.css',
  host: { '(click)': 'take($event)' },
})
export class PatientPicker {
  readonly label = input('Patient');
  readonly search = input.required<string>();
  readonly searching = input(false);
  readonly hits = input.required<readonly PatientListRow[]>();
  readonly today = input.required<LocalDate>();
  readonly error = input<string | null>(null);
  readonly searched = output<string>();
  readonly picked = output<PatientListRow>();
  readonly unknown = output();

  private readonly box = viewChild.required<ElementRef<HTMLInputElement>>('box');
  protected readonly active = linkedSignal({ source: () => this.hits(), computation: () => 0 });

  constructor() {
    afterNextRender(() => this.box().nativeElement.focus());
  }

  protected describe(row: PatientListRow): string {
    const born = row.birthDate
      ? `${birthDateText(row.birthDate)} · ${ageText(row.birthDate, this.today())}`
      : 'Birth date unknown';
    return [born, row.mrn, row.phone ? `…${row.phone.slice(-4)}` : ''].filter(Boolean).join(' · ');
  }

  /** The pointer takes what the keyboard takes with Enter. */
  protected take(event: MouseEvent): void {
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-hit]')?.dataset['hit'];
    const hit = at === undefined ? undefined : this.hits()[Number(at)];
    if (hit) this.picked.emit(hit);
  }

  protected key(event: KeyboardEvent): void {
    const hits = this.hits();
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const hit = hits[this.active()];
    if (step) this.active.update((at) => (at + step + hits.length) % Math.max(1, hits.length));
    else if (event.key === 'Enter' && hit) this.picked.emit(hit);
    else return;
    event.preventDefault();
  }
}
