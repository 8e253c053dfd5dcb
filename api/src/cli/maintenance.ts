import { Command } from 'commander';
import { OrganisationsQueries } from '../organisations';
import { loadConfig } from '../platform';
import { LedgerMaintenance } from '../platform/ledger/maintenance';
import { openReads } from '../platform/database/sources';
import { withApp } from './with-app';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** Migrations, rebuild and verification. */
export function maintenanceCommands(): Command[] {
  return [
    new Command('migrate').description('bring the database to the shape this version needs').action(migrate),
    new Command('rebuild')
      .description('project every clinic’s ledger into its read tables again')
      .option('--clinic <code>', 'only this clinic')
      .action(rebuild),
    new Command('verify')
      .description('check every clinic’s hash chain; exits with 1 when anything was tampered with')
      .option('--clinic <code>', 'only this clinic')
      .action(verify),
  ];
}

async function migrate(): Promise<void> {
  const source = await openReads(loadConfig().database);
  try {
    const done = await source.runMigrations({ transaction: 'none' });
    say(done.length === 0 ? 'The database is up to date.' : done.map(({ name }) => `migrated ${name}`).join('\n'));
  } finally {
    await source.destroy();
  }
}

interface ClinicOption {
  readonly clinic?: string;
}

function rebuild({ clinic }: ClinicOption): Promise<void> {
  return withApp(async (app) => {
    for (const { id, code } of await chosen(app.get(OrganisationsQueries), clinic)) {
      const events = await app.get(LedgerMaintenance).rebuild(id);
      say(`${code}: rebuilt from ${events} events`);
    }
  });
}

function verify({ clinic }: ClinicOption): Promise<void> {
  return withApp(async (app) => {
    for (const { id, code } of await chosen(app.get(OrganisationsQueries), clinic)) {
      const report = await app.get(LedgerMaintenance).verify(id);
      for (const fault of report.faults) say(`${code}: event ${fault.seq} ${fault.kind}`);
      say(
        `${code}: ${report.events} events, ${report.faults.length === 0 ? 'intact' : `${report.faults.length} faults`}`,
      );
      if (report.faults.length > 0) process.exitCode = 1;
    }
  });
}

async function chosen(queries: OrganisationsQueries, code: string | undefined) {
  const clinics = await queries.allIdentities();
  return code === undefined ? clinics : clinics.filter((clinic) => clinic.code === code.toUpperCase());
}
