// Shared packages are built whole, because a remote built later may import any part of them. When all remotes are at
// hand that is known: the framework is bundled once more with only what somebody imports.
import { readdirSync, readFileSync, mkdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { JavaScriptTransformer } from '@angular/build/private';
import { init, parse } from 'es-module-lexer';
import { build } from 'esbuild';

const isOwn = (name) => name.startsWith('@medley/') || name.includes('/./') || name.startsWith('@nf-internal/');

/** Writes lean files under /shared and returns the import map with their addresses. */
export async function bundleShared(target, imports) {
  await init;
  const packages = Object.keys(imports).filter((name) => !isOwn(name));
  const outputs = await bundleOnly(target, usedNames(target, imports, packages));
  return { ...imports, ...outputs };
}

/** Which exports of each shared package are imported by shell, remotes and shared libraries. */
function usedNames(target, imports, packages) {
  const whole = new Set(packages.map((name) => basename(imports[name])));
  const exported = new Map(packages.map((name) => [name, exportsOf(join(target, imports[name]))]));
  const used = new Map(packages.map((name) => [name, new Set()]));
  const files = readdirSync(target, { recursive: true }).filter(
    (file) => file.endsWith('.js') && !whole.has(basename(file)),
  );
  for (const file of files) collect(decoded(readFileSync(join(target, file), 'utf8')), used, exported);
  return used;
}

const exportsOf = (file) => new Set(parse(decoded(readFileSync(file, 'utf8')))[1].map((one) => one.n));

/** Angular's own names begin with a letter that compilers may write as an escape. */
const decoded = (source) => source.replaceAll('\\u0275', '\u0275');

function collect(source, used, exported) {
  const [found] = parse(source);
  for (const { n: name, ss: start, se: end } of found) {
    const names = name && used.get(name);
    if (!names) continue;
    const braces = /\{([^}]*)\}/.exec(source.slice(start, end));
    const mentioned = braces ? braces[1].split(',').map((one) => one.trim().split(/\s+as\s+/)[0]) : membersIn(source);
    for (const one of mentioned) if (exported.get(name).has(one)) names.add(one);
  }
}

/** After `import * as core` any member anywhere in the file may be one of its exports. */
const membersIn = (source) => new Set([...source.matchAll(/\.([\w$\u0275]+)/g)].map((match) => match[1]));

async function bundleOnly(target, used) {
  const wanted = [...used].filter(([, names]) => names.size > 0);
  const transformer = new JavaScriptTransformer(
    { sourcemap: false, thirdPartySourcemaps: false, advancedOptimizations: true, jit: false },
    1,
  );
  mkdirSync(join(target, 'shared'), { recursive: true });
  const result = await build({
    entryPoints: wanted.map(([name]) => ({ in: `shared:${name}`, out: name.replace(/^@/, '').replaceAll('/', '-') })),
    outdir: join(target, 'shared'),
    entryNames: '[name]-[hash]',
    chunkNames: 'chunk-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    mainFields: ['es2020', 'es2015', 'module', 'main'],
    conditions: ['es2020', 'es2015', 'module'],
    define: { ngDevMode: 'false', ngJitMode: 'false', ngI18nClosureMode: 'false' },
    legalComments: 'none',
    metafile: true,
    plugins: [onlyImported(new Map(wanted)), linked(transformer)],
  });
  await transformer.close();
  return addresses(target, result.metafile.outputs);
}

const onlyImported = (used) => ({
  name: 'only-imported',
  setup(bundler) {
    bundler.onResolve({ filter: /^shared:/ }, ({ path }) => ({ path: path.slice(7), namespace: 'shared' }));
    bundler.onLoad({ filter: /.*/, namespace: 'shared' }, ({ path }) => {
      return { contents: `export { ${[...used.get(path)].join(', ')} } from '${path}';`, resolveDir: process.cwd() };
    });
  },
});

/** Angular's packages are published half compiled: link them and mark what is free of side effects. */
const linked = (transformer) => ({
  name: 'linked',
  setup(bundler) {
    bundler.onLoad({ filter: /node_modules[\\/](@angular|@ngrx|rxjs)[\\/].*\.m?js$/ }, async ({ path }) => ({
      contents: await transformer.transformFile(path, false, false),
      loader: 'js',
    }));
  },
});

function addresses(target, outputs) {
  const entries = Object.entries(outputs).filter(([, output]) => output.entryPoint);
  return Object.fromEntries(
    entries.map(([file, { entryPoint }]) => [entryPoint.replace(/^shared:/, ''), `/${relative(target, file)}`]),
  );
}
