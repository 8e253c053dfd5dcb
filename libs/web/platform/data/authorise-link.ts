import { ApolloLink } from '@apollo/client/link';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { from, switchMap, throwError, catchError, type Observable } from 'rxjs';
import { failureOf, failureOfKind } from './failure';
import type { Tokens } from './tokens';

/** Sends the access token; when the server no longer takes it, renews it and asks once more. */
export function authoriseLink(tokens: Tokens): ApolloLink {
  return new ApolloLink((operation, forward) => {
    if (operation.getContext()['anonymous']) return forward(operation);
    const send = () => withToken(operation, forward, tokens);
    return send().pipe(
      switchMap((result) => (isSignedOut(result) ? renewThen(tokens, send) : [result])),
      catchError((error: unknown) =>
        failureOf(error).kind === 'signed-out' && !CombinedGraphQLErrors.is(error)
          ? renewThen(tokens, send)
          : throwError(() => error),
      ),
    );
  });
}

function withToken(
  operation: ApolloLink.Operation,
  forward: ApolloLink.ForwardFunction,
  tokens: Tokens,
): Observable<ApolloLink.Result> {
  return from(tokens.usable()).pipe(
    switchMap((token) => {
      operation.setContext({ headers: token ? { authorization: `Bearer ${token}` } : {} });
      return forward(operation);
    }),
  );
}

function renewThen(tokens: Tokens, send: () => Observable<ApolloLink.Result>): Observable<ApolloLink.Result> {
  return from(tokens.refresh()).pipe(
    switchMap((token) => (token ? send() : throwError(() => failureOfKind('signed-out')))),
  );
}

const isSignedOut = (result: ApolloLink.Result): boolean =>
  result.errors?.some((error) => error.extensions?.['code'] === 'UNAUTHENTICATED') ?? false;
