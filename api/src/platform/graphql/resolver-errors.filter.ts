import { type ArgumentsHost, Catch } from '@nestjs/common';
import { BaseExceptionFilter, HttpAdapterHost } from '@nestjs/core';

/**
 * Hands every error of a resolver through to the error formatter, which decides what the caller sees and what is logged.
 * Nest's own handler would log messages as they are, and a failed statement's message can hold a person's data (AU3).
 */
@Catch()
export class ResolverErrorsFilter extends BaseExceptionFilter {
  constructor({ httpAdapter }: HttpAdapterHost) {
    super(httpAdapter);
  }

  override catch(error: unknown, host: ArgumentsHost): unknown {
    if (host.getType<string>() === 'graphql') return error;
    super.catch(error, host);
    return undefined;
  }
}
