import type { Appointment, DayColumn } from '@medley/web/scheduling/data';
import { closedWords, loadOf, overlaps, pixels, placed, type Span, spanOf } from './day-geometry';

interface Frame {
  readonly appointments: readonly Appointment[];
  readonly shown: Span;
  readonly clock: (at: number) => string;
}

interface Range {
  readonly startsAt: string;
  readonly endsAt: string;
}

/** Everything the grid draws of one practitioner's day. */
export function columnView(column: DayColumn, { appointments, shown, clock }: Frame) {
  const own = appointments.filter((one) => one.practitioner?.id === column.practitioner.id);
  const standing = own.filter((one) => one.status !== 'CANCELLED');
  const seen = <R extends Range>(ranges: readonly R[]) => ranges.filter((range) => overlaps(spanOf(range), shown));
  return {
    column,
    practitioner: column.practitioner,
    own,
    load: loadOf(column, own),
    hours: hoursOf(column, clock),
    closed: seen(column.closed).map((range) => ({
      ...box(range, shown),
      words: closedWords(range.reason, range.text),
    })),
    busy: seen(column.busyElsewhere).map((range) => box(range, shown)),
    placed: placed(standing, shown),
  };
}

function box(range: Range, shown: Span): { readonly top: number; readonly height: number } {
  const { from, to } = spanOf(range);
  const start = Math.max(from, shown.from);
  return { top: pixels(start - shown.from), height: pixels(Math.min(to, shown.to) - start) };
}

function hoursOf({ open }: DayColumn, clock: (at: number) => string): string {
  const [first, last] = [open[0], open.at(-1)];
  return first && last ? `${clock(spanOf(first).from)}–${clock(spanOf(last).to)}` : 'Not in today';
}
