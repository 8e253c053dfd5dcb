import { Dictionary, type Near } from './dictionary';
import { words } from './fold';
import type { Scores } from './scores';
import { Lists, roomFor } from './slots';

/** One part of a name and the bit that reports it as matched. */
export type NamePart = Readonly<{ text: string; field: number }>;

/** A score is counted in hundredths of a letter typed right. */
export const POINTS_PER_LETTER = 100;

const WORDS_PER_PATIENT = 8;
const SHORTEST_HALF = 2;
const MOST_SPLITS = 16;

/** Patients by the words of their names, forgiving typos, order, accents and a missing or misplaced space. */
export class NameIndex {
  private readonly dictionary = new Dictionary();
  private readonly patients = new Lists();
  private fieldBits = new Uint8Array(64 * WORDS_PER_PATIENT);
  private words = new Uint32Array(64 * WORDS_PER_PATIENT);

  add(slot: number, parts: readonly NamePart[]): void {
    const from = slot * WORDS_PER_PATIENT;
    this.words = roomFor(this.words, from + WORDS_PER_PATIENT);
    this.fieldBits = roomFor(this.fieldBits, from + WORDS_PER_PATIENT);
    const entries = parts.flatMap(({ text, field }) => words(text).map((word) => ({ word, field })));
    entries.slice(0, WORDS_PER_PATIENT).forEach(({ word, field }, n) => {
      const number = this.dictionary.add(word);
      this.words[from + n] = number + 1;
      this.fieldBits[from + n] = field;
      this.patients.add(number, slot);
    });
  }

  remove(slot: number): void {
    for (let at = slot * WORDS_PER_PATIENT; at < (slot + 1) * WORDS_PER_PATIENT; at++) {
      const number = (this.words[at] ?? 0) - 1;
      if (number < 0) continue;
      this.words[at] = 0;
      this.patients.remove(number, slot);
      if (this.patients.size(number) === 0) this.dictionary.remove(number);
    }
  }

  /** Scores one reading of the names typed. */
  score(names: readonly string[], scores: Scores, near: NearWords): void {
    for (const name of names) {
      scores.beginPart();
      for (const { word, cost } of near(name)) {
        const points = Math.round((name.length - cost) * POINTS_PER_LETTER);
        for (const slot of this.patients.of(word)) scores.gain(slot, points, this.fieldOf(slot, word));
      }
    }
  }

  /** Words at most so many typos away; each is looked up once per search, however many readings contain it. */
  nearWords(typos: number): NearWords {
    const known = new Map<string, readonly Near[]>();
    return (name) => {
      const near = known.get(name) ?? this.dictionary.near(name, Math.min(typos, name.length - 1));
      known.set(name, near);
      return near;
    };
  }

  /** The same letters with one space less or more: "jo hn smith", "johnsmith". */
  respaced(names: readonly string[]): string[][] {
    const joined = names
      .slice(1)
      .map((name, n) => [...names.slice(0, n), `${names[n] ?? ''}${name}`, ...names.slice(n + 2)]);
    const split = names.flatMap((name, n) =>
      this.halves(name, names.length === 1).map((halves) => [...names.slice(0, n), ...halves, ...names.slice(n + 1)]),
    );
    return [...joined, ...split];
  }

  /** A single word may be two whose space was lost with other typos; among several words one half must be known. */
  private halves(name: string, isOnly: boolean): [string, string][] {
    const places = Array.from(
      { length: Math.max(0, name.length - 2 * SHORTEST_HALF + 1) },
      (_, n) => n + SHORTEST_HALF,
    );
    const pairs = places.map((at): [string, string] => [name.slice(0, at), name.slice(at)]);
    const isKnown = (half: string) => half.length > SHORTEST_HALF && this.dictionary.find(half) !== undefined;
    const knownHalves = (pair: readonly string[]) => pair.filter(isKnown).length;
    const likelyFirst = pairs.sort((a, b) => knownHalves(b) - knownHalves(a)).slice(0, MOST_SPLITS);
    return isOnly ? likelyFirst : likelyFirst.filter((pair) => knownHalves(pair) > 0).slice(0, MOST_SPLITS / 4);
  }

  private fieldOf(slot: number, word: number): number {
    const from = slot * WORDS_PER_PATIENT;
    for (let at = from; at < from + WORDS_PER_PATIENT; at++)
      if (this.words[at] === word + 1) return this.fieldBits[at] ?? 0;
    return 0;
  }
}

/** The dictionary's words near a name as typed. */
export type NearWords = (name: string) => readonly Near[];
