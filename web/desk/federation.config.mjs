import { withNativeFederation } from '@angular-architects/native-federation/config';
import { shared, sharedMappings } from '../federation.shared.mjs';

export default withNativeFederation({
  name: 'desk',
  exposes: { './routes': './web/desk/src/app/routes.ts' },
  shared,
  sharedMappings,
  features: { denseChunking: true, ignoreUnusedDeps: false },
});
