import { Injectable } from '@nestjs/common';
import { gzipSync } from 'node:zlib';
import { KeyRing, seal, type Write } from '../platform';
import { type Entry, idInReference } from './fhir/entries';
import { type EntryOutcome, type Keepable, outcomeOf } from './import-units';
import { InteropQueries, type KnownReference } from './interop.queries';
import { HeldResourceRow } from './interop.tables';
import { hashOf, systemOf } from './patient-import';

const QUICK = { level: 4 } as const;

/** Keeps resources no module owns yet, sealed with the key of the patient they are about, until one claims them. */
@Injectable()
export class HeldResources {
  constructor(
    private readonly queries: InteropQueries,
    private readonly keys: KeyRing,
  ) {}

  /** Keeps them in the write; `ownerId` is the patient of a bundle, else each resource's own reference counts. */
  async keep(write: Write, kept: readonly Keepable[], ownerId: string | null, source: string): Promise<EntryOutcome[]> {
    const { ctx } = write;
    const hashes = await this.queries.heldHashes(ctx, source, kept.map(({ entry }) => entry.id)); // prettier-ignore
    const patients = ownerId === null ? await this.patientsOf(write, kept, source) : new Map<string, KnownReference>();
    if (patients.size > 0) await this.keys.ofMany(ctx.clinic.id, [...patients.values()].map(({ objectId }) => objectId)); // prettier-ignore
    const outcomes: EntryOutcome[] = [];
    for (const { entry, patientReference } of kept) {
      const patientId =
        ownerId ?? (patientReference === null ? null : patients.get(idInReference(patientReference))?.objectId);
      const name = `${entry.resourceType}/${entry.id}`;
      const before = hashes.get(name);
      const hash = hashOf(entry.resource);
      if (patientId === undefined)
        outcomes.push(outcomeOf(entry, 'failed', 'The patient it refers to is not known here'));
      else if (before?.has(hash.toString('hex')) === true) outcomes.push(outcomeOf(entry, 'unchanged'));
      else {
        hashes.set(name, new Set(before).add(hash.toString('hex')));
        await this.hold(write, entry, { patientId, source, hash });
        outcomes.push(outcomeOf(entry, before === undefined ? 'held' : 'updated'));
      }
    }
    return outcomes;
  }

  private async hold(
    write: Write,
    entry: Entry,
    { patientId, source, hash }: { patientId: string | null; source: string; hash: Buffer },
  ): Promise<void> {
    const { resourceType, id: resourceId } = entry;
    const key = patientId === null ? await this.keys.ofClinic(write.ctx.clinic.id) : await write.keyOf(patientId);
    if (key === null) throw new Error('A patient has no key');
    const packed = gzipSync(JSON.stringify(entry.resource), QUICK);
    const sealed = seal(key, packed, `${source}/${resourceType}/${resourceId}`);
    write.rows.insert(HeldResourceRow, {
      source,
      resourceType,
      resourceId,
      patientId,
      hash,
      sealed,
      receivedAt: write.ctx.now(),
    });
  }

  private patientsOf(write: Write, kept: readonly Keepable[], source: string): Promise<Map<string, KnownReference>> {
    const ids = kept.flatMap(({ patientReference }) =>
      patientReference === null ? [] : [idInReference(patientReference)],
    );
    return this.queries.references(write.ctx, systemOf(source, 'Patient'), [...new Set(ids)]);
  }
}
