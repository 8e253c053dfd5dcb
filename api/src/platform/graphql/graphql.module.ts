import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { ApolloServerPlugin } from '@apollo/server';
import { ApolloFederationDriver, type ApolloFederationDriverConfig } from '@nestjs/apollo';
import { Logger } from '@nestjs/common';
import { GraphQLModule } from '@nestjs/graphql';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config';
import { Metrics } from '../http/metrics';
import { transportOf } from '../http/transport';
import { Identity } from '../identity';
import { CONFIG } from '../tokens';
import type { GraphqlContext } from './allow';
import { compiledQueries } from './compiled-queries';
import { errorFormatter } from './format-error';
import { SimpleRefusal, StaleVersion } from './refusals';
import { scalarResolvers } from './scalars';

/** The one schema, served as an Apollo Federation 2 subgraph that also stands alone. */
export const GraphqlModule = GraphQLModule.forRootAsync<ApolloFederationDriverConfig>({
  driver: ApolloFederationDriver,
  inject: [CONFIG, Identity, Metrics],
  useFactory: (config: Config, identity: Identity, metrics: Metrics) => ({
    path: '/graphql',
    autoSchemaFile: { federation: 2 },
    sortSchema: true,
    buildSchemaOptions: { orphanedTypes: [SimpleRefusal, StaleVersion] },
    resolvers: scalarResolvers,
    context: (request: FastifyRequest, reply: FastifyReply) => contextOf(identity, request, reply),
    includeStacktraceInErrorResponses: false,
    introspection: !config.production,
    graphiql: !config.production,
    csrfPrevention: true,
    formatError: errorFormatter({
      error: (details: unknown, message?: unknown) => new Logger('GraphQL').error(details, message),
    }),
    plugins: [
      compiledQueries(),
      timings(metrics),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
    ],
  }),
});

async function contextOf(identity: Identity, request: FastifyRequest, reply: FastifyReply): Promise<GraphqlContext> {
  const transport = transportOf(request, reply);
  return { ctx: await identity.ctxOf(request.headers.authorization, transport), transport };
}

/** Times every operation by its root field, which is a name of ours and never a caller's. */
function timings(metrics: Metrics): ApolloServerPlugin {
  return {
    requestDidStart: () => {
      const started = performance.now();
      return Promise.resolve({
        willSendResponse: ({ operation, schema, errors }) => {
          const root = operation?.selectionSet.selections[0];
          const name = root?.kind === 'Field' ? root.name.value : 'other';
          const type = operation === undefined ? undefined : schema.getRootType(operation.operation);
          metrics.observe(
            type?.getFields()[name] === undefined ? 'other' : name,
            (performance.now() - started) / 1000,
            errors !== undefined,
          );
          return Promise.resolve();
        },
      });
    },
  };
}
