import {
  ChangeDetectionStrategy,
  Component,
  effect,
  ElementRef,
  inject,
  input,
  untracked,
  afterNextRender,
} from '@angular/core';
import { Control, Field, Icon, MatButton } from '@medley/ui';
import { SheetNavigation } from '@medley/web/platform/data';
import type { Draft } from './registration';
import { RegisterStore } from './register-store';

/** Registers somebody new in the side sheet. */
@Component({
  selector: 'patients-register-page',
  imports: [Control, Field, Icon, MatButton],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './register-page.html',
  styleUrl: './register-page.css',
})
export class RegisterPage {
  /** What was searched for in vain, to begin with. */
  readonly name = input<string>();
  readonly then = input<string>();
  protected readonly store = inject(RegisterStore);
  private readonly sheets = inject(SheetNavigation);
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;

  constructor() {
    effect(() => {
      const name = this.name();
      untracked(() => this.begin(name));
    });
    afterNextRender(() => this.host.querySelector('input')?.focus());
  }

  protected write(event: Event): void {
    const { name, value } = event.target as HTMLInputElement;
    this.store.write({ [name as keyof Draft]: value });
  }

  protected async register(): Promise<void> {
    const patient = await this.store.register();
    if (patient) await this.sheets.open(this.then() === 'book' ? 'book' : 'patient', { patient });
    else this.host.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }

  private begin(name: string | undefined): void {
    if (!name || /\d/.test(name) || this.store.isBegun()) return;
    const words = name.trim().split(/\s+/);
    this.store.write({
      givenName: words.slice(0, -1).join(' ') || (words[0] ?? ''),
      familyName: words.length > 1 ? (words.at(-1) ?? '') : '',
    });
  }
}
