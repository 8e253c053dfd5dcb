import { refuse, type Refusal } from '@medley/kernel';
import { Injectable } from '@nestjs/common';
import { OrganisationsService } from '../organisations';
import type { Ctx, Write } from '../platform';
import { ProfilesService } from '../profiles';
import type { Entry } from './fhir/entries';
import { mapLocation, mapPractitioner } from './fhir/registers';
import { type EntryOutcome, outcomeOf } from './import-units';
import { InteropQueries, type KnownReference } from './interop.queries';
import { ExternalReferenceRow } from './interop.tables';
import { hashOf, systemOf } from './patient-import';

/** Takes practitioners and places that records name; they are known to the clinic, but not offered for booking. */
@Injectable()
export class RegisterImport {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly organisations: OrganisationsService,
    private readonly queries: InteropQueries,
  ) {}

  /** The entries that are new or different; the others' outcomes are added to the list. */
  async news(ctx: Ctx, entries: readonly Entry[], source: string, outcomes: EntryOutcome[]): Promise<Entry[]> {
    const known = new Map<string, KnownReference>();
    for (const type of new Set(entries.map(({ resourceType }) => resourceType))) {
      const ids = entries.filter(({ resourceType }) => resourceType === type).map(({ id }) => id);
      for (const [id, reference] of await this.queries.references(ctx, systemOf(source, type), ids))
        known.set(`${type}/${id}`, reference);
    }
    return entries.filter((entry) => {
      const isKnown = known.get(`${entry.resourceType}/${entry.id}`)?.hash.equals(hashOf(mappedOf(entry))) === true;
      if (isKnown) outcomes.push(outcomeOf(entry, 'unchanged'));
      return !isKnown;
    });
  }

  async take(write: Write, entry: Entry, source: string): Promise<EntryOutcome> {
    const system = systemOf(source, entry.resourceType);
    const known = (await this.queries.references(write.ctx, system, [entry.id])).get(entry.id);
    const objectId = known?.objectId ?? (await this.keep(write, entry));
    if (typeof objectId !== 'string') return outcomeOf(entry, 'failed', objectId.message);
    const objectType = entry.resourceType.toLowerCase();
    write.rows.upsert(ExternalReferenceRow, {
      system,
      value: entry.id,
      objectType,
      objectId,
      hash: hashOf(mappedOf(entry)),
    });
    return outcomeOf(entry, known === undefined ? 'imported' : 'updated');
  }

  private async keep(write: Write, { resourceType, resource }: Entry): Promise<string | Refusal> {
    if (resourceType === 'Practitioner') {
      const practitioner = mapPractitioner(resource);
      return 'problem' in practitioner
        ? refuse('InvalidResource', practitioner.problem)
        : this.profiles.keepIn(write, practitioner);
    }
    const location = mapLocation(resource);
    return 'problem' in location
      ? refuse('InvalidResource', location.problem)
      : this.organisations.keepLocationIn(write, location);
  }
}

/** What we take from it: senders repeat a register's entry with every patient, each time with other trimmings. */
const mappedOf = ({ resourceType, resource }: Entry): object =>
  resourceType === 'Practitioner' ? mapPractitioner(resource) : mapLocation(resource);
