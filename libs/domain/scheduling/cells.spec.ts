import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  busyFrom,
  CELL_MS,
  cellRange,
  CELLS_PER_DAY,
  cellsOf,
  dayBitsOf,
  dayOfCell,
  freeRuns,
  isFree,
  maskOf,
  masksOf,
  NEVER_BUSY,
} from './cells';

const day = 20_000;
const midnight = day * CELLS_PER_DAY * CELL_MS;
const minute = (n: number): number => midnight + n * 60_000;
const cell = (n: number): number => day * CELLS_PER_DAY + n;

const anyTaken = fc.array(
  fc
    .tuple(fc.integer({ min: -600, max: 3000 }), fc.integer({ min: 1, max: 500 }))
    .map(([from, length]) => ({ from: minute(from), to: minute(from + length) })),
  { maxLength: 8 },
);

describe('cells of a span', () => {
  it('AV7 end where the next span begins', () => {
    expect(cellsOf(minute(0), minute(15))).toEqual([cell(0), cell(1), cell(2)]);
    expect(cellsOf(minute(15), minute(20))).toEqual([cell(3)]);
  });

  it('AV8 include every cell a span off the edge touches', () => {
    expect(cellsOf(minute(4), minute(11))).toEqual([cell(0), cell(1), cell(2)]);
  });

  it('AV7 are none for no time', () => expect(cellsOf(minute(5), minute(5))).toEqual([]));
});

describe('day masks', () => {
  it('AV8 fill 64 + 64 + 64 + 64 + 32 bits', () => {
    const full = (1n << 64n) - 1n;
    expect(maskOf(day, cellsOf(minute(0), minute(1440)))).toEqual([full, full, full, full, (1n << 32n) - 1n]);
    expect(maskOf(day, [cell(0), cell(63), cell(64), cell(287)])).toEqual([(1n << 63n) | 1n, 1n, 0n, 0n, 1n << 31n]);
  });

  it('AV8 leave other days out', () => expect(maskOf(day, [cell(-1), cell(288)])).toEqual([0n, 0n, 0n, 0n, 0n]));

  it('AP23 are one per UTC day a span touches', () => {
    expect(masksOf(minute(1430), minute(1450)).map((row) => row.day)).toEqual([day, day + 1]);
  });
});

describe('busy time', () => {
  const busy = busyFrom(dayBitsOf([{ from: minute(60), to: minute(90) }]));

  it('AV7 is free up to the span and from its end', () => {
    expect(isFree(busy, cellRange(minute(30), minute(60)))).toBe(true);
    expect(isFree(busy, cellRange(minute(90), minute(120)))).toBe(true);
    expect(isFree(busy, cellRange(minute(85), minute(120)))).toBe(false);
  });

  it('AV8 tells the last taken cell, so a search can jump over it', () => {
    expect(busy.lastTaken(cell(0), cell(100))).toBe(cell(17));
    expect(busy.lastTaken(cell(18), cell(100))).toBe(-1);
  });

  it('AV8 is free where no row is stored', () => {
    expect(isFree(busy, cellRange(minute(-9000), minute(0)))).toBe(true);
    expect(isFree(NEVER_BUSY, cellRange(minute(0), minute(9000)))).toBe(true);
    expect(busyFrom([])).toBe(NEVER_BUSY);
  });

  it('AV8 answers as the cells themselves would, for any bookings', () => {
    fc.assert(
      fc.property(anyTaken, fc.integer({ min: -200, max: 900 }), fc.nat(80), (taken, from, length) => {
        const cells = new Set(taken.flatMap(({ from: start, to }) => cellsOf(start, to)));
        const asked = Array.from({ length: length + 1 }, (_, i) => cell(from + i));
        expect(busyFrom(dayBitsOf(taken)).lastTaken(cell(from), cell(from + length))).toBe(
          asked.findLast((c) => cells.has(c)) ?? -1,
        );
      }),
      { numRuns: 500 },
    );
  });

  it('AV8 lists the free runs between bookings', () => {
    const runs = [
      ...freeRuns(busyFrom(dayBitsOf([{ from: minute(10), to: minute(20) }])), { first: cell(0), last: cell(9) }),
    ];
    expect(runs).toEqual([
      { first: cell(0), last: cell(1) },
      { first: cell(4), last: cell(9) },
    ]);
  });

  it('AV8 splits days the way rows are keyed', () =>
    expect([dayOfCell(cell(-1)), dayOfCell(cell(0)), dayOfCell(cell(288))]).toEqual([day - 1, day, day + 1]));
});
