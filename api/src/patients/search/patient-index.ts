import { NameIndex, type NearWords, POINTS_PER_LETTER } from './name-index';
import { NUMBER_POINTS, NumberField, NumberIndex } from './number-index';
import { parseQuery, type PatientQuery, readIdentifier, readMrn } from './query';
import { type Scored, Scores } from './scores';
import { IdTable, partsOf } from './slots';

/** What a patient is found by. */
export type SearchablePatient = Readonly<{
  id: string;
  givenName: string;
  familyName: string;
  nameToUse?: string | null;
  birthDate?: string | null;
  phone?: string | null;
  mrn?: string | null;
  identifiers?: readonly string[];
}>;

/** The fields a search can match. */
export type MatchedField = 'givenName' | 'familyName' | 'nameToUse' | 'mrn' | 'phone' | 'birthDate' | 'identifier';

/** One patient found; a higher score is a better match, equal scores are ordered by id. */
export type PatientHit = Readonly<{ id: string; score: number; matched: readonly MatchedField[] }>;

/** Where a page begins: after this hit. */
export type AfterHit = Readonly<{ id: string; score: number }>;

const FIELD_BITS: Readonly<Record<MatchedField, number>> = {
  givenName: 1,
  familyName: 2,
  nameToUse: 4,
  ...NumberField,
};
const FIELDS = Object.keys(FIELD_BITS) as MatchedField[];

/** A match must get this share of the query right, and stay this close to the best one, to be shown. */
const LEAST_SHARE = 0.45;
const BEHIND_BEST = 0.35;

/** Typos allowed in each word: at first, and when that finds nobody who fits. */
const FEW_TYPOS = 1;
const MOST_TYPOS = 3;
/** A reading with fewer typos than this needs no other spacing. */
const FEW_TYPOS_MORE = 2;

/**
 * The patients of one clinic in memory, found by name, phone, record number, birth date or foreign number.
 * Adding, changing and removing one patient costs microseconds, so it follows the ledger without ever being rebuilt.
 */
export class PatientIndex {
  private readonly ids = new IdTable();
  private readonly names = new NameIndex();
  private readonly numbers = new NumberIndex();
  private readonly scores = new Scores();

  get size(): number {
    return this.ids.size;
  }

  /** Adds a patient, or replaces what was known of them. */
  put(patient: SearchablePatient): void {
    this.remove(patient.id);
    const slot = this.ids.add(patient.id);
    this.names.add(slot, [
      { text: patient.givenName, field: FIELD_BITS.givenName },
      { text: patient.familyName, field: FIELD_BITS.familyName },
      { text: patient.nameToUse ?? '', field: FIELD_BITS.nameToUse },
    ]);
    this.numbers.add(slot, {
      day: Number((patient.birthDate ?? '0').replaceAll('-', '')),
      mrn: readMrn(patient.mrn ?? ''),
      phone: (patient.phone ?? '').replace(/\D/g, ''),
      identifiers: (patient.identifiers ?? []).map(readIdentifier),
    });
  }

  remove(id: string): void {
    const slot = this.ids.slotOf(id);
    if (slot === undefined) return;
    this.names.remove(slot);
    this.numbers.remove(slot);
    this.ids.remove(id);
  }

  /** The best `limit` matches (after the given one), and how many there are in all. */
  search(text: string, limit: number, after?: AfterHit): { hits: PatientHit[]; total: number } {
    const query = parseQuery(text);
    const most = query.names.join('').length * POINTS_PER_LETTER + query.numbers.length * NUMBER_POINTS;
    if (most === 0) return { hits: [], total: 0 };
    this.scores.begin(this.ids.end);
    const best = this.scoreReadings(query, most);
    return this.rank(Math.max(1, most * LEAST_SHARE, best - most * BEHIND_BEST), limit, after);
  }

  /** Looks for what was typed right first; only when nothing fits, for more typos and for misplaced spaces. */
  private scoreReadings(query: PatientQuery, most: number): number {
    const typed = this.scoreReading(query, query.names, this.names.nearWords(FEW_TYPOS), 0);
    if (most - typed < (FEW_TYPOS + 1) * POINTS_PER_LETTER) return typed;
    const near = this.names.nearWords(MOST_TYPOS);
    let best = Math.max(typed, this.scoreReading(query, query.names, near, 0));
    for (const names of this.names.respaced(query.names)) {
      if (most - best < FEW_TYPOS_MORE * POINTS_PER_LETTER) break;
      best = Math.max(best, this.scoreReading(query, names, near, POINTS_PER_LETTER));
    }
    return best;
  }

  private scoreReading(query: PatientQuery, names: readonly string[], near: NearWords, penalty: number): number {
    this.scores.beginReading();
    this.names.score(names, this.scores, near);
    for (const number of query.numbers) this.numbers.score(number, this.scores, this.ids.end);
    return this.scores.endReading(penalty);
  }

  private rank(least: number, limit: number, after?: AfterHit): { hits: PatientHit[]; total: number } {
    const isBehind = (hit: Place, other: Place) =>
      hit.score < other.score || (hit.score === other.score && this.ids.compare(hit.slot, other.id ?? other.slot) > 0);
    const start: Place | undefined = after && { slot: -1, score: after.score, id: partsOf(after.id) };
    const top: Scored[] = [];
    let total = 0;
    for (const scored of this.scores.atLeast(least)) {
      total++;
      const worst = top.length < limit ? undefined : top[limit - 1];
      if ((start && !isBehind(scored, start)) || (worst && !isBehind(worst, scored))) continue;
      insert(top, scored, limit, isBehind);
    }
    return { hits: top.map((hit) => this.toHit(hit)), total };
  }

  private toHit({ slot, score, fields }: Scored): PatientHit {
    return { id: this.ids.idOf(slot), score, matched: FIELDS.filter((field) => fields & FIELD_BITS[field]) };
  }
}

/** A place in the order of the hits; `id` where the patient may no longer be in the index. */
type Place = Readonly<{ slot: number; score: number; id?: Uint32Array }>;

function insert(top: Scored[], hit: Scored, limit: number, isBehind: (hit: Place, other: Place) => boolean): void {
  let at = top.length;
  for (let other = top[at - 1]; other && isBehind(other, hit); other = top[at - 1]) at--;
  top.splice(at, 0, hit);
  if (top.length > limit) top.pop();
}
