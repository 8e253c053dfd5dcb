import { Injectable } from '@nestjs/common';
import { type Ctx, Database } from '../platform';

/** What a foreign name stands for here, and the hash of what last came under it. */
export interface KnownReference {
  readonly system: string;
  readonly value: string;
  readonly objectId: string;
  readonly hash: Buffer;
}

interface HeldHash {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly hash: Buffer;
}

/** Questions about what came from other systems. */
@Injectable()
export class InteropQueries {
  constructor(private readonly db: Database) {}

  /** Known references of a system by value. */
  async references(ctx: Ctx, system: string, values: readonly string[]): Promise<Map<string, KnownReference>> {
    if (values.length === 0) return new Map();
    const rows = await this.db.query<KnownReference>(
      ctx,
      `SELECT r.system, r.value, r.object_id AS objectId, r.hash FROM interop_external_reference r
       WHERE r.clinic_id = :clinic AND r.system = :system AND r.value IN (:values)`,
      { system, values },
    );
    return new Map(rows.map((row) => [row.value, row]));
  }

  /** Hashes of every content held so far, in hexadecimal, by type and id. */
  async heldHashes(ctx: Ctx, source: string, ids: readonly string[]): Promise<Map<string, Set<string>>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.query<HeldHash>(
      ctx,
      `SELECT h.resource_type AS resourceType, h.resource_id AS resourceId, h.hash FROM interop_held_resource h
       WHERE h.clinic_id = :clinic AND h.source = :source AND h.resource_id IN (:ids)`,
      { source, ids },
    );
    const held = new Map<string, Set<string>>();
    for (const { resourceType, resourceId, hash } of rows) {
      const name = `${resourceType}/${resourceId}`;
      held.set(name, (held.get(name) ?? new Set<string>()).add(hash.toString('hex')));
    }
    return held;
  }
}
