import sheriff from '@softarc/eslint-plugin-sheriff';
import angular from 'angular-eslint';
import tseslint from 'typescript-eslint';
import { imports } from './tools/lint/imports.mjs';
import { medley } from './tools/lint/rules.mjs';

const server = ['api/**/*.ts', 'libs/{kernel,domain,testing}/**/*.ts', 'bench/**/*.ts'];
const client = ['web/**/*.ts', 'libs/{web,ui,graphql}/**/*.ts'];
const product = [...server, ...client];
const tests = ['**/*.spec.ts', 'web/e2e/**', 'api/test/**'];
const tools = ['tools/**/*.mjs', '*.mjs', 'web/**/*.mjs', 'libs/**/*.mjs', 'bench/**/*.mjs'];
/** An element's first word names who owns it: the product, the kit, an application or a module. */
const prefixes = [
  'medley',
  'ui',
  'desk',
  'clinic',
  'office',
  'admin',
  'portal',
  'access',
  'patients',
  'scheduling',
  'live',
  'organisations',
];
const pure = ['libs/{kernel,domain}/**/*.ts'];

/** Words of the house: each names what is forbidden and where its place is. */
const environment = { object: 'process', property: 'env', message: 'Settings are parsed once, in platform/config.ts.' };
const clocks = [
  { object: 'Date', property: 'now', message: 'No clock here: the instant arrives in the command.' },
  { object: 'Math', property: 'random', message: 'No chance here: ids and numbers arrive in the command.' },
  { object: 'Temporal', property: 'Now', message: 'No clock here: the instant arrives in the command.' },
];
const clockByConstructor = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'No clock here: the instant arrives in the command.',
};

const language = {
  rules: {
    'no-console': 'error',
    'no-empty': 'error',
    'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
    'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true, defaultFrom: true } }],
    'no-restricted-properties': ['error', environment],
    eqeqeq: ['error', 'always', { null: 'ignore' }],
    'medley/few-parameters': ['error', 4],
    'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
    'max-lines': ['error', { max: 400 }],
    'medley/long-file': ['warn', { max: 300 }],
  },
};

const types = {
  rules: {
    '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
    '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
    '@typescript-eslint/no-confusing-void-expression': [
      'error',
      { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
    ],
    '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
    '@typescript-eslint/no-unused-vars': [
      'error',
      { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
    ],
    '@typescript-eslint/consistent-type-imports': 'error',
    // Database drivers answer less than their types promise: an explicit conversion there is no waste.
    '@typescript-eslint/no-unnecessary-type-conversion': 'off',
    // GraphQL classes are shapes; plain objects take their place by design. Enums of libraries are compared to words.
    '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
    '@typescript-eslint/no-unsafe-enum-comparison': 'off',
    '@typescript-eslint/no-misused-spread': 'off',
    // An interface may ask for a promise where the answer is at hand.
    '@typescript-eslint/require-await': 'off',
    '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true, minimumDescriptionLength: 10 }],
    // Facts are type aliases and contracts interfaces, as each reads best.
    '@typescript-eslint/consistent-type-definitions': 'off',
    // A type parameter used once still names what a table, a stream or an answer holds.
    '@typescript-eslint/no-unnecessary-type-parameters': 'off',
  },
};

export default tseslint.config(
  {
    ignores: [
      ...['dist', 'tmp', '.nx', '.angular', '.medley', 'test-results', 'playwright-report'].map(
        (folder) => `**/${folder}/**`,
      ),
      'libs/graphql/gen/**',
    ],
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  { plugins: { medley } },
  { files: ['*.ts', '{tools,docker}/**/*.{ts,mts}'], languageOptions: { parser: tseslint.parser } },
  {
    files: tools,
    rules: {
      'no-unused-vars': 'error',
      'no-empty': 'error',
      'max-params': ['error', 4],
      'max-lines': ['error', { max: 300 }],
      'prefer-const': 'error',
      eqeqeq: 'error',
    },
  },

  {
    files: product,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked, types, language],
  },
  {
    files: server,
    languageOptions: { parserOptions: { project: 'api/tsconfig.json', tsconfigRootDir: import.meta.dirname } },
  },
  {
    files: client,
    languageOptions: {
      parserOptions: { project: 'tools/lint/tsconfig.web.json', tsconfigRootDir: import.meta.dirname },
    },
  },

  // The gate for folders: the stairs and the layers. Tests that boot the whole product may reach down anywhere.
  {
    files: product,
    ignores: ['api/**/*.{int,e2e,sample}.spec.ts', 'api/test/**', 'web/e2e/**', 'libs/graphql/**'],
    extends: [sheriff.configs.all],
  },
  // The composition root wires, and a bench measures, parts no module needs to know.
  { files: ['api/src/*.ts', 'api/src/cli/**', 'bench/**'], rules: { '@softarc/sheriff/encapsulation': 'off' } },
  ...imports,

  {
    files: ['libs/web/*/ui-*/**/*.ts'],
    ignores: tests,
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '(^@medley/web/[a-z-]+|\\.\\.)/data$',
              allowTypeImports: true,
              message: 'A part shows what it is given: data only as a type.',
            },
          ],
        },
      ],
    },
  },
  {
    files: pure,
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', environment, ...clocks],
      'no-restricted-syntax': ['error', clockByConstructor],
    },
  },
  { files: ['api/src/platform/config.ts', ...tests, 'bench/**/*.ts'], rules: { 'no-restricted-properties': 'off' } },
  { files: ['**/*.config.ts', 'codegen.ts'], rules: { 'no-restricted-exports': 'off' } },
  // Benches print a table; that is what they are for.
  { files: ['bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // A describe block is one function and as long as its rules are many.
  {
    files: [...tests, 'libs/testing/**'],
    rules: {
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },

  {
    files: client,
    ignores: ['web/e2e/**', 'libs/graphql/**'],
    extends: [angular.configs.tsRecommended],
    processor: angular.processInlineTemplates,
    rules: {
      '@angular-eslint/component-selector': ['error', { type: 'element', prefix: prefixes, style: 'kebab-case' }],
      '@angular-eslint/directive-selector': ['error', { type: 'attribute', prefix: prefixes, style: 'camelCase' }],
      '@angular-eslint/prefer-on-push-component-change-detection': 'error',
    },
  },
  {
    files: ['web/**/*.html', 'libs/**/*.html', 'web/**/*.component.html'],
    extends: [angular.configs.templateRecommended, angular.configs.templateAccessibility],
  },
);
