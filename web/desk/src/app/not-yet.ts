import { ChangeDetectionStrategy, Component } from '@angular/core';
import { inject } from '@angular/core';
import { SessionStore } from '@medley/web/access/data';
import { ChangesFeed } from '@medley/web/live/data';
import { Notice } from '@medley/ui';
@Component({ selector: 'desk-x', imports: [Notice], changeDetection: ChangeDetectionStrategy.OnPush, template: `<ui-notice heading="x" [text]="s.phase()+f.state().kind" />` })
export class NotYet { s = inject(SessionStore); f = inject(ChangesFeed); }
