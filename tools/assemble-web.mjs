// Composes the separately built shell and remotes into dist/public: one static import map, one shared copy of the
// framework without the parts nobody imports, everything compressed, and the hashes the CSP header needs.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { initFederation } from '@softarc/native-federation-orchestrator';
import { bundleShared } from './bundle-shared-web.mjs';

const built = 'dist/web';
const target = 'dist/public';
const origin = 'http://build.invalid';

const remotes = readdirSync(built).filter((name) => name !== 'shell' && existsSync(join(built, name, 'browser/remoteEntry.json')));

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
console.log(JSON.stringify(map,null,1));
  return Object.fromEntries(Object.entries(map.imports).map(([name, url]) => [name, url.replace(`${origin}/`, '/')]));
}

function filesUnder(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** Every app carries its own copy of what it shares; only the copies in the import map are served. */
function removeUnreachable(imports) {
  const entry = /src="(main-[^"]+\.js)"/.exec(readFileSync(join(target, 'index.html'), 'utf8'))[1];
  const wanted = reachable([`/${entry}`, ...Object.values(imports)], imports);
  for (const file of filesUnder(target)) {
    const path = file.slice(target.length);
    if (/\.js$/.test(path) && !wanted.has(path)) rmSync(file);
    if (/(remoteEntry|importmap)\.json$/.test(path)) rmSync(file);
  }
}

function reachable(starts, imports) {
  const seen = new Set();
  const queue = [...starts];
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    queue.push(...staticAndLazy(path).map((name) => resolve(name, path, imports)));
  }
  return seen;
}

function staticAndLazy(path) {
  const source = readFileSync(join(target, path), 'utf8');
  return [...source.matchAll(/(?:from|import)\s*\(?\s*["']([^"']+)["']/g)].map((match) => match[1]).filter((name) => isModule(name));
}

const isModule = (name) => /^(\.|@|[a-z])/.test(name) && !/\s/.test(name);

function resolve(name, from, imports) {
  if (name.startsWith('.')) return new URL(name, `${origin}${from}`).pathname;
  return imports[name];
}

function writeIndex(imports) {
  const file = join(target, 'index.html');
  const json = JSON.stringify({ imports });
  const html = readFileSync(file, 'utf8')
    .replace(/\s*<script type="(importmap|esms-options)">[\s\S]*?<\/script>/g, '')
    .replace(/<link rel="modulepreload"[^>]*>/g, '')
    .replace('</title>', `</title>\n    <script type="importmap">${json}</script>${preloads(imports)}`);
  writeFileSync(file, html);
  return `sha256-${createHash('sha256').update(json).digest('base64')}`;
}

/** The whole first screen is known at build time, so the browser asks for all of it at once. */
function preloads(imports) {
  const html = readFileSync(join(target, 'index.html'), 'utf8');
  const entry = `/${/src="(main-[^"]+\.js)"/.exec(html)[1]}`;
  const firstScreen = [entry, ...remotes.slice(0, 1).map((name) => imports[`${name}/./routes`])];
  const files = new Set(firstScreen.flatMap((path) => [...staticClosure(path, imports)]));
  return [...files].map((path) => `<link rel="modulepreload" href="${path}">`).join('');
}

function staticClosure(start, imports) {
  const seen = new Set();
  const queue = [start];
  for (let path = queue.pop(); path; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const source = readFileSync(join(target, path), 'utf8');
    const names = [...source.matchAll(/(?:\bfrom|\bimport)\s*["']([^"']+)["']/g)].map((match) => match[1]).filter(isModule);
    queue.push(...names.map((name) => resolve(name, path, imports)).filter(Boolean));
  }
  return seen;
}

function compressAll() {
  for (const file of filesUnder(target).filter((name) => /\.(js|css|html|svg|json)$/.test(name))) {
    const content = readFileSync(file);
    if (content.length < 512) continue;
    writeFileSync(`${file}.br`, brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }));
    writeFileSync(`${file}.gz`, gzipSync(content, { level: 9 }));
  }
}
