import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { Icon } from '../icon/icon';
import type { IconName } from '../icon/icon-paths';

export type AppointmentStateKey =
  | 'REQUESTED'
  | 'SCHEDULED'
  | 'CONFIRMED'
  | 'CHECKED_IN'
  | 'IN_PROGRESS'
  | 'COMPLETED'
  | 'CANCELLED'
  | 'NO_SHOW'
  | 'ENTERED_IN_ERROR';

export interface AppointmentStateLook {
  readonly word: string;
  readonly icon: IconName;
  readonly token: string;
}

/** One palette for every screen: never colour alone, always with its icon and its word. */
export const appointmentStates: Readonly<Record<AppointmentStateKey, AppointmentStateLook>> = {
  REQUESTED: { word: 'Requested', icon: 'hourglass_top', token: 'held' },
  SCHEDULED: { word: 'Scheduled', icon: 'schedule', token: 'scheduled' },
  CONFIRMED: { word: 'Confirmed', icon: 'event_available', token: 'confirmed' },
  CHECKED_IN: { word: 'Arrived', icon: 'how_to_reg', token: 'arrived' },
  IN_PROGRESS: { word: 'In progress', icon: 'stethoscope', token: 'in-progress' },
  COMPLETED: { word: 'Completed', icon: 'task_alt', token: 'completed' },
  CANCELLED: { word: 'Cancelled', icon: 'event_busy', token: 'cancelled' },
  NO_SHOW: { word: 'No-show', icon: 'person_off', token: 'no-show' },
  ENTERED_IN_ERROR: { word: 'Entered in error', icon: 'cancel', token: 'cancelled' },
};

/** The state of an appointment as colour, icon and word. */
@Component({
  selector: 'ui-appointment-state',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { '[class]': '"state-" + look().token' },
  template: `<ui-icon [name]="look().icon" /><span>{{ look().word }}</span>`,
  styles: `
    :host {
      display: inline-flex;
      align-items: center;
      gap: 4px;
      padding: 2px 8px 2px 6px;
      border-radius: 999px;
      font-size: var(--text-s);
      line-height: 18px;
      white-space: nowrap;
      color: var(--state-text);
      background: var(--state-fill);
      border: 1px solid var(--state-edge);
    }
    :host(.state-cancelled) span {
      text-decoration: line-through;
    }
  `,
})
export class AppointmentState {
  readonly status = input.required<AppointmentStateKey>();
  protected readonly look = computed(() => appointmentStates[this.status()]);
}
