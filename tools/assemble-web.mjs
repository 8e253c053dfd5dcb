// Composes the separately built shell and remotes into dist/public: one static import map, one shared copy of the
// framework without the parts nobody imports, everything compressed, and the hashes the CSP header needs.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { initFederation } from '@softarc/native-federation-orchestrator';
import { bundleShared } from './bundle-shared-web.mjs';

const built = 'dist/web';
const target = process.argv[2] ?? 'dist/public';
const origin = 'http://build.invalid';

const anyImport = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\s]+)["']/g;
const staticImport = /(?:\bfrom|\bimport)\s*["']([^"'\s]+)["']/g;
const entryOf = (html) => `/${/src="(main-[^"]+\.js)"/.exec(html)[1]}`;

const remotes = readdirSync(built).filter(
  (name) => name !== 'shell' && existsSync(join(built, name, 'browser/remoteEntry.json')),
);

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
cpSync(join(built, 'shell/browser'), target, { recursive: true });
for (const name of remotes) cpSync(join(built, name, 'browser'), join(target, 'remotes', name), { recursive: true });

const composed = await composedImportMap();
const imports = await bundleShared(target, composed);
removeUnreachable(imports);
const scriptHash = writeIndex(imports);
writeFileSync(join(target, 'csp.json'), `${JSON.stringify({ scriptHashes: [`'${scriptHash}'`] })}\n`);
compressAll();
console.log(`web assembled: shell + ${remotes.join(', ')}`);

/** Resolves who provides which shared module, exactly as the browser would at run time, but once. */
async function composedImportMap() {
  const entries = Object.fromEntries(remotes.map((name) => [name, `${origin}/remotes/${name}/remoteEntry.json`]));
  let map = { imports: {} };
  const realFetch = globalThis.fetch;
  globalThis.fetch = async (url) => new Response(readFileSync(join(target, new URL(String(url)).pathname)));
  await initFederation(entries, {
    hostRemoteEntry: { url: `${origin}/remoteEntry.json` },
    setImportMapFn: async (resolved) => (map = resolved),
    loadModuleFn: async () => ({}),
    reloadBrowserFn: () => {},
  });
  globalThis.fetch = realFetch;

  const [shell, ...others] = [`${origin}/`, ...remotes.map((name) => `${origin}/remotes/${name}/`)].map(
    (scope) => map.scopes?.[scope] ?? {},
  );
  return paths(Object.assign({}, ...others, shell, map.imports));
}

/** Chunks between modules are named by their content, so equal names are equal files and one address serves all. */
function paths(urls) {
  return Object.fromEntries(Object.entries(urls).map(([name, url]) => [name, url.replace(`${origin}/`, '/')]));
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every app carries its own copy of what it shares; only the copies in the import map are served. */
function removeUnreachable(imports) {
  const entry = entryOf(readFileSync(join(target, 'index.html'), 'utf8'));
  const wanted = reachable([entry, ...Object.values(imports).filter((path) => !path.includes('chunk-'))], imports);
  for (const file of filesUnder(target)) {
    const path = file.slice(target.length);
    if (/\.js$/.test(path) && !wanted.has(path)) rmSync(file);
    if (/(remoteEntry|importmap)\.json$/.test(path)) rmSync(file);
  }
}

function reachable(starts, imports, pattern = anyImport) {
  const seen = new Set();
  const queue = [...starts];
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const names = [...readFileSync(join(target, path), 'utf8').matchAll(pattern)].map((match) => match[1]);
    queue.push(
      ...names
        .map((name) => addressOf(name, path, imports))
        .filter((address) => address && existsSync(join(target, address))),
    );
  }
  return seen;
}

function addressOf(name, from, imports) {
  if (name.startsWith('./') || name.startsWith('../')) return new URL(name, `${origin}${from}`).pathname;
  if (/^(@[\w-]+\/|rxjs)/.test(name) && !imports[name]) throw new Error(`${from} imports ${name}, which nobody shares`);
  return imports[name];
}

function writeIndex(imports) {
  const file = join(target, 'index.html');
  const served = Object.fromEntries(Object.entries(imports).filter(([, path]) => existsSync(join(target, path))));
  const json = JSON.stringify({ imports: served });
  const html = readFileSync(file, 'utf8')
    .replace(/\s*<script type="(importmap|esms-options)">[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="modulepreload"[^>]*>/g, '');
  const head = `<script type="importmap">${json}</script>${preloads(html, imports)}`;
  writeFileSync(file, html.replace('</title>', `</title>\n    ${head}`));
  return `sha256-${createHash('sha256').update(json).digest('base64')}`;
}

/** The first screen is known at build time, so the browser asks for all of it at once. */
function preloads(html, imports) {
  const starts = [entryOf(html), ...remotes.map((name) => imports[`${name}/./routes`]).slice(0, 1)];
  const files = reachable(starts, imports, staticImport);
  return [...files].map((path) => `<link rel="modulepreload" href="${path}">`).join('');
}

function compressAll() {
  for (const file of filesUnder(target).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
    const content = readFileSync(file);
    if (content.length < 512) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
