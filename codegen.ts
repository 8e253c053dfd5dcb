import type { CodegenConfig } from '@graphql-codegen/cli';

/** Typed documents for the web: one export per operation, so that a remote ships only what it calls. */
const config: CodegenConfig = {
  schema: 'libs/graphql/schema.graphql',
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
        strictScalars: false,
        scalars: { ID: 'string', DateTime: 'string', LocalDate: 'string', LocalTime: 'string', TimeZone: 'string' },
        defaultScalarType: 'string',
        onlyOperationTypes: true,
      },
    },
    'libs/graphql/gen/possible-types.ts': { plugins: ['./libs/graphql/possible-types-plugin.mjs'] },
  },
};

// eslint's no-default-export does not apply to configuration: the tool asks for it.
export default config;
