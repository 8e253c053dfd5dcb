import { existsSync } from 'node:fs';
import type { CodegenConfig } from '@graphql-codegen/cli';

const schema = existsSync('libs/graphql/schema.graphql') ? 'libs/graphql/schema.graphql' : 'libs/graphql/contract.graphql';

/** Typed documents for the web: one export per operation, so that a remote ships only what it calls. */
const config: CodegenConfig = {
  schema,
  documents: ['libs/web/**/*.graphql'],
  generates: {
    'libs/graphql/gen/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false, gqlTagName: 'gql' },
      config: {
        useTypeImports: true,
        enumType: 'string-literal',
        skipTypename: false,
        nonOptionalTypename: true,
        strictScalars: true,
        scalars: { DateTime: 'string', LocalDate: 'string', LocalTime: 'string', TimeZone: 'string' },
      },
    },
    'libs/graphql/gen/possible-types.ts': { plugins: ['./libs/graphql/possible-types-plugin.mjs'] },
  },
};

// eslint's no-default-export does not apply to configuration: the tool asks for it.
export default config;
