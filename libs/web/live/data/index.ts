export { ChangesFeed, type LiveState } from './changes-feed';
export { type Change } from './changes-api';
