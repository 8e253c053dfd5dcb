import { PlatformLedger1763600000000 } from './1763600000000-platform-ledger';
import { OrganisationsAccessProfiles1763600100000 } from './1763600100000-organisations-access-profiles';
import { Scheduling1763600300000 } from './1763600300000-scheduling';
import { PlatformTimers1763600400000 } from './1763600400000-platform-timers';
import { PatientsPatient1763600200000 } from './1763600200000-patients-patient';
import { InteropHeld1763600500000 } from './1763600500000-interop-held';

/** Every migration in the order it runs. Forward only: a change of mind is a new migration. */
export const migrations = [
  PlatformLedger1763600000000,
  OrganisationsAccessProfiles1763600100000,
  PatientsPatient1763600200000,
  Scheduling1763600300000,
  PlatformTimers1763600400000,
  InteropHeld1763600500000,
] as const;
