import { inject, type Provider } from '@angular/core';
import { InMemoryCache } from '@apollo/client/cache';
import { ApolloLink } from '@apollo/client/link';
import { HttpLink } from '@apollo/client/link/http';
import { possibleTypes } from '@medley/graphql';
import { provideApollo } from 'apollo-angular';
import { authoriseLink } from './authorise-link';
import { Tokens } from './tokens';

/** One Apollo with one cache for shell and remotes; the shell provides it, everybody injects GraphqlClient. */
export const provideGraphql = (): Provider =>
  provideApollo(() => ({
    cache: new InMemoryCache({ possibleTypes, typePolicies: { Session: { keyFields: false } } }),
    link: ApolloLink.from([authoriseLink(inject(Tokens)), new HttpLink({ uri: '/graphql' })]),
    devtools: { enabled: false },
  }));
