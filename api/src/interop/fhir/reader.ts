import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { type BrokenEntry, entriesIn, type Entry, entryOf } from './entries';
import type { Json } from './json';

/** Entries that stand or fall together: a whole bundle, or some lines of a bulk file. */
export type EntryGroup = Readonly<{ isBundle: boolean; entries: readonly (Entry | BrokenEntry)[] }>;

const LINES_PER_GROUP = 200;
const LARGEST_FILE = 512 * 1024 * 1024;

/**
 * Reads a bundle or a bulk file, gzipped or not, whatever its name ends in. A bulk file is read line by line and never
 * held whole. A file that cannot be read is one broken entry.
 */
export async function* readGroups(path: string): AsyncGenerator<EntryGroup> {
  const file = basename(path);
  try {
    if (await isBulk(path)) yield* bulkGroups(file, path);
    else yield { isBundle: true, entries: entriesIn(file, parse(await wholeText(path))) };
  } catch (error) {
    // Unreadable, truncated or corrupt: reported as the file's entry, and the other files go on.
    const problem = error instanceof Error ? `The file cannot be read: ${error.message}` : 'The file cannot be read';
    yield { isBundle: true, entries: [{ place: { file, entry: 1 }, resourceType: null, id: null, problem }] };
  }
}

/** The type a bulk file holds, to import patients before what is about them; null for bundles and unreadable files. */
export async function bulkTypeOf(path: string): Promise<string | null> {
  try {
    if (!(await isBulk(path))) return null;
    for await (const { entries } of bulkGroups(basename(path), path)) return entries[0]?.resourceType ?? null;
    return null;
  } catch {
    // Whatever is wrong with the file is reported when it is read for its entries.
    return null;
  }
}

async function* bulkGroups(file: string, path: string): AsyncGenerator<EntryGroup> {
  let entries: (Entry | BrokenEntry)[] = [];
  let line = 0;
  for await (const text of linesOf(await contentOf(path))) {
    line++;
    if (text.trim() === '') continue;
    entries.push(lineEntry(file, line, text));
    if (entries.length < LINES_PER_GROUP) continue;
    yield { isBundle: false, entries };
    entries = [];
  }
  if (entries.length > 0) yield { isBundle: false, entries };
}

function lineEntry(file: string, line: number, text: string): Entry | BrokenEntry {
  const place = { file, entry: line };
  try {
    return entryOf(place, parse(text), null);
  } catch (error) {
    // One bad line is one bad entry.
    return { place, resourceType: null, id: null, problem: `No JSON: ${(error as Error).message.slice(0, 80)}` };
  }
}

/** Lines that are JSON each make a bulk file; one object over many lines, or one line that is a Bundle, does not. */
async function isBulk(path: string): Promise<boolean> {
  if (/\.ndjson(\.gz)?$/i.test(path)) return true;
  for await (const text of linesOf(await contentOf(path))) {
    if (text.trim() === '') continue;
    try {
      return (parse(text) as { resourceType?: unknown } | null)?.resourceType !== 'Bundle';
    } catch {
      // The first line is not a whole object: it is one object over many lines.
      return false;
    }
  }
  return false;
}

async function* linesOf(content: Readable): AsyncGenerator<string> {
  // readline reports a failing stream only through the stream itself.
  const failed = new Promise<never>((_, reject) => content.once('error', reject));
  failed.catch(() => content.destroy());
  const lines = createInterface({ input: content, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const { done, value } = await Promise.race([lines.next(), failed]);
      if (done === true) break;
      yield value;
    }
    if (content.errored) throw content.errored;
  } finally {
    content.destroy();
  }
}

async function wholeText(path: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of await contentOf(path)) {
    size += (chunk as Buffer).length;
    if (size > LARGEST_FILE) throw new Error('it is larger than 512 MB; use bulk ndjson');
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The content, unpacked when its first bytes say gzip. */
async function contentOf(path: string): Promise<Readable> {
  const handle = await open(path);
  const { buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0).finally(() => handle.close());
  const raw = createReadStream(path);
  if (buffer[0] !== 0x1f || buffer[1] !== 0x8b) return raw;
  return pipeline(raw, createGunzip(), () => undefined);
}

const parse = (text: string): Json => JSON.parse(text.replace(/^\uFEFF/, '')) as Json;
