import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { note, step } from './progress.mjs';

const shared = ['package-lock.json', 'tsconfig.base.json', 'tools/lib/build.mjs', 'tools/lib/bundle.mjs'];

const API = {
  title: 'Building the API',
  inputs: [...shared, 'api', 'libs/kernel', 'libs/domain', 'libs/graphql', 'docker/web.ts', 'tools/build-api.mjs'],
  stamp: 'dist/api.stamp',
  outputs: ['dist/api/main.mjs', 'dist/api/cli.mjs'],
  work: () => run('node', ['tools/build-api.mjs']),
};

const WEB = {
  title: 'Building the web client (about two minutes the first time)',
  inputs: [
    ...shared,
    'nx.json',
    'web',
    'libs/kernel',
    'libs/domain',
    'libs/graphql',
    'libs/ui',
    'libs/web',
    'tools/assemble-web.mjs',
    'tools/bundle-shared-web.mjs',
  ],
  stamp: 'dist/web.stamp',
  outputs: ['dist/public/index.html'],
  work: async () => {
    await run('nx', ['run-many', '-t', 'build', '-p', 'shell,desk', '--output-style=stream']);
    await run('node', ['tools/assemble-web.mjs']);
  },
};

const generated = new Set(['node_modules', 'e2e', 'test-results', 'tsconfig.federation.json']);

function* filesUnder(path) {
  if (!existsSync(path)) return;
  if (!statSync(path).isDirectory()) yield path;
  else
    for (const name of readdirSync(path).sort())
      if (!generated.has(name) && !/\.spec\.ts$/.test(name)) yield* filesUnder(join(path, name));
}

/** One number for everything a build reads: content, not dates, so that a fresh checkout counts as unchanged. */
export function fingerprint(inputs) {
  const hash = createHash('sha256').update(process.version);
  for (const input of inputs)
    for (const file of filesUnder(input)) hash.update(`\0${file}\0`).update(readFileSync(file));
  return hash.digest('hex');
}

async function buildOnce({ title, inputs, stamp, outputs, work }) {
  const now = fingerprint(inputs);
  const present = outputs.every((file) => existsSync(file)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now;
  if (present) return step(title, async () => 'unchanged');
  return step(title, async () => {
    // A build that breaks off must not look finished.
    rmSync(stamp, { force: true });
    await work();
    mkdirSync('dist', { recursive: true });
    writeFileSync(stamp, now);
  });
}

export const buildApi = () => buildOnce(API);

export async function buildWeb() {
  if (existsSync('tools/assemble-web.mjs')) return buildOnce(WEB);
  note('No web client in this tree yet: only the API is served.');
}
