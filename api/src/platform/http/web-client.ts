import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import fastifyStatic from '@fastify/static';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from '../config';

interface CspFile {
  readonly scriptHashes?: readonly string[];
}

const YEAR_SECONDS = 31_536_000;
/** File names that carry their content's hash never change. */
const HASHED = /[.-][A-Za-z0-9_-]{8,}\.(js|css|woff2|svg)$/;

/** Puts cookies, security headers, compression and the built web client on the API's own origin. */
export async function serveWebClient(app: NestFastifyApplication, config: Config): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: { directives: policyOf(config) },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(compress, { threshold: 1024, encodings: ['br', 'gzip'] });
  if (!existsSync(join(config.publicDir, 'index.html'))) return;
  await app.register(fastifyStatic, {
    root: config.publicDir,
    preCompressed: true,
    setHeaders: (reply, path) =>
      void reply.header('cache-control', HASHED.test(path) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache'),
    wildcard: false,
  });
  app.getHttpAdapter().getInstance().get('/*', pageOrNotFound);
}

/** Any path of the web client is its index page: the URL always says where you are. */
function pageOrNotFound(request: FastifyRequest, reply: FastifyReply): unknown {
  const isPage =
    request.method === 'GET' &&
    request.headers.accept?.includes('text/html') === true &&
    !/\.\w+$/.test(request.url.split('?')[0] ?? '');
  if (isPage) return reply.header('cache-control', 'no-cache').sendFile('index.html');
  return reply.code(404).send({ statusCode: 404, error: 'Not Found' });
}

function policyOf(config: Config): Record<string, string[] | null> {
  const file = join(config.publicDir, 'csp.json');
  const { scriptHashes = [] } = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as CspFile) : {};
  return {
    'default-src': ["'self'"],
    'script-src': ["'self'", ...scriptHashes],
    // Angular writes component styles as style elements.
    'style-src': ["'self'", "'unsafe-inline'"],
    'img-src': ["'self'", 'data:', 'blob:'],
    'connect-src': ["'self'", 'ws:', 'wss:'],
    'object-src': ["'none'"],
    'base-uri': ["'self'"],
    'frame-ancestors': ["'none'"],
    'upgrade-insecure-requests': config.production ? [] : null,
  };
}
