import type { Config } from 'jest';

/** One project per kind of test: the suffix decides (style: *.spec pure, *.int.spec database, *.e2e.spec GraphQL over HTTP). */
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
  modulePathIgnorePatterns: ['<rootDir>/dist', '<rootDir>/.nx', '<rootDir>/.medley'],
};

const config: Config = {
  projects: [
    {
      ...shared,
      displayName: 'unit',
      testMatch: ['<rootDir>/{api,libs}/**/*.spec.ts'],
      testPathIgnorePatterns: ['/node_modules/', '\\.(int|e2e)\\.spec\\.ts$', '<rootDir>/libs/(ui|web)/'],
    },
    { ...shared, displayName: 'int', testMatch: ['<rootDir>/api/**/*.int.spec.ts'] },
    { ...shared, displayName: 'e2e', testMatch: ['<rootDir>/api/**/*.e2e.spec.ts'] },
  ],
};

export default config;
