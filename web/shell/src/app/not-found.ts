import { ChangeDetectionStrategy, Component } from '@angular/core';
import { RouterLink } from '@angular/router';
import { MatButton, Notice } from '@medley/ui';

@Component({
  selector: 'medley-not-found',
  imports: [MatButton, Notice, RouterLink],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <ui-notice
      icon="help"
      heading="There is nothing at this address"
      text="The link may be old, or may belong to another clinic."
    >
      <a matButton="tonal" routerLink="/desk/day">Go to today</a>
    </ui-notice>
  `,
})
export class NotFound {}
