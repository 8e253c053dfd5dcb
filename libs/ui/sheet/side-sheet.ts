import {
  ChangeDetectionStrategy,
  Component,
  type ElementRef,
  input,
  output,
  viewChild,
  afterNextRender,
} from '@angular/core';
import { MatIconButton } from '@angular/material/button';
import { Icon } from '../icon/icon';

/** Work beside the list or the day, never over it. Escape closes it; focus starts at its heading. */
@Component({
  selector: 'ui-side-sheet',
  imports: [Icon, MatIconButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'complementary', '[attr.aria-label]': 'heading()', '(keydown.escape)': 'closed.emit()' },
  template: `
    <header>
      <h2 #title tabindex="-1">{{ heading() }}</h2>
      <button matIconButton type="button" aria-label="Close" (click)="closed.emit()"><ui-icon name="close" /></button>
    </header>
    <div class="body"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      grid-template-rows: auto 1fr;
      min-block-size: 0;
      block-size: 100%;
      inline-size: 380px;
      background: var(--mat-sys-surface-container-low);
      border-inline-start: 1px solid var(--mat-sys-outline-variant);
      animation: slide 150ms ease-out;
    }
    header {
      display: flex;
      align-items: center;
      justify-content: space-between;
      gap: 8px;
      padding: 8px 8px 8px 20px;
    }
    h2 {
      margin: 0;
      font-size: var(--text-l);
      font-weight: 600;
      outline: none;
      overflow-wrap: anywhere;
    }
    .body {
      overflow-y: auto;
      padding: 4px 20px 24px;
    }
    @keyframes slide {
      from {
        translate: 24px 0;
        opacity: 0;
      }
    }
    @media (max-width: 900px) {
      :host {
        position: fixed;
        inset: 0 0 0 auto;
        z-index: 20;
        inline-size: min(420px, 100vw);
        box-shadow: 0 0 32px rgb(0 0 0 / 25%);
      }
    }
  `,
})
export class SideSheet {
  readonly heading = input.required<string>();
  readonly closed = output();
  private readonly title = viewChild.required<ElementRef<HTMLElement>>('title');

  constructor() {
    afterNextRender(() => this.title().nativeElement.focus({ preventScroll: true }));
  }
}
