import type { MrnParts, NumberQuery } from './query';
import type { Scores } from './scores';
import { Lists, roomFor } from './slots';

/** The numbers one patient is found by; a day is written 19800504. */
export type PatientNumbers = Readonly<{
  day: number;
  mrn: MrnParts | undefined;
  phone: string;
  identifiers: readonly string[];
}>;

/** The bit each kind of number reports when it matched. */
export const NumberField = { mrn: 8, phone: 16, birthDate: 32, identifier: 64 } as const;

/** What a number found is worth: as much as eight letters; a looser reading of it a little less. */
export const NUMBER_POINTS = 800;
const LOOSE_POINTS = 700;
const LONGEST_PHONE = 15;
const MOST_CANDIDATES = 20_000;
const GRAM = 3;

/** Patients by record number, phone (any run of digits), birth date and foreign identifier; typed arrays throughout. */
export class NumberIndex {
  private days = new Uint32Array(64);
  private mrnYears = new Uint16Array(64);
  private mrnNumbers = new Uint32Array(64);
  private phones = new Float64Array(64);
  private readonly phoneGrams = new Lists();
  private readonly identifiers = new Map<string, number[]>();
  private readonly identifiersOf = new Map<number, readonly string[]>();

  add(slot: number, numbers: PatientNumbers): void {
    this.days = roomFor(this.days, slot + 1);
    this.mrnYears = roomFor(this.mrnYears, slot + 1);
    this.mrnNumbers = roomFor(this.mrnNumbers, slot + 1);
    this.phones = roomFor(this.phones, slot + 1);
    this.days[slot] = numbers.day;
    this.mrnYears[slot] = numbers.mrn?.year ?? 0;
    this.mrnNumbers[slot] = numbers.mrn?.number ?? 0;
    // A leading 1 keeps leading zeros; sixteen digits beginning with 1 are exact in a double.
    this.phones[slot] = Number(`1${numbers.phone.slice(0, LONGEST_PHONE)}`);
    for (const gram of gramsOf(this.phone(slot))) this.phoneGrams.add(gram, slot);
    this.addIdentifiers(slot, numbers.identifiers);
  }

  remove(slot: number): void {
    for (const gram of gramsOf(this.phone(slot))) this.phoneGrams.remove(gram, slot);
    for (const identifier of this.identifiersOf.get(slot) ?? []) this.removeIdentifier(slot, identifier);
    this.identifiersOf.delete(slot);
    this.days[slot] = this.mrnNumbers[slot] = this.mrnYears[slot] = 0;
    this.phones[slot] = 1;
  }

  score(query: NumberQuery, scores: Scores, end: number): void {
    scores.beginPart();
    for (const slot of this.identifiers.get(query.identifier) ?? [])
      scores.gain(slot, NUMBER_POINTS, NumberField.identifier);
    if (query.mrn) this.scoreMrn(query.mrn, scores, end);
    if (query.days.length > 0) this.scoreDays(query.days, scores, end);
    if (query.phone) this.scorePhone(query.phone, scores);
    if (query.year !== undefined) this.scoreYear(query.year, scores, end);
  }

  private scoreMrn({ year, number }: MrnParts, scores: Scores, end: number): void {
    if (number === 0) return;
    const length = Math.min(end, this.mrnNumbers.length);
    for (let slot = 0; slot < length; slot++)
      if (this.mrnNumbers[slot] === number && (year === undefined || this.mrnYears[slot] === year))
        scores.gain(slot, NUMBER_POINTS, NumberField.mrn);
  }

  private scoreDays(days: readonly number[], scores: Scores, end: number): void {
    const [first = 0, second = first, third = first] = days;
    const length = Math.min(end, this.days.length);
    for (let slot = 0; slot < length; slot++) {
      const day = this.days[slot];
      if (day === first || day === second || day === third) scores.gain(slot, NUMBER_POINTS, NumberField.birthDate);
    }
  }

  private scoreYear(year: number, scores: Scores, end: number): void {
    const from = year * 10_000;
    const length = Math.min(end, this.days.length);
    for (let slot = 0; slot < length; slot++) {
      const day = this.days[slot] ?? 0;
      if (day > from && day < from + 10_000) scores.gain(slot, LOOSE_POINTS, NumberField.birthDate);
    }
  }

  /** A phone number's end is what people quote, so it counts more than the same digits elsewhere. */
  private scorePhone(digits: string, scores: Scores): void {
    const middle: number[] = [];
    for (const slot of this.rarest(digits)) {
      const phone = this.phone(slot);
      if (phone.endsWith(digits)) scores.gain(slot, NUMBER_POINTS, NumberField.phone);
      else if (phone.includes(digits)) middle.push(slot);
    }
    for (const slot of middle) scores.gain(slot, LOOSE_POINTS, NumberField.phone);
  }

  /** The shortest list that must hold every match; digits shared by nearly everyone are cut off, they single out no one. */
  private rarest(digits: string): Uint32Array {
    const lists = gramsOf(digits).map((gram) => this.phoneGrams.of(gram));
    const shortest = lists.reduce(
      (least, list) => (list.length < least.length ? list : least),
      lists[0] ?? new Uint32Array(0),
    );
    return shortest.subarray(0, MOST_CANDIDATES);
  }

  private phone(slot: number): string {
    return String(this.phones[slot] ?? 1).slice(1);
  }

  private addIdentifiers(slot: number, identifiers: readonly string[]): void {
    if (identifiers.length === 0) return;
    this.identifiersOf.set(slot, identifiers);
    for (const identifier of identifiers)
      this.identifiers.set(identifier, [...(this.identifiers.get(identifier) ?? []), slot]);
  }

  private removeIdentifier(slot: number, identifier: string): void {
    const rest = (this.identifiers.get(identifier) ?? []).filter((other) => other !== slot);
    if (rest.length > 0) this.identifiers.set(identifier, rest);
    else this.identifiers.delete(identifier);
  }
}

function gramsOf(digits: string): number[] {
  const grams = new Set<number>();
  for (let at = 0; at + GRAM <= digits.length; at++) grams.add(Number(digits.slice(at, at + GRAM)));
  return [...grams];
}
