/** Roles a person can hold, one per clinic (TN1). */
export const ROLES = [
  'ADMINISTRATOR',
  'DOCTOR',
  'NURSE',
  'RECEPTIONIST',
  'BILLING',
  'PHARMACIST',
  'LAB_TECHNICIAN',
  'PATIENT',
] as const;
export type Role = (typeof ROLES)[number];

/** A verb on a noun. A resolver without one of these does not boot. */
export const PERMISSIONS = [
  'clinic:read',
  'clinic:configure',
  'staff:read',
  'staff:manage',
  'patient:read',
  'patient:register',
  'patient:update',
  'schedule:read',
  'schedule:configure',
  'appointment:read',
  'appointment:request',
  'appointment:book',
  'appointment:book-retrospectively',
  'appointment:move',
  'appointment:confirm',
  'appointment:cancel',
  'appointment:check-in',
  'appointment:mark-no-show',
  'appointment:restore',
  'appointment:enter-in-error',
  'changes:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READ = [
  'clinic:read',
  'staff:read',
  'patient:read',
  'schedule:read',
  'appointment:read',
  'changes:read',
] as const;
const DESK = [
  'patient:register',
  'patient:update',
  'appointment:request',
  'appointment:book',
  'appointment:move',
  'appointment:confirm',
  'appointment:cancel',
  'appointment:check-in',
  'appointment:mark-no-show',
] as const;

const BY_ROLE: Readonly<Record<Role, readonly Permission[]>> = {
  ADMINISTRATOR: PERMISSIONS,
  DOCTOR: [...READ, ...DESK, 'appointment:restore'],
  NURSE: [...READ, ...DESK],
  RECEPTIONIST: [
    ...READ,
    ...DESK,
    'appointment:restore',
    'appointment:enter-in-error',
    'appointment:book-retrospectively',
  ],
  BILLING: READ,
  PHARMACIST: ['clinic:read', 'staff:read', 'patient:read', 'changes:read'],
  LAB_TECHNICIAN: ['clinic:read', 'staff:read', 'patient:read', 'changes:read'],
  PATIENT: ['clinic:read'],
};

/** What a role may do. Deny by default: anything not listed is refused. */
export const permissionsOf = (role: Role): ReadonlySet<Permission> => PERMISSION_SETS[role];

const PERMISSION_SETS = Object.fromEntries(ROLES.map((role) => [role, new Set(BY_ROLE[role])])) as unknown as Readonly<
  Record<Role, ReadonlySet<Permission>>
>;
