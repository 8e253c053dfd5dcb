import fc from 'fast-check';
import { TypoCounter, signatureOf, countBits } from './edit-distance';

const word = fc.string({ unit: fc.constantFrom(...'abcdeé'), minLength: 1, maxLength: 12 });
const letters = (text: string) => Uint16Array.from(text, (letter) => letter.charCodeAt(0));

/** The textbook matrix, slow and plain. */
function typosBetween(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      const swap =
        i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Infinity;
      row[j] = Math.min((rows[i - 1]?.[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (rows[i - 1]?.[j - 1] ?? 0) + cost, swap);
    }
    rows[i] = row;
  }
  return rows[a.length]?.[b.length] ?? 0;
}

describe('typo counter', () => {
  it('agrees with the textbook matrix on whole words', () => {
    fc.assert(
      fc.property(word, word, (query, other) => {
        const counter = new TypoCounter(query);
        counter.compare(letters(other), 0, other.length);
        expect(counter.whole).toBe(typosBetween(query, other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('gives the typos to the best beginning of the word', () => {
    fc.assert(
      fc.property(word, word, (query, other) => {
        const counter = new TypoCounter(query);
        counter.compare(letters(other), 0, other.length);
        const beginnings = Array.from({ length: other.length + 1 }, (_, n) => typosBetween(query, other.slice(0, n)));
        expect(counter.prefix).toBe(Math.min(...beginnings));
      }),
      { numRuns: 1_000 },
    );
  });

  it('never lets the signature rule out a word within the typos', () => {
    const text = fc.string({ unit: fc.constantFrom(...'aaeeionrxyzمحل'), maxLength: 10 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const typos = typosBetween(one, other);
        const lacking = countBits(signatureOf(one) & ~signatureOf(other));
        expect(lacking).toBeLessThanOrEqual(typos - Math.max(0, other.length - one.length));
      }),
      { numRuns: 3_000 },
    );
  });
});
