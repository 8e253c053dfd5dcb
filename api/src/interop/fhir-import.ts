import { isRefusal, refuse, type Refusal } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { type AnyFact, type Ctx, defineRegister, Ledger, type Write } from '../platform';
import type { Entry } from './fhir/entries';
import { bulkTypeOf, readGroups } from './fhir/reader';
import { HeldResources } from './held-resources';
import { type EntryOutcome, failed, type ImportUnit, outcomeOf, sortGroup } from './import-units';
import { PatientImport } from './patient-import';
import { RegisterImport } from './register-import';

/** Who brought what into the clinic, and how much of it; the resources themselves are not in the ledger. */
export const importRegister = defineRegister<AnyFact>('import', 'clinic:configure');

/** Nothing was different: the write is undone, so that importing the same again leaves no trace. */
const UNCHANGED = refuse('Unchanged', 'Everything is here already.');

/** Bulk files of these types come first, because others refer to them. */
const FIRST = ['Practitioner', 'Location', 'Patient'];

/** Takes FHIR R4 bundles and bulk files into a clinic: what modules own is mapped, everything else is kept. */
@Injectable()
export class FhirImport {
  constructor(
    private readonly ledger: Ledger,
    private readonly patients: PatientImport,
    private readonly registers: RegisterImport,
    private readonly held: HeldResources,
  ) {}

  /** Imports the files and tells of every entry what became of it; a bad one never stops the rest. */
  async *run(ctx: Ctx, files: readonly string[], source: string): AsyncGenerator<readonly EntryOutcome[]> {
    for (const file of await inOrder(files)) {
      for await (const group of readGroups(file)) {
        const { broken, registers, units } = sortGroup(group);
        yield broken.map(failed);
        yield await this.takeRegisters(ctx, registers, source);
        for (const unit of units) yield await this.takeUnit(ctx, unit, source);
      }
    }
  }

  private async takeRegisters(ctx: Ctx, entries: readonly Entry[], source: string): Promise<EntryOutcome[]> {
    const outcomes: EntryOutcome[] = [];
    for (const entry of await this.registers.news(ctx, entries, source, outcomes)) {
      const write = (write: Write) => this.registers.take(write, entry, source);
      outcomes.push(
        await this.attempt(ctx, [entry], async (one) => [await write(one)]).then(
          ([only]) => only ?? outcomeOf(entry, 'failed'),
        ),
      );
    }
    return outcomes;
  }

  /** A patient and everything of theirs in one write: whole, or not at all. */
  private takeUnit(ctx: Ctx, { patient, kept }: ImportUnit, source: string): Promise<EntryOutcome[]> {
    const entries = [...(patient === null ? [] : [patient]), ...kept.map(({ entry }) => entry)];
    return this.attempt(ctx, entries, async (write) => {
      if (patient === null) return this.held.keep(write, kept, null, source);
      const taken = await this.patients.take(write, patient, source);
      if (isRefusal(taken)) return taken;
      return [taken.outcome, ...(await this.held.keep(write, kept, taken.patientId, source))];
    });
  }

  private async attempt(
    ctx: Ctx,
    entries: readonly Entry[],
    work: (write: Write) => Promise<EntryOutcome[] | Refusal>,
  ): Promise<EntryOutcome[]> {
    let outcomes: EntryOutcome[] = [];
    try {
      const answer = await this.ledger.write(
        ctx,
        { operation: 'importFhir', input: { requestId: ctx.newId() } },
        async (write) => {
          const done = await work(write);
          if (isRefusal(done)) return done;
          outcomes = done;
          if (!done.some(isChange)) return UNCHANGED;
          await this.recordIn(write, done);
          return { entries: done.length };
        },
      );
      return isRefusal(answer) && answer.refused !== 'Unchanged' ? allFailed(entries, answer.message) : outcomes;
    } catch (error) {
      // The write was undone as a whole; what comes next may still be good.
      return allFailed(entries, error instanceof Error ? error.message : 'Nothing was saved');
    }
  }

  private recordIn(write: Write, outcomes: readonly EntryOutcome[]): Promise<number> {
    const count = (wanted: string) => outcomes.filter(({ outcome }) => outcome === wanted).length;
    const counts = { imported: count('imported'), updated: count('updated'), held: count('held') };
    return write.record(importRegister, write.ctx.newId(), { type: 'FhirImported', data: counts }, { fresh: true });
  }
}

const isChange = ({ outcome }: EntryOutcome): boolean => outcome !== 'unchanged' && outcome !== 'failed';

const allFailed = (entries: readonly Entry[], problem: string): EntryOutcome[] =>
  entries.map((entry) => outcomeOf(entry, 'failed', problem));

async function inOrder(files: readonly string[]): Promise<string[]> {
  const ranked: { file: string; rank: number }[] = [];
  for (const file of files) {
    const type = await bulkTypeOf(file);
    const rank = type === null ? FIRST.length : FIRST.indexOf(type);
    ranked.push({ file, rank: rank < 0 ? FIRST.length : rank });
  }
  return ranked.sort((a, b) => a.rank - b.rank).map(({ file }) => file);
}
