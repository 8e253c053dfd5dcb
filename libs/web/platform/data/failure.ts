import { CombinedGraphQLErrors } from '@apollo/client/errors';

export type FailureKind = 'offline' | 'signed-out' | 'forbidden' | 'not-found' | 'bad-input' | 'conflict' | 'internal';

/** What went wrong outside the rules of the clinic: a screen shows `message`, keeps what was typed and offers to try again. */
export class Failure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
  ) {
    super(message);
  }
}

const kinds: Readonly<Record<string, FailureKind>> = {
  UNAUTHENTICATED: 'signed-out',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not-found',
  BAD_INPUT: 'bad-input',
  CONFLICT: 'conflict',
};

const words: Readonly<Record<FailureKind, string>> = {
  offline: 'Medley cannot reach the clinic’s server. Nothing was lost; try again when the connection is back.',
  'signed-out': 'Your session has ended. Sign in to go on.',
  forbidden: 'Your role does not include this. An administrator can grant it.',
  'not-found': 'This is no longer here, or belongs to another clinic.',
  'bad-input': 'Something in the form cannot be understood. Nothing was changed.',
  conflict: 'Someone changed this at the same moment. Look at the present state, then try again.',
  internal: 'The server could not finish this. Nothing was changed; try again in a moment.',
};

/** The failure of that kind in the clinic's words. */
export const failureOfKind = (kind: FailureKind): Failure => new Failure(kind, words[kind]);

/** Any thrown thing as a Failure; what is not known is internal, a refused connection is offline. */
export function failureOf(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (CombinedGraphQLErrors.is(error)) return failureOfGraphql(error);
  const status = statusOf(error);
  if (status === 401) return failureOfKind('signed-out');
  if (status === 403) return failureOfKind('forbidden');
  if (status !== undefined && status < 500) return failureOfKind('bad-input');
  return failureOfKind(status === undefined || status === 502 || status === 503 ? 'offline' : 'internal');
}

function failureOfGraphql({ errors }: CombinedGraphQLErrors): Failure {
  const kind = kinds[String(errors[0]?.extensions?.['code'])] ?? 'internal';
  // Only the server knows which part of an input it cannot take.
  return kind === 'bad-input'
    ? new Failure(kind, `${words[kind]} The server says: ${errors[0]?.message}`)
    : failureOfKind(kind);
}

function statusOf(error: unknown): number | undefined {
  const status: unknown = typeof error === 'object' && error && 'statusCode' in error ? error.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}
