import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromJest, fromPlaywright, fromVitest, outcome, single } from './counts.mjs';
import { run } from './processes.mjs';
import { note, say } from './progress.mjs';

const reports = resolve('tmp', 'reports');

/** Runs a quiet command; what it printed is shown only when it fails. */
async function quiet(command, args, options = {}) {
  const ended = await run(command, args, { ...options, allowFailure: true });
  if (ended.code !== 0) say(ended.text.trimEnd());
  return ended;
}

/** A report of an earlier run must not be read as this one's. */
function freshReport(name) {
  mkdirSync(reports, { recursive: true });
  const file = join(reports, `${name}.json`);
  rmSync(file, { force: true });
  return file;
}

async function jest(project, patterns, env = {}) {
  const file = freshReport(project);
  const args = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  args.push('--ci', '--passWithNoTests', '--selectProjects', project, '--json', `--outputFile=${file}`);
  // The JSON on standard output is not for people; jest's own report goes to standard error.
  const { code, text } = await run('node', [...args, '--', ...patterns], {
    env: { ...process.env, ...env },
    allowFailure: true,
    showErrors: true,
  });
  if (existsSync(file)) return fromJest(file, code);
  if (code === 0) note(`No ${project} test exists yet.`);
  else say(text);
  return code === 0 ? outcome(0, 0) : outcome(0, 1);
}

const onDatabase = async (world, project, patterns, env = {}) => {
  const { url } = await world.database();
  return jest(project, patterns, { MEDLEY_TEST_DATABASE_URL: url, ...env });
};

async function projectsWith(target, ...filter) {
  const { text } = await run('nx', ['show', 'projects', '--with-target', target, '--json', ...filter]);
  return JSON.parse(text.slice(text.indexOf('[')));
}

async function types() {
  const projects = await projectsWith('typecheck');
  const { code, text } = await quiet('nx', ['run-many', '-t', 'typecheck', '--output-style=stream']);
  const failed = code === 0 ? 0 : Math.max(1, new Set(text.match(/^\s*- \S+:typecheck/gm) ?? []).size);
  return outcome(Math.max(0, projects.length - failed), failed);
}

async function web() {
  const projects = await projectsWith('test', '--projects', 'tag:scope:web');
  if (projects.length === 0) return outcome(0, 0);
  const { code, text } = await run(
    'nx',
    ['run-many', '-t', 'test', '-p', projects.join(','), '--output-style=stream'],
    {
      show: true,
      allowFailure: true,
    },
  );
  return fromVitest(text, code);
}

async function browser(world, patterns) {
  const config = 'web/e2e/playwright.config.ts';
  if (!existsSync(config)) {
    note('No browser test exists yet.');
    return outcome(0, 0);
  }
  const chromium = await world.chromium();
  const { url, env } = await world.app();
  const file = freshReport('browser');
  const { code } = await run('playwright', ['test', '-c', config, '--reporter=list,json', ...patterns], {
    env: {
      ...env,
      MEDLEY_E2E_URL: url,
      MEDLEY_CHROMIUM: chromium,
      PLAYWRIGHT_JSON_OUTPUT_FILE: file,
      PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    },
    show: true,
    allowFailure: true,
  });
  return existsSync(file) ? fromPlaywright(file, code) : outcome(0, 1);
}

/** Imported figures are judged on real bundles; the folder is named, never guessed. */
async function sample(world, patterns) {
  const folder = process.env.MEDLEY_SAMPLE_DATA;
  if (folder && existsSync(folder))
    return onDatabase(world, 'sample', patterns, { MEDLEY_SAMPLE_DATA: resolve(folder) });
  say('The sample suite needs MEDLEY_SAMPLE_DATA to name a folder that exists.');
  return outcome(0, 1);
}

async function probing(module, name) {
  const results = await (await import(module))[name]();
  for (const { title, failure } of results) if (failure) say(`  ✗ ${title}: ${failure}`);
  const failed = results.filter(({ failure }) => failure).length;
  return outcome(results.length - failed, failed);
}

/** Every step of `npm test` in the order cheap to costly. Each answers { passed, failed }. */
export const checks = {
  format: async () => single((await quiet('prettier', ['--check', '--log-level=warn', '--cache', '.'])).code),
  lint: async () => single((await quiet('eslint', ['.', '--quiet'])).code),
  probes: () => probing('../probes.mjs', 'runProbes'),
  types,
  docker: () => probing('../check-docker.mjs', 'checkDocker'),
  unit: (world, patterns) => jest('unit', patterns),
  web,
  int: (world, patterns) => onDatabase(world, 'int', patterns),
  e2e: (world, patterns) => onDatabase(world, 'e2e', patterns),
  browser,
  sample,
};

/** Run only when asked for by name: it needs a folder that is not part of the project. */
export const onlyOnRequest = new Set(['sample']);
