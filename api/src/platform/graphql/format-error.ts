import { unwrapResolverError } from '@apollo/server/errors';
import type { Logger } from '@nestjs/common';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { MedleyError } from '../errors';

/** Apollo's own codes, in Medley's words. */
const CODES: Readonly<Record<string, string>> = {
  GRAPHQL_PARSE_FAILED: 'BAD_INPUT',
  GRAPHQL_VALIDATION_FAILED: 'BAD_INPUT',
  BAD_USER_INPUT: 'BAD_INPUT',
  // Thrown by our scalars while variables are read.
  BAD_INPUT: 'BAD_INPUT',
  BAD_REQUEST: 'BAD_INPUT',
  OPERATION_RESOLUTION_FAILURE: 'BAD_INPUT',
  PERSISTED_QUERY_NOT_FOUND: 'PERSISTED_QUERY_NOT_FOUND',
  PERSISTED_QUERY_NOT_SUPPORTED: 'PERSISTED_QUERY_NOT_SUPPORTED',
};

/**
 * Lets out only errors meant for the caller. Anything else is our fault: logged here with its stack (never with the
 * variables, which may hold clinical data), answered as INTERNAL without details.
 */
export function errorFormatter(logger: Pick<Logger, 'error'>) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    if (original instanceof MedleyError) return publicError(formatted, original.extensions);
    const known = CODES[String(formatted.extensions?.['code'])];
    if (known !== undefined && (original === error || original instanceof GraphQLError))
      return publicError(formatted, { code: known });
    logger.error({ err: original, path: formatted.path }, 'A resolver failed');
    return {
      message: 'Something went wrong on our side. Nothing was changed; try again.',
      extensions: { code: 'INTERNAL' },
      ...placeOf(formatted),
    };
  };
}

const publicError = (
  formatted: GraphQLFormattedError,
  extensions: Readonly<Record<string, unknown>>,
): GraphQLFormattedError => ({
  message: formatted.message,
  extensions: { ...extensions },
  ...placeOf(formatted),
});

const placeOf = ({ path, locations }: GraphQLFormattedError) => ({
  ...(path === undefined ? {} : { path }),
  ...(locations === undefined ? {} : { locations }),
});
