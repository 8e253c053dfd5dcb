import type { EntityTarget } from 'typeorm';

const shared = new Map<EntityTarget<object>, string>();

/** Declares a table that belongs to no single clinic, and why. Any other table without a clinicId column is refused. */
export function sharedAcrossClinics(why: string) {
  return (target: abstract new (...args: never[]) => object): void => {
    shared.set(target, why);
  };
}

/** Whether a table was declared to span clinics. */
export const isShared = (entity: EntityTarget<object>): boolean => shared.has(entity);
