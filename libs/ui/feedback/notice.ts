import { booleanAttribute, ChangeDetectionStrategy, Component, input, output } from '@angular/core';
import { MatButton } from '@angular/material/button';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

/** A place with nothing in it yet: says what belongs here and offers the first step as its content. */
@Component({
  selector: 'ui-notice',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class.needs-you]': 'needsYou()' },
  template: `
    <ui-icon [name]="icon()" />
    <h2>{{ heading() }}</h2>
    <p>{{ text() }}</p>
    <div class="steps"><ng-content /></div>
  `,
  styles: `
    :host {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: 8px;
      padding: 48px 24px;
      text-align: center;
      color: var(--mat-sys-on-surface-variant);
    }
    ui-icon {
      --icon-size: 32px;
      color: var(--mat-sys-primary);
    }
    :host(.needs-you) ui-icon {
      color: var(--mat-sys-tertiary);
    }
    h2 {
      margin: 0;
      font-size: var(--text-l);
      font-weight: 600;
      color: var(--mat-sys-on-surface);
    }
    p {
      margin: 0;
      max-inline-size: 46ch;
    }
    .steps {
      display: flex;
      gap: 8px;
      flex-wrap: wrap;
      justify-content: center;
      margin-block-start: 8px;
    }
  `,
})
export class Notice {
  readonly icon = input<IconName>('info');
  readonly heading = input.required<string>();
  readonly text = input.required<string>();
  readonly needsYou = input(false, { transform: booleanAttribute });
}

/** Something could not be read: what was kept, and a way to try again. */
@Component({
  selector: 'ui-failed',
  imports: [Notice, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { role: 'alert' },
  template: `
    <ui-notice needsYou icon="cloud_off" [heading]="heading()" [text]="message()">
      <button matButton="tonal" type="button" (click)="retry.emit()">Try again</button>
    </ui-notice>
  `,
})
export class Failed {
  readonly heading = input('This could not be loaded');
  readonly message = input.required<string>();
  readonly retry = output();
}

/** The page exists, the right does not: names the missing one so that the administrator can be asked for it. */
@Component({
  selector: 'ui-no-permission',
  imports: [Notice],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `<ui-notice
    needsYou
    icon="lock"
    heading="Your role does not include this"
    [text]="'It needs the permission “' + permission() + '”. An administrator of your clinic can grant it.'"
  />`,
})
export class NoPermission {
  readonly permission = input.required<string>();
}
