import DataLoader from 'dataloader';
import { v7 } from 'uuid';
import type { Permission, Role } from './permissions';

/** What every module may know of the clinic it acts in. */
export interface ClinicIdentity {
  readonly id: string;
  readonly code: string;
  readonly timeZone: string;
  readonly country: string;
  readonly status: 'ACTIVE' | 'INACTIVE' | 'SUSPENDED';
}

/** Who acts. SYSTEM is Medley itself: seeds, imports, reactions. */
export interface Actor {
  readonly kind: 'PERSON' | 'SERVICE' | 'SYSTEM';
  readonly id: string;
  readonly name: string;
  readonly role: Role | null;
  readonly sessionId: string | null;
}

/** Where a request came from, for audit and correlation. */
export interface Origin {
  readonly correlationId: string;
  readonly address: string | null;
}

/** First parameter of every service and query: clinic, actor, permissions, clock, ids. Nothing reads the tenant from anywhere else. */
export class Ctx {
  private readonly loaders = new Map<object, DataLoader<string, unknown>>();

  constructor(
    readonly clinic: ClinicIdentity,
    readonly actor: Actor,
    readonly permissions: ReadonlySet<Permission>,
    readonly origin: Origin,
    private readonly clock: () => Date,
  ) {}

  /** The database's time as this process knows it; never a client's (AV17). */
  now(): Date {
    return this.clock();
  }

  /** A fresh UUIDv7. */
  newId(): string {
    return v7();
  }

  /** Whether the actor holds the permission in this clinic. */
  may(permission: Permission): boolean {
    return this.permissions.has(permission);
  }

  /** The same ctx without anything remembered. */
  renewed(): Ctx {
    return new Ctx(this.clinic, this.actor, this.permissions, this.origin, this.clock);
  }

  /** Batches look-ups by id inside one request; `batch` is the loader's identity, so pass a stable function. */
  load<T>(batch: (ctx: Ctx, ids: readonly string[]) => Promise<ReadonlyMap<string, T>>, id: string): Promise<T | null> {
    let loader = this.loaders.get(batch) as DataLoader<string, T | null> | undefined;
    if (loader === undefined) {
      loader = new DataLoader(async (ids: readonly string[]) => {
        const found = await batch(this, ids);
        return ids.map((key) => found.get(key) ?? null);
      });
      this.loaders.set(batch, loader);
    }
    return loader.load(id);
  }
}
