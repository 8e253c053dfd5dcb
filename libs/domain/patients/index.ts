export type * from './details';
export * from './patient';
