import { ChangeDetectionStrategy, Component, inject } from '@angular/core';
import { RouterOutlet } from '@angular/router';
import { MatButton } from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { SignInForm } from '@medley/web/access/feature-sign-in';
import { ThemeChoice } from './theme';

/** The page, and over it the sign-in when a session was lost: the work beneath stays as it was typed. */
@Component({
  selector: 'medley-root',
  imports: [MatButton, RouterOutlet, SignInForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <div class="page" [inert]="session.phase() === 'lost'"><router-outlet /></div>
    @if (session.phase() === 'lost') {
      <div class="lost" role="dialog" aria-modal="true" aria-labelledby="lost-title">
        <div>
          <h1 id="lost-title">Sign in to go on</h1>
          <p>Your session has ended. What you typed is still here.</p>
          @defer (on immediate) {
            <access-sign-in-form />
          }
          <button matButton type="button" (click)="leave()">Leave and sign in as somebody else</button>
        </div>
      </div>
    }
  `,
  styles: `
    :host,
    .page {
      display: block;
      block-size: 100%;
    }
    .lost {
      position: fixed;
      inset: 0;
      z-index: 50;
      display: grid;
      place-items: center;
      padding: 24px;
      background: var(--mat-sys-surface-container-low);
    }
    .lost > div {
      display: grid;
      gap: 12px;
      inline-size: min(380px, 100%);
    }
    p {
      margin: 0;
    }
  `,
})
export class App {
  protected readonly session = inject(SessionStore);

  constructor() {
    inject(ThemeChoice);
  }

  protected leave(): void {
    location.assign('/sign-in');
  }
}
