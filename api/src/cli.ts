import 'reflect-metadata';
import { Command } from 'commander';
import { maintenanceCommands } from './cli/maintenance';

/** `medley <command>`: what an operator does from a shell. */
const program = new Command('medley').description('Medley from the command line').showHelpAfterError();
for (const command of maintenanceCommands()) program.addCommand(command);
await program.parseAsync();
