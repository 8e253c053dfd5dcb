import { countBits, signatureOf, TypoCounter } from './edit-distance';
import { roomFor } from './slots';

/** A word of the dictionary near the one asked for; `cost` in typos, a mere beginning costs a little. */
export type Near = Readonly<{ word: number; cost: number }>;

const NEVER = Number.POSITIVE_INFINITY;
const MOST_WORDS = 400;
const PREFIX_COST = 0.2;
const COST_PER_MISSING_LETTER = 0.02;
const MOST_MISSING_LETTERS = 15;

/**
 * The distinct name words of a clinic. People share names, so words are few where patients are many: comparing a
 * query with each of them is exact, needs no tuning, and the letter signature leaves a small part to compare.
 */
export class Dictionary {
  private readonly numbers = new Map<string, number>();
  private readonly free: number[] = [];
  private texts: string[] = [];
  private letters = new Uint16Array(1024);
  private starts = new Uint32Array(64);
  private lengths = new Uint8Array(64);
  private signatures = new Int32Array(64);
  private end = 0;
  private wasted = 0;

  find(text: string): number | undefined {
    return this.numbers.get(clip(text));
  }

  add(word: string): number {
    const text = clip(word);
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.free.pop() ?? this.texts.length;
    this.texts[number] = text;
    this.numbers.set(text, number);
    this.write(number, text);
    return number;
  }

  remove(number: number): void {
    const text = this.texts[number] ?? '';
    this.numbers.delete(text);
    this.wasted += text.length;
    this.texts[number] = '';
    this.lengths[number] = 0;
    this.free.push(number);
    if (this.wasted > 4096 && this.wasted * 2 > this.end) this.pack();
  }

  /** The words within `typos` of the query, or beginning with something that near; cheapest first. */
  near(query: string, typos: number): Near[] {
    const counter = new TypoCounter(query);
    const prefixTypos = Math.min(typos, counter.length < 4 ? 0 : counter.length < 7 ? 1 : 2);
    const found: Near[] = [];
    const { signatures } = this;
    const { signature } = counter;
    const end = this.texts.length;
    for (let word = 0; word < end; word++) {
      if (countBits(signature & ~(signatures[word] ?? 0)) > typos) continue;
      const cost = this.cost(counter, word, typos, prefixTypos);
      if (cost < NEVER) found.push({ word, cost });
    }
    return found.sort((a, b) => a.cost - b.cost).slice(0, MOST_WORDS);
  }

  private cost(counter: TypoCounter, word: number, typos: number, prefixTypos: number): number {
    const length = this.lengths[word] ?? 0;
    const signature = this.signatures[word] ?? 0;
    if (length === 0 || length + typos < counter.length) return NEVER;
    const lacking = countBits(counter.signature & ~signature);
    const longer = length - counter.length;
    const mayBeWhole =
      longer <= typos &&
      lacking <= typos - Math.max(0, longer) &&
      countBits(signature & ~counter.signature) <= typos + Math.min(0, longer);
    if (!mayBeWhole && lacking > prefixTypos) return NEVER;
    counter.compare(this.letters, this.starts[word] ?? 0, length);
    const whole = mayBeWhole && counter.whole <= typos ? counter.whole : NEVER;
    return Math.min(whole, prefixCost(counter, length, prefixTypos));
  }

  private write(number: number, text: string): void {
    this.letters = roomFor(this.letters, this.end + text.length);
    this.starts = roomFor(this.starts, number + 1);
    this.lengths = roomFor(this.lengths, number + 1);
    this.signatures = roomFor(this.signatures, number + 1);
    for (let at = 0; at < text.length; at++) this.letters[this.end + at] = text.charCodeAt(at);
    this.starts[number] = this.end;
    this.lengths[number] = text.length;
    this.signatures[number] = signatureOf(text);
    this.end += text.length;
  }

  private pack(): void {
    this.end = 0;
    this.wasted = 0;
    this.texts.forEach((text, number) => text !== '' && this.write(number, text));
  }
}

const clip = (text: string) => text.slice(0, TypoCounter.LONGEST);

function prefixCost(counter: TypoCounter, length: number, prefixTypos: number): number {
  if (counter.prefix > prefixTypos || length <= counter.length) return NEVER;
  const missing = Math.min(length - counter.length, MOST_MISSING_LETTERS);
  return counter.prefix + PREFIX_COST + missing * COST_PER_MISSING_LETTER;
}
