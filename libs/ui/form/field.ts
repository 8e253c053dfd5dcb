import { booleanAttribute, ChangeDetectionStrategy, Component, Directive, inject, input } from '@angular/core';
import { Icon } from '../icon/icon';

let count = 0;

/** A labelled control with its hint and, when something is wrong, what to do about it. */
@Component({
  selector: 'ui-field',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.wrong]': 'error()' },
  template: `
    <label [attr.for]="controlId"
      >{{ label() }}
      @if (optional()) {
        <span class="optional"> optional</span>
      }
    </label>
    <ng-content />
    @if (error()) {
      <p class="error" [id]="noteId"><ui-icon name="warning" />{{ error() }}</p>
    } @else if (hint()) {
      <p [id]="noteId">{{ hint() }}</p>
    }
  `,
  styles: `
    :host {
      display: grid;
      gap: 4px;
      min-inline-size: 0;
    }
    label {
      font-size: var(--text-s);
      font-weight: 500;
      color: var(--mat-sys-on-surface-variant);
    }
    .optional {
      font-weight: 400;
    }
    p {
      margin: 0;
      font-size: var(--text-s);
      color: var(--mat-sys-on-surface-variant);
    }
    .error {
      display: flex;
      gap: 4px;
      color: var(--mat-sys-error);
    }
  `,
})
export class Field {
  readonly label = input.required<string>();
  readonly hint = input<string | null>(null);
  readonly error = input<string | null>(null);
  readonly optional = input(false, { transform: booleanAttribute });
  readonly controlId = `ui-field-${count++}`;
  readonly noteId = `${this.controlId}-note`;
}

/** A native control inside a field: takes its label, hint and error from there. */
@Directive({
  selector: '[uiControl]',
  host: {
    class: 'ui-control',
    '[id]': 'field.controlId',
    '[attr.aria-invalid]': 'field.error() ? true : null',
    '[attr.aria-describedby]': 'field.error() || field.hint() ? field.noteId : null',
  },
})
export class Control {
  protected readonly field = inject(Field);
}
