import type { Config } from 'jest';

// Every wall-clock expectation is written in UTC; a developer's zone must not change an answer.
process.env.TZ = 'UTC';

// CommonJS output, although the packages are ESM: Node 24 requires them directly, and jest is a quarter faster so.
const transform: Config['transform'] = {
  '^.+\\.ts$': [
    '@swc/jest',
    {
      swcrc: false,
      module: { type: 'commonjs' },
      jsc: {
        target: 'es2023',
        keepClassNames: true,
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
      },
    },
  ],
};

const shared = {
  rootDir: '.',
  testEnvironment: 'node',
  transform,
  moduleNameMapper: {
    '^@medley/(kernel|testing|graphql)$': '<rootDir>/libs/$1/index.ts',
    '^@medley/domain/(.*)$': '<rootDir>/libs/domain/$1/index.ts',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.nx', '<rootDir>/.medley', '<rootDir>/tmp'],
};

/** One project per kind of test; the suffix decides. `sample` reads the folder named by MEDLEY_SAMPLE_DATA. */
const config: Config = {
  testTimeout: 60_000,
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{api,libs,tools,bench}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e|sample)\\.spec\\.ts$', '<rootDir>/libs/(ui|web)/'],
    },
    { ...shared, displayName: 'int', testMatch: ['<rootDir>/api/**/*.int.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/api/**/*.e2e.spec.ts'] },
    { ...shared, displayName: 'sample', testMatch: ['<rootDir>/api/**/*.sample.spec.ts'] },
  ],
};

export default config;
