export { type Actor, type ClinicIdentity, Ctx, type Origin } from './ctx';
export { type Config, loadConfig } from './config';
export { PERMISSIONS, type Permission, permissionsOf, type Role, ROLES } from './permissions';
export { badInput, conflict, forbidden, MedleyError, notFound, unauthenticated } from './errors';
export { Brackets, Database } from './database/database';
export { DatabaseClock } from './database/clock';
export { type Rows } from './database/rows';
export { sharedAcrossClinics } from './database/scope';
export { ID_COLUMN } from './database/columns';
export { KeyRing } from './keys/key-ring';
export { seal, unseal } from './keys/seal';
export { EventStore, type SequencedEvent } from './ledger/event-store';
export { Ledger } from './ledger/ledger';
export {
  type AnyFact,
  defineRegister,
  defineStream,
  LedgerRegistry,
  type Projector,
  type Recorded,
  type RecordedEvent,
} from './ledger/stream';
export { Privacy, privacyRegister } from './ledger/privacy';
export { Clinics, type Reaction, Reactions } from './reactions/reactions';
export { type TimerHandler, TimerRow, Timers } from './reactions/timers';
export { WakeBus } from './ledger/wake-bus';
export type { ExecuteOptions, StaleVersion as StaleVersionRefusal, Write } from './ledger/write';
export { Change } from './changes/changes.schema';
export { ChangesFeed } from './changes/changes-feed';
export {
  Allow,
  AllowEverybody,
  AllowSignedIn,
  CurrentCtx,
  CurrentTransport,
  type GraphqlContext,
  type Transport,
} from './graphql/allow';
export { asksFor, decodeCursor, encodeCursor, type Page, PageInfo, pageOf, pageSize } from './graphql/paging';
export { Refusal, resultOf, SimpleRefusal, StaleVersion } from './graphql/refusals';
export { DateTime, LocalDate, LocalTime, TimeZone } from './graphql/scalars';
export { Identity } from './identity';
export { CONFIG } from './tokens';
