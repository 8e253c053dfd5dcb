import {
  ChangeDetectionStrategy,
  Component,
  computed,
  effect,
  ElementRef,
  inject,
  input,
  output,
  signal,
  untracked,
  viewChild,
} from '@angular/core';
import { clockTime } from '@medley/kernel';
import { Avatar, Icon } from '@medley/ui';
import type { Appointment, Day } from '@medley/web/scheduling/data';
import { AppointmentCard } from './appointment-card';
import {
  obstacle,
  overlaps,
  pixels,
  pixelsPerMinute,
  shownSpan,
  spanOf,
  type Spot,
  startAt,
  stepFor,
  takesTime,
} from './day-geometry';
import { GridDrag } from './grid-drag';
import { columnView } from './column-view';
import { nextSpot } from './grid-walk';

export interface Slot {
  readonly startsAt: string;
  readonly practitionerId: string;
}
export interface Move extends Slot {
  readonly appointment: Appointment;
}

const minute = 60_000;

/** The day as columns of practitioners: point, walk or drag; every refusal says why. */
@Component({
  selector: 'scheduling-day-grid',
  imports: [AppointmentCard, Avatar, Icon],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: './day-grid.html',
  styleUrl: './day-grid.css',
  host: {
    '(keydown)': 'key($event)',
    '(pointermove)': 'point($event)',
    '(pointerleave)': 'pointed.set(null)',
    '(click)': 'bookAt($event)',
  },
})
export class DayGrid {
  readonly day = input.required<Day>();
  readonly appointments = input.required<readonly Appointment[]>();
  readonly timeZone = input.required<string>();
  readonly now = input.required<number>();
  /** Length of the visit that empty time is offered for. */
  readonly slotMinutes = input(20);
  readonly flashing = input<ReadonlySet<string>>(new Set());
  readonly selectedId = input<string | null>(null);
  readonly mayBook = input(true);
  readonly mayMove = input(true);

