// esbuild bundles and resolves the tsconfig's paths; SWC transforms, because Nest needs decorator metadata.
import { transformFile } from '@swc/core';
import { build } from 'esbuild';
import { rmSync } from 'node:fs';

const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  },
};

const transform = {
  name: 'swc',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const { code } = await transformFile(path, swc);
      return { contents: code, loader: 'js' };
    });
  },
};

/** Bundles server entries (name → file) into a folder that is emptied first. */
export async function bundle(entryPoints, outdir) {
  rmSync(outdir, { recursive: true, force: true });
  await build({
    entryPoints,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    packages: 'external',
    sourcemap: true,
    keepNames: true,
    tsconfig: 'api/tsconfig.json',
    logLevel: 'warning',
    plugins: [transform],
  });
}
