import { ChangeDetectionStrategy, Component, type ElementRef, viewChild } from '@angular/core';
import { MatButton } from '@medley/ui';

const shortcuts = [
  { keys: ['/'], words: 'Search' },
  { keys: ['Ctrl', 'K'], words: 'Search and commands' },
  { keys: ['?'], words: 'This list' },
  { keys: ['B'], words: 'Book, on the day' },
  { keys: ['T'], words: 'Today' },
  { keys: [','], words: 'Day before' },
  { keys: ['.'], words: 'Day after' },
  { keys: ['↑', '↓', '←', '→'], words: 'Walk the day or the list' },
  { keys: ['Enter'], words: 'Book the free time, or do the next step' },
  { keys: ['Shift', 'Enter'], words: 'Book for the chosen patient' },
  { keys: ['Esc'], words: 'Close the sheet' },
] as const;

/** Every key that works, on one card. */
@Component({
  selector: 'medley-shortcut-help',
  imports: [MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <dialog #dialog aria-labelledby="shortcut-title">
      <h2 id="shortcut-title">Keyboard</h2>
      <dl>
        @for (one of shortcuts; track one.words) {
          <div>
            <dt>
              @for (key of one.keys; track key) {
                <kbd>{{ key }}</kbd>
              }
            </dt>
            <dd>{{ one.words }}</dd>
          </div>
        }
      </dl>
      <form method="dialog"><button matButton="tonal">Close</button></form>
    </dialog>
  `,
  styles: `
    dialog {
      inline-size: min(440px, calc(100vw - 24px));
      padding: 20px 24px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 12px;
      color: var(--mat-sys-on-surface);
      background: var(--mat-sys-surface-container-lowest);
    }
    dialog::backdrop {
      background: rgb(0 0 0 / 30%);
    }
    h2 {
      margin: 0 0 12px;
      font-size: var(--text-l);
    }
    dl {
      margin: 0 0 16px;
    }
    dl div {
      display: grid;
      grid-template-columns: 130px 1fr;
      padding: 4px 0;
    }
    dd {
      margin: 0;
    }
  `,
})
export class ShortcutHelp {
  protected readonly shortcuts = shortcuts;
  private readonly dialog = viewChild.required<ElementRef<HTMLDialogElement>>('dialog');

  open(): void {
    this.dialog().nativeElement.showModal();
  }
}
