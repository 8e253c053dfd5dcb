import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module';
import { serveSockets } from './platform/changes/change-socket';
import { ChangesService } from './platform/changes/changes.service';
import { CONFIG, type Config, Identity, loadConfig } from './platform';
import { inputValidation } from './platform/graphql/input-validation';
import { serveWebClient } from './platform/http/web-client';

const MAX_BODY_BYTES = 1_000_000;

/** Boots the API and the web client on one origin and stops gracefully on SIGINT and SIGTERM. */
export async function startServer(): Promise<NestFastifyApplication> {
  const app = await createServer();
  const config = app.get<Config>(CONFIG);
  app.enableShutdownHooks();
  await app.listen(config.port, config.host);
  app.get(Logger).log(`Listening on ${await app.getUrl()}`);
  return app;
}

/** The application with everything attached but not yet listening: tests boot it on a port of their own. */
export async function createServer(): Promise<NestFastifyApplication> {
  const adapter = new FastifyAdapter({
    bodyLimit: MAX_BODY_BYTES,
    trustProxy: loadConfig().trustedProxies ?? false,
    forceCloseConnections: 'idle',
  });
  const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { bufferLogs: true });
  app.useLogger(app.get(Logger));
  app.useGlobalPipes(inputValidation());
  await serveWebClient(app, app.get<Config>(CONFIG));
  await app.init();
  attachSockets(app);
  return app;
}

function attachSockets(app: NestFastifyApplication): void {
  const sockets = serveSockets(app.getHttpServer(), {
    schema: app.get(GraphQLSchemaHost).schema,
    identity: app.get(Identity),
    changes: app.get(ChangesService),
  });
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('preClose', () => sockets.dispose());
}
