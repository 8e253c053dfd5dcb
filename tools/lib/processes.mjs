import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { note, Stop } from './progress.mjs';

/** Short-lived commands that run now, so that a Ctrl-C during a build leaves nothing behind. */
const running = new Set();

/**
 * Starts a program in a process group of its own: Ctrl-C in the terminal then reaches only this tool,
 * which stops its children in the right order.
 */
export function launch(command, args, options = {}) {
  return spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
}

/** Runs a command to its end and answers its output; `show` streams it, `showErrors` only standard error. A failure carries the last lines. */
export async function run(command, args, { show = false, showErrors = show, allowFailure = false, ...options } = {}) {
  const child = launch(command, args, options);
  running.add(child);
  const output = [];
  const collect = (stream, shown) =>
    stream.on('data', (chunk) => {
      output.push(chunk);
      if (shown) process.stdout.write(chunk);
    });
  collect(child.stdout, show);
  collect(child.stderr, showErrors);
  try {
    const [code, signal] = await once(child, 'close');
    const text = Buffer.concat(output).toString();
    if (code === 0 || allowFailure) return { code, text };
    const tail = show ? '' : `\n${text.trimEnd().split('\n').slice(-40).join('\n')}`;
    throw new Stop(`${[command, ...args].join(' ')} ended with ${signal ?? `code ${code}`}${tail}`);
  } finally {
    running.delete(child);
  }
}

/** Sends a signal to a child and everything it started. */
export function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

/** A child that was killed has a signal instead of a code. */
export const hasEnded = (child) => child.exitCode !== null || child.signalCode !== null;

/** Asks politely, waits, and only then insists; answers whether asking was enough. */
export async function stopChild(child, name, patience = 20_000) {
  if (hasEnded(child)) return true;
  const gone = once(child, 'exit').then(() => true);
  child.kill('SIGTERM');
  if (await Promise.race([gone, sleep(patience, false, { ref: false })])) return true;
  note(`${name} did not stop within ${patience / 1000} s and was ended`);
  signalGroup(child, 'SIGKILL');
  await gone;
  return false;
}

/** npm passes SIGTERM to a shell that does not pass it on: losing the parent is the only word that reaches us. */
export function onOrphaned(stop) {
  const parent = process.ppid;
  setInterval(() => process.ppid !== parent && stop(), 250).unref();
}

/** What was started, stopped in the reverse order, once, whatever ends the run. */
export class Lifetime {
  #stops = [];
  #ending = null;

  onEnd(stop) {
    this.#stops.push(stop);
  }

  get ending() {
    return this.#ending !== null;
  }

  end() {
    this.#ending ??= this.#stopAll();
    return this.#ending;
  }

  async #stopAll() {
    for (const child of running) signalGroup(child, 'SIGTERM');
    for (const stop of this.#stops.reverse()) await stop();
  }

  /** Ctrl-C and SIGTERM end the run with code 0 (or the code given): stopping on request is no failure. */
  endOnSignals(code = 0) {
    const stop = () => {
      if (this.ending) return;
      note('Stopping …');
      void this.end().then(() => process.exit(code));
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
    if (process.env.npm_lifecycle_event) onOrphaned(stop);
  }
}

/** The command line of a live process, or null: tells a leftover of ours from a stranger with a recycled number. */
export function commandOf(pid) {
  const file = `/proc/${pid}/cmdline`;
  if (!Number.isInteger(pid) || pid <= 0) return null;
  if (existsSync('/proc/self/cmdline'))
    return existsSync(file) ? readFileSync(file, 'utf8').replaceAll('\0', ' ') : null;
  try {
    process.kill(pid, 0);
    return '(unknown)';
  } catch {
    return null;
  }
}

/** Ends a process that an earlier, killed run left behind. */
export async function endLeftover(pid, patience = 60_000) {
  process.kill(pid, 'SIGTERM');
  for (const until = Date.now() + patience; Date.now() < until; await sleep(100)) if (commandOf(pid) === null) return;
  throw new Stop(`Process ${pid}, left behind by an earlier run, does not stop. End it and start again.`);
}

/** A loopback port nobody listens on. */
export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether the port can be listened on right now. */
export async function isPortFree(port, host = '127.0.0.1') {
  const server = createServer().listen(port, host);
  const free = await once(server, 'listening').then(
    () => true,
    () => false,
  );
  if (free) await new Promise((done) => server.close(done));
  return free;
}
