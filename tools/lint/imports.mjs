/** What each layer may import from outside the repository; folders among themselves are Sheriff's. */

const OWN_DATABASE_ONLY = 'Data comes only through ctx (db, tx): nothing else is scoped to the clinic.';
const DATABASE_HANDLES = [
  'DataSource',
  'EntityManager',
  'Repository',
  'QueryRunner',
  'createConnection',
  'getConnection',
  'getManager',
  'getRepository',
];

const environment = { paths: [{ name: 'node:process', message: 'Settings are parsed once, in platform/config.ts.' }] };
const clockLibrary = {
  paths: [{ name: 'temporal-polyfill', message: 'Time is calculated in libs/kernel/time.ts alone.' }],
};
const database = {
  paths: [
    { name: 'typeorm', importNames: DATABASE_HANDLES, message: OWN_DATABASE_ONLY },
    { name: '@nestjs/typeorm', message: OWN_DATABASE_ONLY },
  ],
  patterns: [{ regex: '^(typeorm/|mysql2)', message: OWN_DATABASE_ONLY }],
};
const server = {
  patterns: [{ regex: '^(node:|@nestjs/|typeorm|mysql2|fastify)', message: 'The web client runs in a browser.' }],
};

/** Packages a layer may name; anything else that is not relative is refused. */
const only = (allowed, message) => ({ patterns: [{ regex: `^(?!\\.{1,2}/|${allowed}$)`, message }] });

const restrict = (...parts) => [
  'error',
  { paths: parts.flatMap((part) => part.paths ?? []), patterns: parts.flatMap((part) => part.patterns ?? []) },
];

const PURE = 'Domain and kernel are pure: no packages, no Node built-ins.';
const tests = ['**/*.spec.ts', 'api/test/**'];

/** The layers, each whole: the last matching entry replaces the others, it does not add to them. */
export const imports = [
  {
    files: ['api/**/*.ts'],
    ignores: ['api/src/platform/**', ...tests],
    value: restrict(environment, clockLibrary, database),
  },
  {
    files: ['api/src/platform/**/*.ts', 'api/**/*.spec.ts', 'api/test/**/*.ts'],
    value: restrict(environment, clockLibrary),
  },
  // Migrations are handed their QueryRunner by TypeORM.
  { files: ['api/migrations/**/*.ts'], value: restrict(environment, clockLibrary) },
  {
    files: ['libs/kernel/**/*.ts', 'libs/domain/**/*.ts'],
    ignores: tests,
    value: restrict(only('@medley/(kernel|domain/[a-z-]+)', PURE)),
  },
  { files: ['libs/kernel/time.ts'], value: restrict(only('temporal-polyfill', PURE)) },
  {
    files: ['libs/{kernel,domain}/**/*.spec.ts'],
    value: restrict(only('(@medley/(kernel|testing|domain/[a-z-]+)|@jest/globals|fast-check|temporal-polyfill)', PURE)),
  },
  {
    files: ['web/**/*.ts', 'libs/{web,ui,graphql}/**/*.ts'],
    ignores: ['web/e2e/**'],
    value: restrict(server, clockLibrary),
  },
].map(({ value, ...where }) => ({ ...where, rules: { 'no-restricted-imports': value } }));
