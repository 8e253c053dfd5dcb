import { type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import type { DocumentNode, FormattedExecutionResult, GraphQLSchema, OperationDefinitionNode } from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';

type Run = (root: unknown, context: unknown, variables: Readonly<Record<string, unknown>>) => unknown;

interface Compilation {
  uses: number;
  run: Run | null;
}

/** Compiling costs milliseconds: only an operation that comes back is worth it, so one-off queries cannot abuse it. */
const COMPILE_AT_USE = 3;

/**
 * Runs repeated queries as compiled functions (two to four times faster than interpreting). The cache hangs on the
 * parsed document, which Apollo keeps in a bounded store: what leaves that store leaves here too.
 */
export function compiledQueries(): ApolloServerPlugin {
  const compilations = new WeakMap<OperationDefinitionNode, Compilation>();
  return {
    requestDidStart: () =>
      Promise.resolve({
        async responseForOperation({ schema, document, operation, operationName, request, contextValue }) {
          if (operation.operation !== 'query') return null;
          const compilation = compilations.get(operation) ?? { uses: 0, run: null };
          compilations.set(operation, compilation);
          compilation.uses += 1;
          if (compilation.uses === COMPILE_AT_USE) compilation.run = compile(schema, document, operationName);
          if (compilation.run === null) return null;
          const singleResult = (await compilation.run(
            undefined,
            contextValue,
            request.variables ?? {},
          )) as FormattedExecutionResult;
          return { http: { headers: new HeaderMap() }, body: { kind: 'single', singleResult } };
        },
      }),
  };
}

/** Null when the compiler cannot take the document: the interpreter answers it then. */
function compile(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Run | null {
  const compiled = compileQuery<Record<string, unknown>, Record<string, unknown>>(
    schema,
    document,
    operationName ?? undefined,
  );
  return isCompiledQuery(compiled) ? (compiled.query as Run) : null;
}
