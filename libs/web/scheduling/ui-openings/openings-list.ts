import { ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { dayAndTime } from '@medley/kernel';
import type { Opening } from '@medley/web/scheduling/data';

/** Free times to choose from, each a button. */
@Component({
  selector: 'scheduling-openings',
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    @for (opening of openings(); track opening.startsAt + opening.practitioner.id) {
      <button
        type="button"
        [attr.aria-pressed]="opening.startsAt === at() && opening.practitioner.id === practitionerId()"
        (click)="chosen.emit(opening)"
      >
        <strong>{{ when(opening) }}</strong><span>{{ opening.practitioner.name }}</span>
      </button>
    }
  `,
  styles: `
    :host {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(150px, 1fr));
      gap: 6px;
    }
    button {
      display: grid;
      min-inline-size: 0;
      padding: 5px 10px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 8px;
      font: inherit;
      text-align: start;
      color: inherit;
      background: var(--mat-sys-surface-container-lowest);
      cursor: pointer;
    }
    button:hover {
      border-color: var(--mat-sys-primary);
    }
    button[aria-pressed='true'] {
      border-color: var(--mat-sys-primary);
      color: var(--mat-sys-on-primary-container);
      background: var(--mat-sys-primary-container);
    }
    strong {
      font-weight: 600;
    }
    span {
      overflow: hidden;
      font-size: var(--text-s);
      text-overflow: ellipsis;
      white-space: nowrap;
    }
  `,
})
export class OpeningsList {
  readonly openings = input.required<readonly Opening[]>();
  readonly timeZone = input.required<string>();
  readonly at = input<string | null>(null);
  readonly practitionerId = input<string | null>(null);
  readonly chosen = output<Opening>();

  protected when(opening: Opening): string {
    return dayAndTime(opening.startsAt, this.timeZone());
  }
}
