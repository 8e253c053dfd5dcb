export * from './gen/graphql';
export { possibleTypes } from './gen/possible-types';
