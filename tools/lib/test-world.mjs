import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildApi, buildWeb } from './build.mjs';
import { startDatabase } from './database.mjs';
import { freePort, hasEnded, launch, run, stopChild } from './processes.mjs';
import { step, Stop } from './progress.mjs';
import { findProgram, installPackage } from './system-packages.mjs';

const NO_BROWSER = `No Chromium was found for the browser tests. Two ways on:
  - install it (Debian: apt install chromium) and run npm test again, or
  - name one you have: MEDLEY_CHROMIUM=/path/to/chromium npm test`;

/** What tests need beyond the code: a database of their own, the served product, a browser. Each is made on first use. */
export class TestWorld {
  #lifetime;
  #made = new Map();

  constructor(lifetime) {
    this.#lifetime = lifetime;
  }

  #once(name, make) {
    if (!this.#made.has(name)) this.#made.set(name, make());
    return this.#made.get(name);
  }

  /** A fresh MariaDB whose user may create databases, so that every suite works in one of its own. */
  database() {
    return this.#once('database', () =>
      step('Starting a fresh test database', async () => {
        const dataDir = mkdtempSync(join(tmpdir(), 'medley-test-'));
        this.#lifetime.onEnd(async () => rmSync(dataDir, { recursive: true, force: true }));
        const database = await startDatabase({ dataDir, database: 'medley_test', encrypted: false, everything: true });
        this.#lifetime.onEnd(database.stop);
        return { ...database, dataDir };
      }),
    );
  }

  /** The product as `npm start` serves it, on a free port, with the demo clinics. */
  app() {
    return this.#once('app', async () => {
      await buildApi();
      await buildWeb();
      const { url, dataDir } = await this.database();
      const port = await freePort();
      const env = {
        ...process.env,
        PORT: String(port),
        MEDLEY_DATA_DIR: dataDir,
        MEDLEY_DATABASE_URL: url,
        MEDLEY_LOG_LEVEL: 'warn',
      };
      await step('Preparing the demo clinics', async () => {
        await run('node', ['dist/api/cli.mjs', 'migrate'], { env });
        await run('node', ['dist/api/cli.mjs', 'seed', 'demo'], { env });
      });
      return step('Starting Medley for the browser tests', () => this.#serve(env, `http://localhost:${port}`));
    });
  }

  async #serve(env, url) {
    const api = launch('node', ['--enable-source-maps', 'dist/api/main.mjs'], {
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    this.#lifetime.onEnd(() => stopChild(api, 'Medley'));
    for (const until = Date.now() + 60_000; Date.now() < until && !hasEnded(api); await sleep(100)) {
      const answer = await fetch(`${url}/health/ready`).catch(() => null);
      if (answer?.ok) return { url, env };
    }
    throw new Stop('Medley did not become ready for the browser tests.');
  }

  async chromium() {
    if (process.env.MEDLEY_CHROMIUM) return process.env.MEDLEY_CHROMIUM;
    const names = ['chromium', 'chromium-browser', 'google-chrome'];
    if (findProgram(...names) === null) await installPackage('chromium', NO_BROWSER);
    return findProgram(...names);
  }
}
