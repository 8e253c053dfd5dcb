// npm start: packages → database → builds → migrations and demo data → API and web on one origin. Ctrl-C stops it all.
import { once } from 'node:events';
import { existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApi, buildWeb } from './lib/build.mjs';
import { provideDatabase } from './lib/database.mjs';
import { main } from './lib/node-pin.mjs';
import { commandOf, endLeftover, hasEnded, isPortFree, launch, Lifetime, run, stopChild } from './lib/processes.mjs';
import { bold, dim, note, say, step, Stop } from './lib/progress.mjs';

const port = Number(process.env.PORT ?? 3000);
const dataDir = resolve(process.env.MEDLEY_DATA_DIR ?? '.medley');
const password = process.env.MEDLEY_DEMO_PASSWORD ?? 'medley-demo-2026';
const runFile = join(dataDir, 'api.run.json');
const logFile = join(dataDir, 'medley.log');
const url = `http://localhost:${port}`;

await main(async () => {
  const began = Date.now();
  const lifetime = new Lifetime();
  lifetime.endOnSignals();
  try {
    await clearLeftover();
    if (!(await isPortFree(port))) throw new Stop(`Port ${port} is taken. Choose another: PORT=${port + 1} npm start`);
    await buildApi();
    await buildWeb();
    const database = await provideDatabase(lifetime, dataDir);
    const env = { ...process.env, PORT: String(port), MEDLEY_DATA_DIR: dataDir, MEDLEY_DATABASE_URL: database.url };
    await step('Bringing the tables up to date', () => cli(env, 'migrate'));
    await step('Preparing the demo clinics', () => cli(env, 'seed', 'demo'));
    const api = await step('Starting Medley', () => serve(env, lifetime));
    welcome(Date.now() - began);
    throw new Stop(`${await firstDeath({ Medley: api, 'The database': database.child })}\n${lastWords()}`);
  } catch (error) {
    // A step that was cut short by Ctrl-C is not a failure: the signal's handler is already ending the run.
    if (lifetime.ending) return new Promise(() => undefined);
    await lifetime.end();
    throw error;
  }
});

function cli(env, ...args) {
  return run('node', ['--enable-source-maps', 'dist/api/cli.mjs', ...args], { env });
}

/** A run that was killed leaves its API behind: it is ended before its port is asked for again. */
async function clearLeftover() {
  const { pid, owner } = existsSync(runFile) ? JSON.parse(readFileSync(runFile, 'utf8')) : {};
  if (!commandOf(pid)?.includes('dist/api/main.mjs') || commandOf(owner)?.includes('start.mjs')) return;
  note('Stopping the API an earlier run left behind.');
  await endLeftover(pid);
}

async function serve(env, lifetime) {
  const log = openSync(logFile, 'w');
  const api = launch('node', ['--enable-source-maps', 'dist/api/main.mjs'], {
    env,
    stdio: ['ignore', log, log],
  });
  writeFileSync(runFile, JSON.stringify({ pid: api.pid, owner: process.pid }));
  lifetime.onEnd(async () => {
    await stopChild(api, 'Medley');
    rmSync(runFile, { force: true });
  });
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    if (hasEnded(api)) throw new Stop(`Medley ended while starting. Its last words:\n${lastWords()}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => null);
    if (answer?.ok) return api;
  }
  throw new Stop(`Medley did not become ready at ${url}/health/ready within a minute.`);
}

function lastWords() {
  return readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}

/** Resolves when a child ends that nobody asked to end. */
async function firstDeath(children) {
  const alive = Object.entries(children).filter(([, child]) => child !== null);
  return Promise.race(
    alive.map(async ([name, child]) => {
      const [code, signal] = hasEnded(child) ? [child.exitCode, child.signalCode] : await once(child, 'exit');
      return `${name} ended unexpectedly (${signal ?? `code ${code}`}). Everything else was stopped.`;
    }),
  );
}

function welcome(took) {
  const people = ['reception', 'doctor', 'nurse', 'billing', 'admin'];
  say(`\n  ${bold(`Medley is ready at ${url}`)} ${dim(`(${(took / 1000).toFixed(1)} s)`)}\n`);
  for (const clinic of ['abc01', 'xyz02']) say(`  ${people.map((who) => `${who}@${clinic}.example`).join('  ')}`);
  say('  patient@abc01.example');
  say(`  password: ${password}\n\n  ${dim(`Its log: ${logFile}. Ctrl-C stops everything.`)}\n`);
}
