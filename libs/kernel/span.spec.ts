import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contains, covers, intersect, overlaps, type Span, subtract, union } from './span';

const span = (start: number, end: number): Span => ({ start, end });
const anySpans = fc.array(
  fc.tuple(fc.nat(40), fc.nat(12)).map(([start, length]) => span(start, start + length)),
  { maxLength: 8 },
);
const held = (spans: readonly Span[], instant: number): boolean =>
  spans.some((s) => s.start <= instant && instant < s.end);
const instants = Array.from({ length: 60 }, (_, i) => i);

describe('span', () => {
  it('AV7 touches its neighbour without overlapping', () => {
    expect(overlaps(span(600, 630), span(630, 660))).toBe(false);
    expect(overlaps(span(600, 631), span(630, 660))).toBe(true);
  });

  it('AV7 contains itself and nothing longer', () => {
    expect([contains(span(0, 9), span(0, 9)), contains(span(0, 9), span(0, 10))]).toEqual([true, false]);
  });

  it('AV7 becomes one with what touches it and drops what is empty', () => {
    expect(union([span(5, 7), span(1, 5), span(9, 9)])).toEqual([span(1, 7)]);
  });

  it('AV7 is covered by two that touch', () => {
    expect(covers([span(0, 5), span(5, 9)], span(3, 8))).toBe(true);
    expect(covers([span(0, 5), span(6, 9)], span(3, 8))).toBe(false);
  });

  it('AV7 is united, cut and crossed instant by instant', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (a, b) => {
        for (const i of instants) {
          expect(held(union(a), i)).toBe(held(a, i));
          expect(held(subtract(a, b), i)).toBe(held(a, i) && !held(b, i));
          expect(held(intersect(a, b), i)).toBe(held(a, i) && held(b, i));
        }
      }),
    );
  });

  it('AV7 comes back ordered and disjoint', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (a, b) => {
        for (const list of [union(a), subtract(a, b), intersect(a, b)])
          list.forEach((s, i) => expect(s.start >= (list[i - 1]?.end ?? 0) && s.start < s.end).toBe(true));
      }),
    );
  });
});
