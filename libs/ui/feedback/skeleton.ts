import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Grey lines where rows will be. Invisible for 200 ms, so that a fast answer shows no flicker. */
@Component({
  selector: 'ui-skeleton',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', 'aria-label': 'Loading' },
  template: `@for (width of widths(); track $index) {
    <span [style.inline-size.%]="width"></span>
  }`,
  styles: `
    :host {
      display: grid;
      gap: 16px;
      padding: 16px;
      animation: appear 1ms 200ms both;
    }
    span {
      block-size: 16px;
      border-radius: 4px;
      background: var(--mat-sys-surface-container-highest);
    }
    @keyframes appear {
      from {
        opacity: 0;
      }
    }
  `,
})
export class Skeleton {
  readonly rows = input(6);
  protected readonly widths = computed(() => Array.from({ length: this.rows() }, (_, row) => 60 + ((row * 37) % 36)));
}
