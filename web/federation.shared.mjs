import { share } from '@angular-architects/native-federation/config';

const one = {
  singleton: true,
  strictVersion: true,
  requiredVersion: 'auto',
  build: 'package',
  includeSecondaries: false,
};

/**
 * What shell and remotes must have exactly once: the framework, the look, and the state behind every screen.
 * Everything else is bundled, tree-shaken, by whoever uses it. Few entry points keep the first load small.
 */
export const shared = share(
  Object.fromEntries(
    [
      '@angular/core',
      '@angular/core/primitives/di',
      '@angular/core/primitives/signals',
      '@angular/core/rxjs-interop',
      '@angular/common',
      '@angular/platform-browser',
      '@angular/router',
      '@ngrx/signals',
      'rxjs',
      'rxjs/operators',
    ].map((name) => [name, { ...one }]),
  ),
);

export const sharedMappings = [
  '@medley/ui',
  '@medley/web/platform/data',
  '@medley/web/access/data',
  '@medley/web/live/data',
];
