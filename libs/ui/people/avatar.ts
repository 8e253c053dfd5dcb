import { ChangeDetectionStrategy, Component, computed, input } from '@angular/core';

/** Initials on the practitioner's colour: stands where a photograph is not known. */
@Component({
  selector: 'ui-avatar',
  changeDetection: ChangeDetectionStrategy.OnPush,
  host: { 'aria-hidden': 'true', '[style.--person]': '"var(--person-" + colour() + ")"' },
  template: `{{ initials() }}`,
  styles: `
    :host {
      display: inline-grid;
      place-items: center;
      flex: none;
      inline-size: 28px;
      block-size: 28px;
      border-radius: 50%;
      font-size: var(--text-xs);
      font-weight: 600;
      letter-spacing: 0.02em;
      color: var(--person-text);
      background: var(--person);
    }
  `,
})
export class Avatar {
  readonly name = input.required<string>();
  /** 1 to 8: an index into the palette of people. */
  readonly colour = input(1);
  protected readonly initials = computed(() => initialsOf(this.name()));
}

const titles = /^(dr|prof|mr|mrs|ms|mx)\.?$/i;

/** First and last initial, without titles. */
export function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word && !titles.test(word));
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0] ?? '');
  return letters.join('').toUpperCase();
}
