import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

export type LiveKind = 'connecting' | 'live' | 'reconnecting' | 'offline';

const icons: Readonly<Record<LiveKind, IconName>> = {
  connecting: 'sync',
  live: 'wifi',
  reconnecting: 'sync',
  offline: 'cloud_off',
};

/** Says whether what is on the screen is the clinic's present state, and since when it may not be. */
@Component({
  selector: 'ui-live-badge',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'status', '[class]': 'kind()' },
  template: `<ui-icon [name]="icon()" /><span class="words">{{ words() }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 6px;
      padding: 2px 10px;
      border-radius: 999px;
      font-size: var(--text-s);
      white-space: nowrap;
      color: var(--mat-sys-on-surface-variant);
    }
    :host(.live) ui-icon {
      color: var(--mat-sys-primary);
    }
    :host(.reconnecting),
    :host(.offline) {
      color: var(--mat-sys-on-tertiary-container);
      background: var(--mat-sys-tertiary-container);
    }
    @media (max-width: 700px) {
      :host(.live) .words,
      :host(.connecting) .words {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }
  `,
})
export class LiveBadge {
  readonly kind = input.required<LiveKind>();
  /** Clock time of the loss, in the clinic's zone. */
  readonly since = input<string | null>(null);

  protected readonly icon = computed(() => icons[this.kind()]);
  protected readonly words = computed(() => {
    const since = this.since() ? ` since ${this.since()}` : '';
    if (this.kind() === 'live') return 'Live';
    if (this.kind() === 'offline') return `Offline${since}`;
    return this.kind() === 'connecting' ? 'Connecting' : `Reconnecting${since}`;
  });
}
