import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Transport } from '../graphql/allow';

const CORRELATION = /^[\w-]{8,64}$/;

/** What resolvers may know of an HTTP request or socket. `reply` is null where no cookie can be set. */
export function transportOf(request: FastifyRequest | IncomingMessage, reply: FastifyReply | null): Transport {
  const fastify = 'cookies' in request ? request : null;
  return {
    cookie: (name) => fastify?.cookies[name] ?? null,
    setCookie: (name, value, maxAge) => {
      const secure = fastify?.protocol === 'https';
      const options = { path: '/graphql', httpOnly: true, sameSite: 'strict', secure } as const;
      void (value === null ? reply?.clearCookie(name, options) : reply?.setCookie(name, value, { ...options, maxAge }));
    },
    address: fastify?.ip ?? (request as IncomingMessage).socket.remoteAddress ?? null,
    userAgent: request.headers['user-agent']?.slice(0, 200) ?? null,
    correlationId: correlationOf(request.headers['x-request-id']),
  };
}

/** A caller's own request id is kept when it is a plain token; anything else is replaced. */
export const correlationOf = (given: string | string[] | undefined): string =>
  typeof given === 'string' && CORRELATION.test(given) ? given : randomUUID();
