/** Injection tokens of the platform. READS and WRITES stay inside it: modules use Database and Ledger. */
export const CONFIG = Symbol('config');
export const READS = Symbol('reads');
export const WRITES = Symbol('writes');
