import type { SearchablePatient } from './patient-index';

const { imul } = Math;

/** A repeatable stream of numbers in [0, 1). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const ONSETS = 'b br c ch d dr f fl g gr h j k kl l m n p pr r s sch st t tr v w z'.split(' ');
const VOWELS = 'a e i o u a e i o ei au ie'.split(' ');
const CODAS = ' l n r s t m nd rt ck ss ng'.split(' ');

/** A made-up population for measuring: few given names, many family names, both shared as unevenly as in life. */
export function* population(size: number, random = seeded(1)): Generator<SearchablePatient> {
  const given = names(Math.min(3_000, size), 2, random);
  const family = names(Math.min(40_000, size), 3, random);
  for (let n = 0; n < size; n++)
    yield {
      id: `0190a0b0-0000-7000-8000-${n.toString(16).padStart(12, '0')}`,
      givenName: uneven(given, random),
      familyName: uneven(family, random),
      birthDate: `${String(1925 + Math.floor(random() * 100))}-${two(1 + random() * 12)}-${two(1 + random() * 28)}`,
      phone: `+3519${String(Math.floor(random() * 1e8)).padStart(8, '0')}`,
      mrn: `MRN-2026-${String(n + 1).padStart(6, '0')}`,
    };
}

/** The text with `typos` letters inserted, deleted, replaced or swapped at random places. */
export function mistype(text: string, typos: number, random: () => number): string {
  let typed = text;
  for (let n = 0; n < typos; n++) typed = mistypeOnce(typed, random);
  return typed;
}

function mistypeOnce(text: string, random: () => number): string {
  const at = Math.floor(random() * text.length);
  const letter = String.fromCharCode(97 + Math.floor(random() * 26));
  const [before, here, behind] = [text.slice(0, at), text.charAt(at), text.slice(at + 1)];
  switch (Math.floor(random() * 4)) {
    case 0:
      return before + letter + here + behind;
    case 1:
      return before + behind;
    case 2:
      return before + letter + behind;
    default:
      return before + behind.charAt(0) + here + behind.slice(1);
  }
}

function names(count: number, syllables: number, random: () => number): string[] {
  const found = new Set<string>();
  while (found.size < count) found.add(Array.from({ length: syllables }, () => syllable(random)).join(''));
  return [...found];
}

const one = (from: readonly string[], random: () => number) => from[Math.floor(random() * from.length)] ?? '';
const syllable = (random: () => number) =>
  one(ONSETS, random) + one(VOWELS, random) + (random() < 0.4 ? one(CODAS, random) : '');
const uneven = (from: readonly string[], random: () => number) => from[Math.floor(random() ** 2.5 * from.length)] ?? '';
const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
