import { beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import moduleGenerator from './generator.mjs';

/** A tree in memory over the real workspace: what the generator reads is what the house looks like today. */
class MemoryTree {
  readonly written = new Map<string, string>();
  read(file: string): string {
    return this.written.get(file) ?? readFileSync(file, 'utf8');
  }
  write(file: string, text: string): void {
    this.written.set(file, text);
  }
  exists(file: string): boolean {
    return this.written.has(file) || existsSync(file);
  }
}

const faultsOf = (text: string) =>
  ts.transpileModule(text, { reportDiagnostics: true, compilerOptions: { experimentalDecorators: true } }).diagnostics;

describe('module generator', () => {
  let tree: MemoryTree;
  const names = () =>
    [...tree.written.keys()].filter((file) => file.includes('/moons/')).map((file) => file.split('/moons/')[1]);
  const generate = (kind: string, name = 'moons', after = 'billing') => moduleGenerator(tree, { name, kind, after });

  beforeEach(() => {
    tree = new MemoryTree();
  });

  it.each(['ledger', 'register', 'view', 'edge'])('writes the anatomy of a module of kind %s', async (kind) => {
    await generate(kind);
    const sources = [...tree.written].filter(([file]) => file.endsWith('.ts'));
    expect(sources.flatMap(([, text]) => faultsOf(text))).toEqual([]);
    expect(names()).toContain('index.ts');
  });

  it('gives a ledger its law, its stream and its projector, and a register none of them', async () => {
    await generate('ledger');
    expect(names()).toEqual(
      expect.arrayContaining(['moon.ts', 'moon.spec.ts', 'moons.stream.ts', 'moons.projector.ts']),
    );
    tree = new MemoryTree();
    await generate('register');
    expect(names().filter((name) => /stream|projector|moon\.ts/.test(name ?? ''))).toEqual([]);
  });

  it('takes its place on the stairs, in the house and among the permissions', async () => {
    await generate('register');
    expect(tree.read('sheriff.config.ts')).toMatch(/'billing',\n {2}'moons',\n/);
    expect(tree.read('api/src/app.module.ts')).toMatch(
      /import \{ MoonsModule \} from '\.\/moons';[\s\S]*imports: \[[\s\S]*MoonsModule/,
    );
    expect(tree.read('api/src/platform/permissions.ts')).toContain("'moon:manage',");
  });

  it('refuses a module without a step, a name that is not kebab-case, and a module that exists', async () => {
    await expect(generate('view', 'moons', '')).rejects.toThrow('not on the stairs');
    await expect(generate('view', 'Moons')).rejects.toThrow('kebab-case');
    await expect(generate('register', 'organisations')).rejects.toThrow('already');
    expect(tree.written.size).toBe(0);
  });
});
