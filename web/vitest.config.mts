import { defineConfig } from 'vitest/config';

/** The web's pure logic: what is true of times, places and words, without a browser. */
export default defineConfig({
  root: new URL('..', import.meta.url).pathname,
  resolve: { tsconfigPaths: true },
  test: { include: ['libs/{ui,web}/**/*.spec.ts'], environment: 'node', globals: false },
});
