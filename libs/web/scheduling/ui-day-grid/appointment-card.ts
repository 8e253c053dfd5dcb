import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';
import { clockTime } from '@medley/kernel';
import { appointmentStates, Icon } from '@medley/ui';
import type { Appointment } from '@medley/web/scheduling/data';

/** One appointment as the day shows it: who, when, and its state as colour, icon and word. */
@Component({
  selector: 'scheduling-appointment-card',
  imports: [Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: {
    '[class]': '"state-" + look().token',
    '[class.overbooked]': 'appointment().overbooked',
    '[attr.title]': 'label()',
  },
  template: `
    <ui-icon [name]="look().icon" />
    <span class="name">{{ name() }}</span>
    <span class="more">{{ time() }} · {{ look().word }} · {{ appointment().visitType?.name }}</span>
    <span class="visually-hidden"
      >, {{ appointment().practitioner?.name }}{{ appointment().overbooked ? ', overbooked' : '' }}</span
    >
  `,
  styleUrl: './appointment-card.css',
})
export class AppointmentCard {
  readonly appointment = input.required<Appointment>();
  readonly timeZone = input.required<string>();

  protected readonly look = computed(() => appointmentStates[this.appointment().status]);
  protected readonly time = computed(() => clockTime(this.appointment().startsAt, this.timeZone()));
  protected readonly name = computed(() => this.appointment().patient?.displayName ?? 'Patient');
  protected readonly label = computed(() => {
    const { visitType, practitioner, overbooked } = this.appointment();
    const words = [
      this.time(),
      this.name(),
      this.look().word,
      visitType?.name,
      practitioner?.name,
      overbooked ? 'overbooked' : '',
    ];
    return words.filter(Boolean).join(', ');
  });
}
