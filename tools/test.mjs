// npm test [-- step … [path …]]: every check of the project, each timed, one closing line with the counts.
import { main } from './lib/node-pin.mjs';
import { Lifetime } from './lib/processes.mjs';
import { bold, dim, say, seconds } from './lib/progress.mjs';

process.env.TZ = 'UTC';

await main(async () => {
  const { checks, onlyOnRequest } = await import('./lib/checks.mjs');
  const { total } = await import('./lib/counts.mjs');
  const { TestWorld } = await import('./lib/test-world.mjs');
  const asked = process.argv.slice(2);
  const named = asked.filter((word) => word in checks);
  const patterns = asked.filter((word) => !(word in checks));
  const steps = named.length > 0 ? named : Object.keys(checks).filter((name) => !onlyOnRequest.has(name));
  const lifetime = new Lifetime();
  lifetime.endOnSignals(130);
  const world = new TestWorld(lifetime);
  const results = [];
  for (const name of steps) results.push(await timed(name, () => checks[name](world, patterns)));
  await lifetime.end();
  say();
  for (const { name, passed, failed, took } of results) {
    say(
      `${failed === 0 ? '✓' : '✗'} ${name.padEnd(8)} ${String(passed).padStart(5)} ok ${String(failed).padStart(4)} not ok  ${dim(took)}`,
    );
  }
  const { passed, failed } = total(results);
  say(`\nTests: ${passed} passed, ${failed} failed`);
  return failed === 0 && passed > 0 ? 0 : 1;
});

/** A step that breaks counts as one failure and does not keep the others from running. */
async function timed(name, work) {
  const began = Date.now();
  say(`\n${bold(`── ${name} ──`)}`);
  try {
    const { passed, failed } = await work();
    return { name, passed, failed, took: seconds(Date.now() - began) };
  } catch (error) {
    say(error.stack ?? String(error));
    return { name, passed: 0, failed: 1, took: seconds(Date.now() - began) };
  }
}
