// Plants one violation per rule of the house and fails if the linter stays silent: a rule that stops matching looks
// like clean code. The rule is asserted by name, and every carrier must lint clean before anything is planted in it.
import { ESLint } from 'eslint';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const CLEAN = 'export const planted = 1;\n';
const CLEAN_COMPONENT = `import { ChangeDetectionStrategy, Component } from '@angular/core';

@Component({ selector: 'ui-planted', template: '<p>planted</p>', changeDetection: ChangeDetectionStrategy.OnPush })
export class Planted {}
`;

const many = (count, line) => Array.from({ length: count }, (_, n) => line(n)).join('\n');

/** What is planted: title, the rule that must fire, where, and the code. */
const probes = [
  [
    'up the stairs',
    '@softarc/sheriff/dependency-rule',
    'organisations',
    "export { ProfilesModule } from '../profiles';",
  ],
  [
    'up the stairs, type only',
    '@softarc/sheriff/dependency-rule',
    'organisations',
    "export type { ProfilesModule } from '../profiles';",
  ],
  [
    'past an index',
    '@softarc/sheriff/encapsulation',
    'profiles',
    "export { OrganisationsQueries } from '../organisations/organisations.queries';",
  ],
  [
    'a module missing from the stairs',
    '@softarc/sheriff/dependency-rule',
    'ghost',
    "export { Ctx } from '../platform';",
  ],
  ['domain → api', '@softarc/sheriff/dependency-rule', 'domain', "export { Ctx } from '../../../api/src/platform';"],
  [
    'domain → api, type only',
    '@softarc/sheriff/dependency-rule',
    'domain',
    "export type { Ctx } from '../../../api/src/platform';",
  ],
  ['kernel → domain', '@softarc/sheriff/dependency-rule', 'kernel', "export * from '../domain/scheduling';"],
  ['web data → the kit', '@softarc/sheriff/dependency-rule', 'data', "export * from '@medley/ui';"],
  [
    'the kit → a feature',
    '@softarc/sheriff/dependency-rule',
    'ui',
    "export * from '@medley/web/access/feature-sign-in';",
  ],
  ['a part → data, as code', '@typescript-eslint/no-restricted-imports', 'part', "export { DayBook } from '../data';"],
  ['feature → the wire', '@softarc/sheriff/dependency-rule', 'feature', "export * from '@medley/graphql';"],
  ['Node built-in in domain', 'no-restricted-imports', 'domain', "export { existsSync } from 'node:fs';"],
  ['npm package in domain', 'no-restricted-imports', 'domain', "export { v7 } from 'uuid';"],
  ['test helper outside a spec', 'no-restricted-imports', 'domain', "export { specify } from '@medley/testing';"],
  [
    'calendar library outside the kernel',
    'no-restricted-imports',
    'platform',
    "export { Temporal } from 'temporal-polyfill';",
  ],
  ['clock in domain', 'no-restricted-properties', 'domain', 'export const at = Date.now();'],
  ['clock by constructor in domain', 'no-restricted-syntax', 'domain', 'export const at = new Date();'],
  ['chance in domain', 'no-restricted-properties', 'domain', 'export const luck = Math.random();'],
  [
    'environment outside the configuration',
    'no-restricted-properties',
    'platform',
    "export const port = process.env['PORT'];",
  ],
  [
    'environment through an import',
    'no-restricted-imports',
    'platform',
    "import { env } from 'node:process';\nexport const port = env['PORT'];",
  ],
  [
    'a database handle outside the platform',
    'no-restricted-imports',
    'organisations',
    "export { DataSource } from 'typeorm';",
  ],
  ['a handle as a type', 'no-restricted-imports', 'organisations', "export type { EntityManager } from 'typeorm';"],
  [
    'an injected repository',
    'no-restricted-imports',
    'organisations',
    "export { InjectRepository } from '@nestjs/typeorm';",
  ],
  ['the driver itself', 'no-restricted-imports', 'organisations', "export { createPool } from 'mysql2/promise';"],
  ['server code in the web client', 'no-restricted-imports', 'ui', "export { Injectable } from '@nestjs/common';"],
  ['console in the product', 'no-console', 'organisations', "console.log('planted');"],
  [
    'any',
    '@typescript-eslint/no-explicit-any',
    'organisations',
    'export const thing = (value: any): unknown => value;',
  ],
  ['an unhandled promise', '@typescript-eslint/no-floating-promises', 'organisations', 'Promise.resolve(1);'],
  ['an empty catch', 'no-empty', 'organisations', 'try {\n  JSON.parse("");\n} catch {}'],
  ['a silenced rule', 'no-console', 'organisations', "// eslint-disable-next-line no-console\nconsole.log('planted');"],
  ['a default export', 'no-restricted-exports', 'organisations', 'export default 1;'],
  [
    'a long function',
    'max-lines-per-function',
    'organisations',
    `export function long() {\n${many(60, (n) => `  String(${n});`)}\n}`,
  ],
  [
    'many parameters',
    'medley/few-parameters',
    'organisations',
    'export const sum = (a = 1, b = 1, c = 1, d = 1, e = 1) => a + b + c + d + e;',
  ],
  ['a long file', 'max-lines', 'organisations', many(410, (n) => `export const value${n} = ${n};`)],
  [
    'a file on its way to be long',
    'medley/long-file',
    'organisations',
    many(310, (n) => `export const value${n} = ${n};`),
  ],
  ['a loose end', 'no-warning-comments', 'organisations', '// TODO: planted'],
  ['a picture without words', '@angular-eslint/template/alt-text', 'template', '<img src="planted.png" />'],
  [
    'a click no key reaches',
    '@angular-eslint/template/click-events-have-key-events',
    'template',
    '<div (click)="go()">planted</div>',
  ],
  [
    'an inline template',
    '@angular-eslint/template/alt-text',
    'component',
    CLEAN_COMPONENT.replace('<p>planted</p>', '<img src="planted.png" />'),
  ],
];

