import { Injectable, signal } from '@angular/core';

export type Theme = 'auto' | 'light' | 'dark';

const key = 'medley-theme';

/** Light, dark, or as the machine says; remembered on this machine alone. */
@Injectable({ providedIn: 'root' })
export class ThemeChoice {
  private readonly current = signal<Theme>(read());
  readonly theme = this.current.asReadonly();

  constructor() {
    this.choose(this.current());
  }

  choose(theme: Theme): void {
    this.current.set(theme);
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
    localStorage.setItem(key, theme);
  }
}

function read(): Theme {
  const stored = localStorage.getItem(key);
  return stored === 'light' || stored === 'dark' ? stored : 'auto';
}
