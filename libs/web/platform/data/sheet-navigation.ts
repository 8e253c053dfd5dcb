import { inject, Injectable } from '@angular/core';
import { Router } from '@angular/router';

export type SheetName = 'book' | 'appointment' | 'patient' | 'register';

/** Opens work in the side sheet by changing the URL alone, so that every sheet can be linked and reloaded. */
@Injectable({ providedIn: 'root' })
export class SheetNavigation {
  private readonly router = inject(Router);

  open(sheet: SheetName, with_: Readonly<Record<string, string | null>> = {}): Promise<boolean> {
    return this.router.navigate([], { queryParams: { sheet, ...with_ } });
  }

  close(): Promise<boolean> {
    return this.router.navigate([], { queryParams: {} });
  }
}
