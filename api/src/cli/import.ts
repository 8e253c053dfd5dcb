import { Command } from 'commander';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { FhirImport, importReport } from '../interop';
import { OrganisationsQueries, OrganisationsService } from '../organisations';
import { withApp } from './with-app';

interface Options {
  readonly clinic: string;
  readonly source: string;
  readonly report?: string;
}

const say = (line: string) => process.stdout.write(`${line}\n`);

/** `medley import fhir <files…>`: exits with 1 when any entry failed. */
export function importCommand(): Command {
  const fhir = new Command('fhir')
    .description('take FHIR R4 bundles and bulk ndjson, gzipped or not, into a clinic; the same again changes nothing')
    .argument('<files...>', 'bundles (.json) and bulk files (.ndjson)')
    .requiredOption('--clinic <code>', 'clinic to import into: ABC01')
    .option('--source <name>', 'name of the system the files come from; its ids are remembered under it', 'fhir')
    .option('--report <file>', 'write what became of every entry to this file, one JSON object a line')
    .action(importFhir);
  return new Command('import').description('take data from other systems').addCommand(fhir);
}

function importFhir(files: string[], options: Options): Promise<void> {
  return withApp(async (app) => {
    const clinic = await app.get(OrganisationsQueries).identityByCode(options.clinic.trim().toUpperCase());
    if (clinic === null) throw new Error(`There is no clinic ${options.clinic}.`);
    const ctx = app.get(OrganisationsService).systemCtx(clinic, 'FHIR import');
    const report = importReport();
    const file = options.report === undefined ? null : createWriteStream(options.report);
    const progress = new Progress();
    for await (const outcomes of app.get(FhirImport).run(ctx, files, options.source)) {
      for (const outcome of outcomes) {
        report.add(outcome);
        file?.write(`${JSON.stringify(outcome)}\n`);
      }
      progress.show(report.entries, outcomes.at(-1)?.file);
    }
    if (file !== null) await finished(file.end());
    progress.end();
    report.lines().forEach(say);
    if (report.failures > 0) process.exitCode = 1;
  });
}

const LINE_EVERY_MS = 5_000;
const REDRAW_EVERY_MS = 100;

/** One line that is redrawn on a terminal; a line now and then anywhere else. */
class Progress {
  private last = Date.now();

  show(entries: number, file: string | undefined): void {
    const isTerminal = process.stdout.isTTY;
    if (Date.now() - this.last < (isTerminal ? REDRAW_EVERY_MS : LINE_EVERY_MS)) return;
    this.last = Date.now();
    const text = `${String(entries)} entries · ${file ?? ''}`;
    process.stdout.write(isTerminal ? `\r\u001b[K${text}` : `${text}\n`);
  }

  end(): void {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  }
}
