import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { OrganisationsQueries, OrganisationsService } from '../../organisations';
import { ChangesFeed, type ClinicIdentity, type Ctx, EventStore } from '../../platform';
import { PatientsQueries } from '../patients.queries';
import { IndexFollower } from './index-follower';
import type { AfterHit, PatientHit } from './patient-index';

/** Search over the patients of each clinic; one index per clinic in this process, which follows the clinic's ledger. */
@Injectable()
export class PatientSearch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly clinics = new Map<string, IndexFollower>();
  private readonly stopping = new AbortController();
  private readonly logger = new Logger(PatientSearch.name);

  constructor(
    private readonly store: EventStore,
    private readonly feed: ChangesFeed,
    private readonly queries: PatientsQueries,
    private readonly organisations: OrganisationsService,
    private readonly clinicQueries: OrganisationsQueries,
    private readonly server: HttpAdapterHost,
  ) {}

  /** Everything written before the call is found, in whatever process it was written. */
  async find(ctx: Ctx, text: string, limit: number, after?: AfterHit): Promise<{ hits: PatientHit[]; total: number }> {
    const follower = this.of(ctx.clinic);
    await follower.reached(await this.store.head(ctx.clinic.id));
    return follower.index.search(text, limit, after);
  }

  /** A server fills its indexes while it already answers; commands and workers only when they search. */
  async onApplicationBootstrap(): Promise<void> {
    // Nest's own type forgets that commands and workers have no server.
    const { httpAdapter } = this.server as { httpAdapter: object | undefined };
    if (httpAdapter === undefined) return;
    for (const clinic of await this.clinicQueries.allIdentities()) this.of(clinic);
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await Promise.all([...this.clinics.values()].map((follower) => follower.ended));
  }

  private of(clinic: ClinicIdentity): IndexFollower {
    const known = this.clinics.get(clinic.id);
    if (known) return known;
    const follower = new IndexFollower(
      { store: this.store, feed: this.feed, queries: this.queries, logger: this.logger },
      this.organisations.systemCtx(clinic, 'Patient search'),
      this.stopping.signal,
    );
    this.clinics.set(clinic.id, follower);
    return follower;
  }
}
