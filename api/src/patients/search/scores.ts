import { roomFor } from './slots';

/** A patient found: how well, and which kinds of field (bits) matched. */
export type Scored = Readonly<{ slot: number; score: number; fields: number }>;

/**
 * Adds up what each patient gains from the parts of a query. A part counts once per patient, with its best match;
 * of several readings of the whole query the best counts. Arrays are reused: a stamp tells what is of this search.
 */
export class Scores {
  private best = new Int32Array(64);
  private bestStamp = new Uint32Array(64);
  private fields = new Uint8Array(64);
  private sum = new Int32Array(64);
  private sumStamp = new Uint32Array(64);
  private partStamp = new Uint32Array(64);
  private found: number[] = [];
  private summed: number[] = [];
  private stamp = 0;
  private search = 0;
  private reading = 0;

  begin(slots: number): void {
    if (this.stamp > 0xffff_0000) this.forget();
    this.best = roomFor(this.best, slots);
    this.bestStamp = roomFor(this.bestStamp, slots);
    this.fields = roomFor(this.fields, slots);
    this.sum = roomFor(this.sum, slots);
    this.sumStamp = roomFor(this.sumStamp, slots);
    this.partStamp = roomFor(this.partStamp, slots);
    this.found = [];
    this.search = ++this.stamp;
  }

  /** Starts another reading of the query, which competes with those before. */
  beginReading(): void {
    this.summed = [];
    this.reading = ++this.stamp;
  }

  beginPart(): void {
    this.stamp++;
  }

  /** Credits a patient for the present part; calls for one part must come best first. */
  gain(slot: number, points: number, field: number): void {
    if (this.bestStamp[slot] !== this.search) this.discover(slot);
    this.fields[slot] = (this.fields[slot] ?? 0) | field;
    if (this.partStamp[slot] === this.stamp) return;
    this.partStamp[slot] = this.stamp;
    if (this.sumStamp[slot] !== this.reading) {
      this.sumStamp[slot] = this.reading;
      this.sum[slot] = 0;
      this.summed.push(slot);
    }
    this.sum[slot] = (this.sum[slot] ?? 0) + points;
  }

  /** Ends a reading; returns the best score of the search so far. */
  endReading(penalty: number): number {
    let top = 0;
    for (const slot of this.summed) {
      const score = Math.max(this.best[slot] ?? 0, (this.sum[slot] ?? 0) - penalty);
      this.best[slot] = score;
      if (score > top) top = score;
    }
    return top;
  }

  /** Everyone who reached `least`. */
  *atLeast(least: number): Generator<Scored> {
    for (const slot of this.found) {
      const score = this.best[slot] ?? 0;
      if (score >= least) yield { slot, score, fields: this.fields[slot] ?? 0 };
    }
  }

  private discover(slot: number): void {
    this.bestStamp[slot] = this.search;
    this.best[slot] = 0;
    this.fields[slot] = 0;
    this.found.push(slot);
  }

  private forget(): void {
    this.bestStamp.fill(0);
    this.sumStamp.fill(0);
    this.partStamp.fill(0);
    this.stamp = 0;
  }
}
