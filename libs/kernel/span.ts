/** A half-open stretch of time `[start, end)` in epoch milliseconds: neighbours touch without overlapping (AV7). */
export type Span = Readonly<{ start: number; end: number }>;

/** Whether two spans share an instant; 10:00–10:30 and 10:30–11:00 do not (AV7). */
export const overlaps = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;

/** Whether the outer span holds all of the inner one. */
export const contains = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The spans as one ordered list without overlaps; touching spans become one, empty ones vanish. */
export function union(spans: readonly Span[]): Span[] {
  const merged: { start: number; end: number }[] = [];
  for (const span of spans.filter(isReal).sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else merged.push({ ...span });
  }
  return merged;
}

/** What is left of some spans when others are cut out. */
export function subtract(spans: readonly Span[], cuts: readonly Span[]): Span[] {
  const holes = union(cuts);
  return union(spans).flatMap((span) => without(span, holes));
}

function without(span: Span, holes: readonly Span[]): Span[] {
  const rest: Span[] = [];
  let start = span.start;
  for (const hole of holes) {
    if (hole.end <= start || hole.start >= span.end) continue;
    if (hole.start > start) rest.push({ start, end: hole.start });
    start = hole.end;
  }
  if (start < span.end) rest.push({ start, end: span.end });
  return rest;
}

/** The time two lists of spans have in common. */
export function intersect(a: readonly Span[], b: readonly Span[]): Span[] {
  const others = union(b);
  return union(a).flatMap((one) => others.map((other) => common(one, other)).filter(isReal));
}

const common = (a: Span, b: Span): Span => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) });

/** Whether a list of spans together holds all of one span. */
export const covers = (spans: readonly Span[], inner: Span): boolean =>
  union(spans).some((span) => contains(span, inner));

const isReal = (span: Span): boolean => span.start < span.end;
