import { LoggerModule } from 'nestjs-pino';
import type { Config } from './config';
import { correlationOf } from './http/transport';
import { CONFIG } from './tokens';

interface LoggedRequest {
  readonly id?: unknown;
  readonly method?: string;
  readonly url?: string;
}

/**
 * Structured logs with request ids. Bodies, variables, query strings, headers and cookies are never logged: names and
 * search terms are clinical data too (AU3).
 */
export const LoggingModule = LoggerModule.forRootAsync({
  inject: [CONFIG],
  useFactory: (config: Config) => ({
    pinoHttp: {
      level: config.logLevel,
      genReqId: (request) => correlationOf(request.headers['x-request-id']),
      autoLogging: { ignore: (request) => /^\/(health|metrics)|\.\w+$/.test(request.url ?? '') },
      customLogLevel: (_request, response, error) =>
        error !== undefined || response.statusCode >= 500 ? 'error' : 'debug',
      serializers: {
        req: (request: LoggedRequest) => ({ id: request.id, method: request.method, path: request.url?.split('?')[0] }),
        res: (response: { statusCode?: number }) => ({ status: response.statusCode }),
        err: (error: Error & { code?: string; driverError?: { code?: string; errno?: number } }) => ({
          type: error.name,
          // A failed statement's message carries values; its number says enough.
          message:
            error.driverError === undefined
              ? error.message
              : `Database error ${error.driverError.errno ?? error.driverError.code ?? ''}`,
          stack: error.stack
            ?.split('\n')
            .filter((line) => line.trimStart().startsWith('at '))
            .join('\n'),
        }),
      },
    },
  }),
});
