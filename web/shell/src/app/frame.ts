import { ChangeDetectionStrategy, Component, computed, inject, signal, viewChild } from '@angular/core';
import { RouterLink, RouterLinkActive, RouterOutlet } from '@angular/router';
import { clockTime } from '@medley/kernel';
import {
  Avatar,
  Icon,
  type IconName,
  LiveBadge,
  MatButton,
  MatIconButton,
  MatMenu,
  MatMenuItem,
  MatMenuTrigger,
  Toasts,
} from '@medley/ui';
import { SessionStore } from '@medley/web/access/data';
import { ChangesFeed } from '@medley/web/live/data';
import { failureOf } from '@medley/web/platform/data';
import { Palette } from './palette';
import { ShortcutHelp } from './shortcut-help';
import { ThemeChoice } from './theme';

interface Area {
  readonly path: string;
  readonly words: string;
  readonly icon: IconName;
  readonly needs: string;
}

const areas: readonly Area[] = [
  { path: '/desk/day', words: 'Day', icon: 'calendar_view_day', needs: 'appointment:read' },
  { path: '/desk/today', words: 'Today', icon: 'today', needs: 'appointment:read' },
  { path: '/desk/patients', words: 'Patients', icon: 'group', needs: 'patient:read' },
];

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest('input, textarea, select, dialog') !== null;

/** Rail, top bar and the work between them. */
@Component({
  selector: 'medley-frame',
  imports: [
    Avatar,
    Icon,
    LiveBadge,
    MatButton,
    MatIconButton,
    MatMenu,
    MatMenuItem,
    MatMenuTrigger,
    Palette,
    RouterLink,
    RouterLinkActive,
    RouterOutlet,
    ShortcutHelp,
  ],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './frame.html',
  styleUrl: './frame.css',
  host: { '(document:keydown)': 'shortcut($event)' },
})
export class Frame {
  protected readonly session = inject(SessionStore);
  protected readonly theme = inject(ThemeChoice);
  private readonly feed = inject(ChangesFeed);
  private readonly toasts = inject(Toasts);
  private readonly palette = viewChild.required(Palette);
  private readonly help = viewChild.required(ShortcutHelp);

  protected readonly wide = signal(false);
  protected readonly areas = computed(() => areas.filter((area) => this.session.permissions().has(area.needs)));
  protected readonly others = computed(
    () => this.session.me()?.memberships.filter((one) => one.clinic.id !== this.session.clinic()?.id) ?? [],
  );
  protected readonly live = computed(() => {
    const state = this.feed.state();
    return { kind: state.kind, since: 'since' in state ? clockTime(state.since, this.session.timeZone()) : null };
  });

  constructor() {
    if (this.session.permissions().has('changes:read')) this.feed.start();
  }

  protected search(): void {
    this.palette().open();
  }

  protected showHelp(): void {
    this.help().open();
  }

  protected async switchTo(clinicId: string): Promise<void> {
    const refused = await this.session.switchClinic(clinicId).catch((error: unknown) => failureOf(error).message);
    if (refused) this.toasts.say(refused);
  }

  protected signOut(): void {
    void this.session.signOut().catch((error: unknown) => this.toasts.say(failureOf(error).message));
  }

  protected shortcut(event: KeyboardEvent): void {
    const command = event.key === 'k' && (event.ctrlKey || event.metaKey);
    if (!command && (isTyping(event.target) || event.ctrlKey || event.metaKey)) return;
    if (command || event.key === '/') this.search();
    else if (event.key === '?') this.showHelp();
    else return;
    event.preventDefault();
  }
}
