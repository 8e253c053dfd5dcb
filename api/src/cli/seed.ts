import { Command } from 'commander';
import { seedDemo } from '../../seed/seed-demo';
import { withApp } from './with-app';

/** `medley seed demo`: the demo clinics, the same on every machine; a second run only adds days that are missing. */
export function seedCommand(): Command {
  const demo = new Command('demo').description('make the demo clinics ABC01 and XYZ02, or complete them').action(seed);
  return new Command('seed').description('fill the database with generated data').addCommand(demo);
}

function seed(): Promise<void> {
  return withApp(async (app) => {
    for (const { clinic, patients, newAppointments } of await seedDemo(app))
      process.stdout.write(`${clinic}: ${String(patients)} patients, ${String(newAppointments)} new appointments\n`);
  });
}
