// npm run medley -- <command>: the API's command line on the project's own database, started only if it does not run.
import { resolve } from 'node:path';
import { buildApi } from './lib/build.mjs';
import { provideDatabase, runningDatabase } from './lib/database.mjs';
import { main } from './lib/node-pin.mjs';
import { launch, Lifetime, stopChild } from './lib/processes.mjs';
import { once } from 'node:events';

await main(async () => {
  const dataDir = resolve(process.env.MEDLEY_DATA_DIR ?? '.medley');
  const lifetime = new Lifetime();
  lifetime.endOnSignals(130);
  try {
    await buildApi();
    const running = process.env.MEDLEY_DATABASE_URL ? null : runningDatabase(dataDir);
    const { url } = running ?? (await provideDatabase(lifetime, dataDir));
    const env = { ...process.env, MEDLEY_DATA_DIR: dataDir, MEDLEY_DATABASE_URL: url };
    const args = ['--enable-source-maps', 'dist/api/cli.mjs', ...process.argv.slice(2)];
    const cli = launch('node', args, { env, stdio: 'inherit' });
    lifetime.onEnd(() => stopChild(cli, 'The command'));
    const [code] = await once(cli, 'exit');
    return code ?? 1;
  } finally {
    await lifetime.end();
  }
});
