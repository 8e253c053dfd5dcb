export { Failure, failureOf, failureOfKind, type FailureKind } from './failure';
export { given } from './given';
export { GraphqlClient, type Loaded, type Watched } from './graphql-client';
export { Tokens, type AccessToken } from './tokens';
export { SheetNavigation, type SheetName } from './sheet-navigation';
export { provideGraphql } from './provide-graphql';
