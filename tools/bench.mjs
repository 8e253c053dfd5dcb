// npm run bench: Medley beside its floors on a database of its own; prints one table, keeps history in bench/results.
import { buildApi } from './lib/build.mjs';
import { bundle } from './lib/bundle.mjs';
import { main } from './lib/node-pin.mjs';
import { Lifetime, run } from './lib/processes.mjs';
import { TestWorld } from './lib/test-world.mjs';

await main(async () => {
  const lifetime = new Lifetime();
  lifetime.endOnSignals(130);
  try {
    await buildApi();
    await bundle(
      { run: 'bench/run.ts', 'day-floor': 'bench/day-floor.ts', 'ws-floor': 'bench/ws-floor.ts' },
      'dist/bench',
    );
    const { url } = process.env.MEDLEY_TEST_DATABASE_URL
      ? { url: process.env.MEDLEY_TEST_DATABASE_URL }
      : await new TestWorld(lifetime).database();
    await run('node', ['--enable-source-maps', 'dist/bench/run.mjs'], {
      env: { ...process.env, MEDLEY_TEST_DATABASE_URL: url },
      show: true,
    });
    return 0;
  } finally {
    await lifetime.end();
  }
});
