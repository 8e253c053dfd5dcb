import { signal } from '@angular/core';
import type { Appointment } from '@medley/web/scheduling/data';
import type { Spot } from './day-geometry';

export interface Ghost {
  readonly appointment: Appointment;
  readonly spot: Spot;
  readonly why: string | null;
}

const slackPixels = 5;

/** One appointment under the pointer: a click until it has moved a little, then a ghost that follows. */
export class GridDrag {
  private start: {
    readonly appointment: Appointment;
    readonly x: number;
    readonly y: number;
    readonly grip: number;
  } | null = null;
  private readonly current = signal<Ghost | null>(null);
  readonly ghost = this.current.asReadonly();
  /** The click that ends a drag must not open the appointment. */
  justDropped = false;

  grab(appointment: Appointment, event: PointerEvent, grip: number): void {
    this.justDropped = false;
    this.start = { appointment, x: event.clientX, y: event.clientY, grip };
  }

  /** Where the top of the dragged card is, or null while this is still a click. */
  topOf(event: PointerEvent): { readonly appointment: Appointment; readonly y: number } | null {
    if (!this.start) return null;
    const far = Math.hypot(event.clientX - this.start.x, event.clientY - this.start.y) > slackPixels;
    return far || this.current() ? { appointment: this.start.appointment, y: event.clientY - this.start.grip } : null;
  }

  show(ghost: Ghost): void {
    this.current.set(ghost);
  }

  /** Ends the drag; what it had come to, if it was one. */
  drop(): Ghost | null {
    const ghost = this.current();
    this.justDropped = ghost !== null;
    this.cancel();
    return ghost;
  }

  cancel(): void {
    this.start = null;
    this.current.set(null);
  }
}
