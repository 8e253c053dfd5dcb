export { type Me } from './session-api';
export { SessionStore, type SessionPhase } from './session-store';
export { permitted, signedInOnly } from './session-guard';
