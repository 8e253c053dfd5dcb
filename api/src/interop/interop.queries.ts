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

  /** Hashes of held resources by type and id. */
  async heldHashes(ctx: Ctx, source: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
    if (ids.length === 0) return new Map();
    const rows = await this.db.query<HeldHash>(
      ctx,
      `SELECT h.resource_type AS resourceType, h.resource_id AS resourceId, h.hash FROM interop_held_resource h
       WHERE h.clinic_id = :clinic AND h.source = :source AND h.resource_id IN (:ids)`,
      { source, ids },
    );
    return new Map(rows.map((row) => [`${row.resourceType}/${row.resourceId}`, row.hash]));
  }
}
