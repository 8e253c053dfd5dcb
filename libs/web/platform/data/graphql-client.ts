import { inject, Injectable } from '@angular/core';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { Apollo } from 'apollo-angular';
import type { DocumentNode } from 'graphql';
import { map, type Observable, retry, timer, throwError, firstValueFrom, defer } from 'rxjs';
import { type Failure, failureOf } from './failure';

/** What a screen has of an answer right now: old data stays while new data is on its way. */
export interface Loaded<Data> {
  readonly data: Data | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

export interface Watched<Data> {
  readonly results: Observable<Loaded<Data>>;
  refetch(): void;
}

/** Apollo infers from a document what these methods already know of it. */
const untyped = (document: DocumentNode): TypedDocumentNode<unknown, Record<string, unknown>> => document;

/** The one door to the server and the one cache behind every screen of shell and remotes. */
@Injectable({ providedIn: 'root' })
export class GraphqlClient {
  private readonly apollo = inject(Apollo);
  readonly cache = this.apollo.client.cache;

  async query<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data> {
    const answer = firstValueFrom(this.apollo.query({ query: untyped(query), variables, fetchPolicy: 'network-only' }));
    const { data } = await answer.catch((error: unknown) => Promise.reject(failureOf(error)));
    return data as Data;
  }

  /** Answers from the cache at once, then from the server, then again whenever anything in it changes. */
  watch<Data, Variables extends Record<string, unknown>>(
    query: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Watched<Data> {
    const watched = this.apollo.watchQuery({ query: untyped(query), variables, fetchPolicy: 'cache-and-network' });
    const results = watched.valueChanges.pipe(
      map(({ data, loading, error, dataState }) => ({
        data: dataState === 'complete' ? (data as Data) : null,
        loading,
        failure: error ? failureOf(error) : null,
      })),
    );
    // A failed refetch is already in `results`, where the screen shows it.
    return { results, refetch: () => void watched.refetch().catch(() => undefined) };
  }

  /** A lost connection is tried again with the same requestId, which the server answers once. */
  async mutate<Data, Variables extends Record<string, unknown>>(
    mutation: TypedDocumentNode<Data, Variables>,
    variables: Variables,
    context: { anonymous?: boolean } = {},
  ): Promise<Data> {
    const attempt = defer(() => this.apollo.mutate({ mutation: untyped(mutation), variables, context }));
    const delay = (error: unknown, count: number) =>
      failureOf(error).kind === 'offline' && navigator.onLine ? timer(300 * 3 ** count) : throwError(() => error);
    const answer = firstValueFrom(attempt.pipe(retry({ count: 2, delay })));
    const { data } = await answer.catch((error: unknown) => Promise.reject(failureOf(error)));
    return data as Data;
  }

  /** Forgets everything: another person or another clinic must not see it. */
  forget(): Promise<unknown> {
    return this.apollo.client.clearStore();
  }
}