/** Where a probe is planted: a folder of the layer, the file's ending, and code that must be clean there. */
const carriers = {
  organisations: ['api/src/organisations', 'ts', CLEAN],
  profiles: ['api/src/profiles', 'ts', CLEAN],
  platform: ['api/src/platform', 'ts', CLEAN],
  ghost: ['api/src/ghost', 'ts', CLEAN],
  domain: ['libs/domain/scheduling', 'ts', CLEAN],
  kernel: ['libs/kernel', 'ts', CLEAN],
  data: ['libs/web/access/data', 'ts', CLEAN],
  feature: ['libs/web/access/feature-sign-in', 'ts', CLEAN],
  part: ['libs/web/scheduling/ui-planted', 'ts', "export type { DayBook } from '../data';\n"],
  ui: ['libs/ui', 'ts', CLEAN],
  component: ['libs/ui', 'ts', CLEAN_COMPONENT],
  template: ['libs/ui', 'html', '<p>planted</p>\n'],
};

const PREFIX = 'zz-planted-';
const folders = [...new Set(Object.values(carriers).map(([folder]) => folder))];

/** Also sweeps up after an earlier run that was killed. */
function removePlanted() {
  for (const folder of folders.filter((one) => existsSync(one))) {
    for (const name of readdirSync(folder)) if (name.startsWith(PREFIX)) rmSync(join(folder, name));
  }
  for (const folder of ['api/src/ghost', 'libs/web/scheduling/ui-planted'])
    rmSync(folder, { recursive: true, force: true });
}

function plant(name, carrier, code) {
  const [folder, ending, clean] = carriers[carrier];
  mkdirSync(folder, { recursive: true });
  const file = resolve(folder, `${PREFIX}${name}.${ending}`);
  writeFileSync(file, code ?? clean);
  return file;
}

/** Everything is planted at once and linted in one pass, so that the types are loaded once. */
async function lintPlanted() {
  const clean = Object.keys(carriers).map((carrier) => ({
    title: `${carrier}: clean baseline`,
    file: plant(`clean-${carrier}`, carrier),
  }));
  const planted = probes.map(([title, rule, carrier, code], n) => ({
    title,
    rule,
    file: plant(String(n), carrier, `${code}\n`),
  }));
  const results = await new ESLint().lintFiles([...clean, ...planted].map(({ file }) => file));
  const firedIn = new Map(
    results.map(({ filePath, messages }) => [filePath, messages.map(({ ruleId, message }) => ruleId ?? message)]),
  );
  return [...clean, ...planted].map((probe) => ({
    ...probe,
    fired: firedIn.get(probe.file) ?? ['the file was not linted'],
  }));
}

/** Answers one result per probe; `failure` says what was wrong. */
export async function runProbes() {
  const sweep = () => removePlanted();
  process.on('exit', sweep);
  removePlanted();
  try {
    return (await lintPlanted()).map(({ title, rule, fired }) => ({ title, failure: failureOf(rule, fired) }));
  } finally {
    removePlanted();
    process.off('exit', sweep);
  }
}

function failureOf(rule, fired) {
  const found = [...new Set(fired)].join(', ') || 'nothing';
  if (rule === undefined) return fired.length === 0 ? null : `not clean: ${found}`;
  return fired.includes(rule) ? null : `expected ${rule}, fired: ${found}`;
}
