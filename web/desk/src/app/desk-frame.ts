import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import { ActivatedRoute, RouterOutlet } from '@angular/router';
import { map } from 'rxjs';
import { DeskSheet } from './desk-sheet';

/** The list or the day, and beside it the sheet the address asks for. */
@Component({
  selector: 'desk-frame',
  imports: [DeskSheet, RouterOutlet],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="work"><router-outlet /></div>
    @if (sheet(); as sheet) {
      <desk-sheet [sheet]="sheet" [params]="params()" />
    }
  `,
  styles: `
    :host {
      display: flex;
      block-size: 100%;
      min-block-size: 0;
    }
    .work {
      flex: 1;
      min-inline-size: 0;
      min-block-size: 0;
      overflow: hidden;
    }
  `,
})
export class DeskFrame {
  private readonly query = inject(ActivatedRoute).queryParamMap;
  protected readonly sheet = toSignal(this.query.pipe(map((query) => query.get('sheet'))), { initialValue: null });
  protected readonly params = toSignal(
    this.query.pipe(map((query) => Object.fromEntries(query.keys.map((key) => [key, query.get(key) ?? ''])))),
    { initialValue: {} },
  );
}
