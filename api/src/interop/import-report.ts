import type { EntryOutcome } from './import-units';

const OUTCOMES = ['imported', 'updated', 'unchanged', 'held', 'failed'] as const;
const MOST_PROBLEMS = 20;

type Counts = Record<EntryOutcome['outcome'], number>;

/** Counts outcomes by resource type, and remembers the first problems in full. */
export class ImportReport {
  readonly problems: EntryOutcome[] = [];
  entries = 0;
  failures = 0;
  private readonly types = new Map<string, Counts>();

  add(outcome: EntryOutcome): void {
    const type = outcome.resourceType ?? '(none)';
    const counts = this.types.get(type) ?? { imported: 0, updated: 0, unchanged: 0, held: 0, failed: 0 };
    counts[outcome.outcome]++;
    this.types.set(type, counts);
    this.entries++;
    if (outcome.outcome === 'failed') this.failures++;
    if (outcome.problem !== undefined && this.problems.length < MOST_PROBLEMS) this.problems.push(outcome);
  }

  /** A table for people, then what needs their eye. */
  lines(): string[] {
    const rows = [...this.types].sort(([a], [b]) => a.localeCompare(b));
    const row = (name: string, cells: readonly (string | number)[]) =>
      `${name.padEnd(24)}${cells.map((cell) => String(cell).padStart(10)).join('')}`;
    const body = rows.map(([type, counts]) => row(type, OUTCOMES.map((outcome) => counts[outcome]))); // prettier-ignore
    const problems = this.problems.map(
      ({ file, entry, resourceType, outcome, problem }) =>
        `${outcome} ${file} #${String(entry)} ${resourceType ?? ''}: ${problem ?? ''}`,
    );
    return [row('', OUTCOMES), ...body, ...(problems.length > 0 ? ['', ...problems] : [])];
  }
}

export const importReport = (): ImportReport => new ImportReport();
