import { ChangeDetectionStrategy, Component, inject, input } from '@angular/core';
import { Router } from '@angular/router';
import { SignInForm } from './sign-in-form';

/** Where the day begins; afterwards it goes on to the address that was asked for. */
@Component({
  selector: 'access-sign-in-page',
  imports: [SignInForm],
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <main>
      <img src="/favicon.svg" alt="" width="40" height="40" />
      <h1>Sign in to Medley</h1>
      <access-sign-in-form (signedIn)="enter()" />
    </main>
  `,
  styles: `
    :host {
      display: grid;
      place-items: center;
      min-block-size: 100dvh;
      padding: 24px;
      background: var(--mat-sys-surface-container-low);
    }
    main {
      display: grid;
      gap: 16px;
      inline-size: min(380px, 100%);
      padding: 32px;
      border: 1px solid var(--mat-sys-outline-variant);
      border-radius: 16px;
      background: var(--mat-sys-surface-container-lowest);
    }
  `,
})
export class SignInPage {
  /** The address that was asked for, bound from the URL. */
  readonly next = input<string>();
  private readonly router = inject(Router);

  protected enter(): void {
    const next = this.next();
    void this.router.navigateByUrl(next?.startsWith('/') && !next.startsWith('//') ? next : '/', { replaceUrl: true });
  }
}