  readonly booked = output<Slot>();
  readonly opened = output<string>();
  readonly moved = output<Move>();
  readonly refused = output<string>();

  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef).nativeElement;
  private readonly scroller = viewChild.required<ElementRef<HTMLElement>>('scroller');
  protected readonly drag = new GridDrag();
  protected readonly pointed = signal<Spot | null>(null);
  protected readonly cursor = signal<Spot | null>(null);

  protected readonly shown = computed(() => shownSpan(this.day(), this.appointments()));
  protected readonly height = computed(() => pixels(this.shown().to - this.shown().from));
  protected readonly step = computed(() => stepFor(this.slotMinutes()));
  protected readonly hours = computed(() => {
    const { from, to } = this.shown();
    const count = Math.ceil((to - from) / (60 * minute));
    return Array.from({ length: count }, (_, hour) => ({
      top: hour * 60 * pixelsPerMinute,
      label: this.clock(from + hour * 60 * minute),
    }));
  });
  protected readonly columns = computed(() =>
    this.day().columns.map((column) =>
      columnView(column, { appointments: this.appointments(), shown: this.shown(), clock: (at) => this.clock(at) }),
    ),
  );
  protected readonly nowTop = computed(() => {
    const { from, to } = this.shown();
    return this.now() >= from && this.now() < to ? pixels(this.now() - from) : null;
  });
  /** The empty time that is offered: under the pointer, else under the keyboard's cursor. */
  protected readonly offer = computed(() => {
    const spot = this.drag.ghost()
      ? null
      : (this.pointed() ?? (this.appointmentAt(this.cursor()) ? null : this.cursor()));
    return spot && this.mayBook() ? { ...spot, ...this.describe(spot, this.slotMinutes()) } : null;
  });
  protected readonly ghost = computed(() => {
    const ghost = this.drag.ghost();
    if (!ghost) return null;
    const { at, column } = ghost.spot;
    return {
      column,
      top: this.topOf(at),
      height: pixels(this.lengthOf(ghost.appointment)),
      time: this.clock(at),
      why: ghost.why,
      name: ghost.appointment.patient?.displayName,
    };
  });

  constructor() {
    effect(() => {
      const { date } = this.day();
      untracked(() => requestAnimationFrame(() => this.scrollToWork(date)));
    });
  }

  protected clock(at: number): string {
    return clockTime(at, this.timeZone());
  }

  protected topOf(at: number): number {
    return pixels(at - this.shown().from);
  }

  protected point(event: PointerEvent): void {
    const dragged = this.drag.topOf(event);
    if (dragged) this.dragTo(event, dragged.appointment, dragged.y);
    else this.pointed.set(event.pointerType === 'touch' ? null : this.emptySpot(event));
  }

  protected grab(event: PointerEvent, appointment: Appointment): void {
    const movable = this.mayMove() && (appointment.status === 'SCHEDULED' || appointment.status === 'CONFIRMED');
    if (!movable || event.button !== 0 || event.pointerType === 'touch') return;
    const card = event.currentTarget as HTMLElement;
    card.setPointerCapture(event.pointerId);
    this.drag.grab(appointment, event, event.clientY - card.getBoundingClientRect().top);
  }

  protected drop(): void {
    const ghost = this.drag.drop();
    if (!ghost) return;
    const slot = this.slotAt(ghost.spot);
    if (ghost.why) this.refused.emit(ghost.why);
    else if (slot && !isSame(ghost.appointment, slot)) this.moved.emit({ appointment: ghost.appointment, ...slot });
  }

  protected open(appointment: Appointment): void {
    if (this.drag.justDropped) this.drag.justDropped = false;
    else this.opened.emit(appointment.id);
  }

  protected bookAt(event: MouseEvent): void {
    const spot = this.emptySpot(event);
    if (spot) this.book(spot);
  }

  protected book(spot: Spot): void {
    if (!this.mayBook() || this.drag.justDropped) return;
    const slot = this.slotAt(spot);
    const { why } = this.describe(spot, 5);
    if (why) this.refused.emit(why);
    else if (slot) this.booked.emit(slot);
  }

  protected key(event: KeyboardEvent): void {
    if (event.key === 'Escape' && this.drag.ghost()) {
      this.drag.cancel();
      event.stopPropagation();
      return;
    }
    const spot = nextSpot(event.key, this.cursor() ?? this.firstSpot(), {
      step: this.step() * minute,
      shown: this.shown(),
      columns: this.columns().length,
    });
    if (!spot) return;
    event.preventDefault();
    this.pointed.set(null);
    this.cursor.set(this.settle(spot, event.key));
    requestAnimationFrame(() => this.host.querySelector<HTMLElement>('[data-cursor="true"]')?.focus());
  }

  protected isCursor(appointment: Appointment): boolean {
    return this.appointmentAt(this.cursor())?.id === appointment.id;
  }

  protected follow(appointment: Appointment, column: number): void {
    if (!this.isCursor(appointment)) this.cursor.set({ column, at: Date.parse(appointment.startsAt) });
  }

  /** Below an appointment the cursor goes to its end, not to the next line inside it. */
  private settle(spot: Spot, key: string): Spot {
    const here = this.appointmentAt(this.cursor());
    const there = this.appointmentAt(spot);
    if (key === 'ArrowDown' && here && there?.id === here.id) return { ...spot, at: spanOf(here).to };
    return there ? { ...spot, at: spanOf(there).from } : spot;
  }

  private describe({ column, at }: Spot, minutes: number) {
    const view = this.columns()[column];
    const why = view
      ? obstacle(view.column, view.own, { from: at, to: at + minutes * minute }, (time) => this.clock(time))
      : null;
    const label = `${this.clock(at)} · ${minutes} min · ${view?.practitioner.name ?? ''}`;
    return { top: this.topOf(at), height: minutes * pixelsPerMinute, label, why };
  }

  private dragTo(event: PointerEvent, appointment: Appointment, y: number): void {
    const column = this.columnUnder(event.clientX);
    const view = this.columns()[column];
    if (!view) return;
    const at = startAt(y - this.topOfColumns() + pixelsPerMinute * 2.5, this.shown(), 5);
    const others = view.own.filter((one) => one.id !== appointment.id);
    const why = obstacle(view.column, others, { from: at, to: at + this.lengthOf(appointment) }, (time) =>
      this.clock(time),
    );
    this.pointed.set(null);
    this.drag.show({ appointment, spot: { column, at }, why });
  }

  /** The time under the pointer, unless something stands there already. */
  private emptySpot(event: MouseEvent): Spot | null {
    const target = event.target as HTMLElement;
    const column = target.closest<HTMLElement>('.column')?.dataset['column'];
    if (column === undefined || target.closest('.card, .offer')) return null;
    return { column: Number(column), at: startAt(event.clientY - this.topOfColumns(), this.shown(), this.step()) };
  }

  private columnUnder(x: number): number {
    const boxes = [...this.host.querySelectorAll('.column')].map((column) => column.getBoundingClientRect());
    return Math.max(
      0,
      boxes.findIndex((box) => x < box.right),
    );
  }

  private topOfColumns(): number {
    return this.host.querySelector('.column')?.getBoundingClientRect().top ?? 0;
  }

  private lengthOf(appointment: Appointment): number {
    const { from, to } = spanOf(appointment);
    return to - from;
  }

  private slotAt({ column, at }: Spot): Slot | null {
    const practitionerId = this.columns()[column]?.practitioner.id;
    return practitionerId ? { practitionerId, startsAt: new Date(at).toISOString() } : null;
  }

  private appointmentAt(spot: Spot | null): Appointment | null {
    if (!spot) return null;
    const own = this.columns()[spot.column]?.own ?? [];
    return own.find((one) => takesTime(one) && overlaps(spanOf(one), { from: spot.at, to: spot.at + 1 })) ?? null;
  }

  private firstSpot(): Spot {
    const { from, to } = this.shown();
    const step = this.step() * minute;
    const at = this.now() >= from && this.now() < to ? from + Math.floor((this.now() - from) / step) * step : from;
    return { column: 0, at };
  }

  private scrollToWork(date: string): void {
    if (date !== this.day().date) return;
    const top = this.nowTop();
    this.scroller().nativeElement.scrollTop = top === null ? 0 : Math.max(0, top - 160);
  }
}

const isSame = (appointment: Appointment, slot: Slot): boolean =>
  Date.parse(appointment.startsAt) === Date.parse(slot.startsAt) &&
  appointment.practitioner?.id === slot.practitionerId;
