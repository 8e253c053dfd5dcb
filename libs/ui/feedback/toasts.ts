import { inject, Injectable } from '@angular/core';
import { MatSnackBar } from '@angular/material/snack-bar';
import { take } from 'rxjs';

const undoForMs = 10_000;

/** What just happened, said once and politely at the foot of the screen. */
@Injectable({ providedIn: 'root' })
export class Toasts {
  private readonly bar = inject(MatSnackBar);

  say(message: string): void {
    this.bar.open(message, 'Close', { duration: 6_000, politeness: 'polite' });
  }

  /** Stays ten seconds; after that what was done stands. */
  sayWithUndo(message: string, undo: () => void): void {
    const shown = this.bar.open(message, 'Undo', { duration: undoForMs, politeness: 'polite' });
    shown.onAction().pipe(take(1)).subscribe(undo);
  }
}
