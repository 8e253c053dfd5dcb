import { afterNextRender, ChangeDetectionStrategy, Component, ElementRef, inject, output, signal } from '@angular/core';
import { SessionStore } from '@medley/web/access/data';
import { failureOf } from '@medley/web/platform/data';
import { Control, Field, Icon, MatButton } from '@medley/ui';

/** E-mail and password. The same form opens the day and brings back a session that ran out. */
@Component({
  selector: 'access-sign-in-form',
  imports: [Control, Field, Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './sign-in-form.html',
  styleUrl: './sign-in-form.css',
})
export class SignInForm {
  readonly signedIn = output();
  private readonly session = inject(SessionStore);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  protected readonly email = signal(this.session.me()?.email ?? '');
  protected readonly password = signal('');
  protected readonly busy = signal(false);
  protected readonly refused = signal(this.session.failure()?.message ?? '');

  constructor() {
    afterNextRender(() =>
      this.host.querySelector<HTMLElement>(this.email() ? '[type=password]' : '[type=email]')?.focus(),
    );
  }

  protected async signIn(): Promise<void> {
    if (this.busy()) return;
    this.busy.set(true);
    const refused = await this.session
      .signIn(this.email().trim(), this.password())
      .catch((error: unknown) => failureOf(error).message);
    this.busy.set(false);
    this.refused.set(refused ?? '');
    if (refused === null) this.signedIn.emit();
  }
}
