// Builds everything the API's image and npm start run.
import { bundle } from './lib/bundle.mjs';

await bundle(
  { main: 'api/src/main.ts', worker: 'api/src/worker.ts', cli: 'api/src/cli.ts', web: 'docker/web.ts' },
  'dist/api',
);
