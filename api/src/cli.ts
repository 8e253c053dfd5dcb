import 'reflect-metadata';
import { Command } from 'commander';
import { importCommand } from './cli/import';
import { maintenanceCommands } from './cli/maintenance';
import { seedCommand } from './cli/seed';

/** `medley <command>`: what an operator does from a shell. */
const program = new Command('medley').description('Medley from the command line').showHelpAfterError();
for (const command of [...maintenanceCommands(), importCommand(), seedCommand()]) program.addCommand(command);
await program.parseAsync();
