const ASCII = 128;
const { imul } = Math;

/**
 * Counts typos (insert, delete, replace, swap of neighbours) against one query, 32 rows of the matrix at a time:
 * Hyyrö's bit-parallel optimal string alignment. One pass answers for the whole word and for its best prefix.
 */
export class TypoCounter {
  static readonly LONGEST = 31;
  readonly length: number;
  readonly signature: number;
  /** Typos between the query and the whole word last compared. */
  whole = 0;
  /** Typos between the query and that beginning of the word which suits it best. */
  prefix = 0;
  private readonly ascii = new Int32Array(ASCII);
  private readonly other = new Map<number, number>();
  private readonly lastRow: number;

  constructor(readonly query: string) {
    this.length = Math.min(query.length, TypoCounter.LONGEST);
    this.lastRow = 1 << (this.length - 1);
    this.signature = signatureOf(query);
    for (let row = 0; row < this.length; row++) this.mark(query.charCodeAt(row), 1 << row);
  }

  /** Compares with the word held in letters[from, from + length); fills `whole` and `prefix`. */
  compare(letters: Uint16Array, from: number, length: number): void {
    let up = -1, down = 0, diagonal = 0, previous = 0; // prettier-ignore
    let typos = this.length;
    this.prefix = typos;
    for (let at = from; at < from + length; at++) {
      const match = this.rows(letters[at] ?? 0);
      const swapped = ((~diagonal & match) << 1) & previous;
      diagonal = (((match & up) + up) ^ up) | match | down | swapped;
      const right = down | ~(diagonal | up);
      const left = up & diagonal;
      if (right & this.lastRow) typos++;
      else if (left & this.lastRow) typos--;
      if (typos < this.prefix) this.prefix = typos;
      const shifted = (right << 1) | 1;
      up = (left << 1) | ~(diagonal | shifted);
      down = shifted & diagonal;
      previous = match;
    }
    this.whole = typos;
  }

  private mark(letter: number, row: number): void {
    if (letter < ASCII) this.ascii[letter] = (this.ascii[letter] ?? 0) | row;
    else this.other.set(letter, (this.other.get(letter) ?? 0) | row);
  }

  private rows(letter: number): number {
    return (letter < ASCII ? this.ascii[letter] : this.other.get(letter)) ?? 0;
  }
}

const DOUBLED = new Map([...'aeionr'].map((letter, n) => [letter.charCodeAt(0), [0, 27, 28, 29, 30, 31][n] ?? 0]));

/**
 * Which letters a word has, as 32 bits, and which common ones it has twice. Taking a letter away clears at most one
 * bit, adding one sets at most one: so two words whose bits differ more than the typos allow need no comparison.
 */
export function signatureOf(word: string): number {
  let bits = 0;
  for (let at = 0; at < word.length; at++) {
    const letter = word.charCodeAt(at);
    const bit = 1 << (letter & 31);
    const second = DOUBLED.get(letter);
    if (second !== undefined && bits & bit) bits |= 1 << second;
    bits |= bit;
  }
  return bits;
}

/** How many bits are set. */
export function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
