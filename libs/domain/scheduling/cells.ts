/**
 * Occupancy is counted in 5-minute cells since 1970. A unique key on (resource, cell, lane) keeps two bookings apart (AV8),
 * and a bitmap of 288 cells per resource and UTC day answers "is it free" without reading the cells.
 */
export const CELL_MS = 300_000;
export const CELLS_PER_DAY = 288;

/** Cells of one UTC day as five unsigned BIGINTs: 64 + 64 + 64 + 64 + 32 bits, the lowest bit first. */
export type DayWords = readonly [bigint, bigint, bigint, bigint, bigint];
/** One stored bitmap row: a UTC day (days since 1970) and its words. A bit that is set is taken. */
export type DayBits = Readonly<{ day: number; words: DayWords }>;
/** Cells `first` to `last`, both included; `last < first` means none. */
export type CellRange = Readonly<{ first: number; last: number }>;

export const NO_CELLS: DayWords = [0n, 0n, 0n, 0n, 0n];

/** The cells a span touches; a span off the 5-minute edge takes every cell it touches. */
export const cellRange = (from: number, to: number): CellRange => ({
  first: Math.floor(from / CELL_MS),
  last: Math.ceil(to / CELL_MS) - 1,
});

/** The cells a span touches, one number each: what the unique key holds. */
export function cellsOf(from: number, to: number): number[] {
  const { first, last } = cellRange(from, to);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => first + i);
}

/** The UTC day a cell lies in, counted from 1970. */
export const dayOfCell = (cell: number): number => Math.floor(cell / CELLS_PER_DAY);

/** The bits of the given cells that lie in this UTC day. */
export function maskOf(day: number, cells: Iterable<number>): DayWords {
  const words: [bigint, bigint, bigint, bigint, bigint] = [0n, 0n, 0n, 0n, 0n];
  for (const cell of cells) {
    if (dayOfCell(cell) !== day) continue;
    const bit = cell - day * CELLS_PER_DAY;
    const word = Math.floor(bit / 64) as 0 | 1 | 2 | 3 | 4;
    words[word] |= 1n << BigInt(bit % 64);
  }
  return words;
}

/** One mask per UTC day a span touches: `words | mask` takes it, `words & ~mask` gives it back. */
export function masksOf(from: number, to: number): DayBits[] {
  const cells = cellsOf(from, to);
  const days = new Set(cells.map(dayOfCell));
  return [...days].map((day) => ({ day, words: maskOf(day, cells) }));
}

/** The taken cells of one resource over a stretch of days, quick to ask. */
export interface Busy {
  /** The last taken cell among `first` to `last`, or -1 when all are free. */
  lastTaken(first: number, last: number): number;
}

/** A resource nobody has taken anything of. */
export const NEVER_BUSY: Busy = { lastTaken: () => -1 };

/** Whether every cell of a range is free. */
export const isFree = (busy: Busy, { first, last }: CellRange): boolean => busy.lastTaken(first, last) < 0;

const WORDS_PER_DAY = 9;

/** Reads stored rows; days without a row are free. */
export function busyFrom(rows: readonly DayBits[]): Busy {
  if (rows.length === 0) return NEVER_BUSY;
  const firstDay = Math.min(...rows.map((row) => row.day));
  const lastDay = Math.max(...rows.map((row) => row.day));
  // 288 bits are nine 32-bit words, so the days lie end to end and a range may cross midnight.
  const words = new Uint32Array((lastDay - firstDay + 1) * WORDS_PER_DAY);
  for (const row of rows) writeDay(words, (row.day - firstDay) * WORDS_PER_DAY, row.words);
  return new Bitmap(words, firstDay * CELLS_PER_DAY);
}

function writeDay(words: Uint32Array, at: number, day: DayWords): void {
  day.forEach((word, i) => {
    words[at + i * 2] = Number(word & 0xffffffffn) | (words[at + i * 2] ?? 0);
    if (i < 4) words[at + i * 2 + 1] = Number(word >> 32n) | (words[at + i * 2 + 1] ?? 0);
  });
}

class Bitmap implements Busy {
  constructor(
    private readonly words: Uint32Array,
    private readonly firstCell: number,
  ) {}

  lastTaken(first: number, last: number): number {
    const from = Math.max(0, first - this.firstCell);
    const to = Math.min(this.words.length * 32 - 1, last - this.firstCell);
    for (let bit = to; bit >= from; bit = ((bit >> 5) << 5) - 1) {
      // Bits above `bit` are shifted out, so the leading one of the rest is the last taken cell.
      const taken = (this.words[bit >> 5] ?? 0) << (31 - (bit & 31));
      if (taken === 0) continue;
      const found = bit - Math.clz32(taken);
      return found >= from ? found + this.firstCell : -1;
    }
    return -1;
  }
}

/** The bitmap rows of some spans: what a projection would have stored for them. */
export function dayBitsOf(spans: readonly Readonly<{ from: number; to: number }>[]): DayBits[] {
  const byDay = new Map<number, DayWords>();
  for (const { day, words } of spans.flatMap(({ from, to }) => masksOf(from, to))) {
    byDay.set(day, unite(byDay.get(day) ?? NO_CELLS, words));
  }
  return [...byDay].map(([day, words]) => ({ day, words })).sort((a, b) => a.day - b.day);
}

const unite = (a: DayWords, b: DayWords): DayWords => [a[0] | b[0], a[1] | b[1], a[2] | b[2], a[3] | b[3], a[4] | b[4]];

/** The free stretches inside a range, first to last. */
export function* freeRuns(busy: Busy, { first, last }: CellRange): Generator<CellRange> {
  let start = first;
  for (let cell = first; cell <= last; cell += 1) {
    if (busy.lastTaken(cell, cell) < 0) continue;
    if (start < cell) yield { first: start, last: cell - 1 };
    start = cell + 1;
  }
  if (start <= last) yield { first: start, last };
}
