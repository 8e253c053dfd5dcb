/** Bundles the API into dist/api when anything it is made of changed: for tests that need it as a process of its own. */
export function buildApi(): Promise<void>;
