import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onOrphaned, run } from './processes.mjs';
import { say, step, Stop } from './progress.mjs';

/** This module uses Node's built-ins only and runs on Node 20: it is what brings everything else. */

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
export const PINNED_MAJOR = 24;

const major = (version) => Number(version.replace(/^v/, '').split('.')[0]);
const readJson = (file) => (existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null);

/** Whether node_modules holds exactly what the lockfile asks for; npm writes its hidden lockfile last. */
export function isInstalled() {
  const wanted = readJson(join(root, 'package-lock.json'))?.packages ?? {};
  const present = readJson(join(root, 'node_modules', '.package-lock.json'))?.packages ?? {};
  return Object.entries(wanted).every(([path, locked]) => {
    if (path === '' || (locked.optional && present[path] === undefined)) return true;
    return present[path]?.version === locked.version && present[path]?.integrity === locked.integrity;
  });
}

async function install() {
  if (isInstalled()) return;
  await step('Installing packages (npm ci; a few minutes the first time)', async () => {
    // npm names its own script when it runs us; without npm around us, the one on the PATH is taken.
    const npm = process.env.npm_execpath;
    const [command, args] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
    await run(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=http'], { cwd: root });
  });
}

/** The Node to run with: the locked package's binary, else the running one if it is new enough. */
function pinnedNode() {
  const binary = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  // The binary is asked, not trusted: a musl system has the file but cannot run it.
  if (existsSync(binary) && spawnSync(binary, ['--version']).status === 0) return binary;
  if (major(process.version) >= PINNED_MAJOR) return process.execPath;
  throw new Stop(
    `Medley runs on Node ${PINNED_MAJOR}; this is ${process.version} and no pinned build exists for ` +
      `${process.platform}-${process.arch}. Install Node ${PINNED_MAJOR} and run the same command again.`,
  );
}

/** Runs the same script again with the pinned Node and takes over its exit code. */
function continueWith(binary) {
  const child = spawn(binary, process.argv.slice(1), { stdio: 'inherit', env: process.env });
  // The terminal sends Ctrl-C to both processes, a supervisor only to this one: pass on what the child would miss.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => child.kill('SIGHUP'));
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  if (process.env.npm_lifecycle_event) onOrphaned(() => child.kill('SIGTERM'));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
  return new Promise(() => undefined);
}

/** Packages as locked, then the pinned Node, first in the PATH of everything started from here. */
export async function bootstrap() {
  if (major(process.version) < 20)
    throw new Stop(`Medley needs Node 20 or newer to start; this is ${process.version}.`);
  process.chdir(root);
  await install();
  const binary = pinnedNode();
  const bins = [dirname(binary), join(root, 'node_modules', '.bin')];
  process.env.PATH = [...bins, process.env.PATH].join(delimiter);
  // Nothing of ours may stay behind in the background, and nobody watches a full-screen view here.
  Object.assign(process.env, { NX_DAEMON: 'false', NX_TUI: 'false', NG_CLI_ANALYTICS: 'false' });
  // Compared by the real file (node_modules may be a link), and never more than once: a mistake here must not run away.
  if (realpathSync(binary) === realpathSync(process.execPath) || process.env.MEDLEY_NODE_CHOSEN === binary) return;
  process.env.MEDLEY_NODE_CHOSEN = binary;
  await continueWith(binary);
}

/** Runs a tool's main function: a Stop is shown as a sentence, anything else with its stack; both exit with 1. */
export async function main(work) {
  try {
    await bootstrap();
    process.exitCode = (await work()) ?? 0;
  } catch (error) {
    say(`\n${error instanceof Stop ? error.message : error.stack}`);
    process.exitCode = 1;
  }
}
