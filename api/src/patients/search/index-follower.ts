import type { Logger } from '@nestjs/common';
import { setTimeout as wait } from 'node:timers/promises';
import { type ChangesFeed, type Ctx, type EventStore, privacyRegister } from '../../platform';
import type { PatientsQueries, PatientView } from '../patients.queries';
import { patientStream } from '../patients.stream';
import { PatientIndex } from './patient-index';

interface Sources {
  readonly store: EventStore;
  readonly feed: ChangesFeed;
  readonly queries: PatientsQueries;
  readonly logger: Logger;
}

interface Waiting {
  readonly seq: number;
  readonly resolve: () => void;
}

const PAGE = 1_000;
const RETRY_MS = 1_000;
const LONGEST_WAIT_MS = 5_000;
const LONGEST_FILL_MS = 60_000;

/** Fills one clinic's index from the table, then keeps it at the head of the ledger for as long as the process lives. */
export class IndexFollower {
  readonly index = new PatientIndex();
  readonly ended: Promise<void>;
  private at = -1;
  private waiting: Waiting[] = [];

  constructor(
    private readonly sources: Sources,
    private readonly ctx: Ctx,
    private readonly signal: AbortSignal,
  ) {
    this.ended = this.run();
  }

  /** Waits until everything up to a place in the ledger is in the index; a search never waits for ever. */
  async reached(seq: number): Promise<void> {
    if (this.at >= seq) return;
    const arrived = new AbortController();
    const arrival = new Promise<void>((resolve) => this.waiting.push({ seq, resolve }));
    const patience = wait(this.at < 0 ? LONGEST_FILL_MS : LONGEST_WAIT_MS, undefined, { signal: arrived.signal });
    // Once the place is reached the patience is cancelled, which is all that can go wrong with it.
    await Promise.race([arrival, patience.catch(() => undefined)]);
    arrived.abort();
  }

  private async run(): Promise<void> {
    while (!this.signal.aborted) {
      try {
        if (this.at < 0) await this.fill();
        await this.follow();
      } catch (error) {
        // The database went away: the index keeps answering and catches up from its place.
        this.sources.logger.warn({ err: error }, 'Patient search lost the ledger and tries again');
        await wait(RETRY_MS);
      }
    }
    this.arrive(Number.MAX_SAFE_INTEGER);
  }

  private async fill(): Promise<void> {
    const { store, queries } = this.sources;
    const head = await store.head(this.ctx.clinic.id);
    let last = '';
    for (let full = true; full && !this.signal.aborted;) {
      const patients = await queries.page(this.ctx, last, PAGE);
      for (const patient of patients) this.take(patient);
      last = patients.at(-1)?.id ?? last;
      full = patients.length === PAGE;
    }
    this.arrive(head);
  }

  private async follow(): Promise<void> {
    for await (const { event } of this.sources.feed.follow(this.ctx.clinic.id, this.at, this.signal)) {
      if (event.stream === patientStream.name) await this.refresh(event.streamId);
      if (event.stream === privacyRegister.name) await this.refresh(String(event.data['subjectId']));
      this.arrive(event.seq);
    }
    if (!this.signal.aborted) await wait(RETRY_MS);
  }

  private async refresh(id: string): Promise<void> {
    const patient = await this.sources.queries.byId(this.ctx, id);
    if (patient === null) this.index.remove(id);
    else this.take(patient);
  }

  private take(patient: PatientView): void {
    if (patient.status === 'MERGED') this.index.remove(patient.id);
    else this.index.put({ ...patient, identifiers: patient.identifiers.map(({ value }) => value) });
  }

  private arrive(seq: number): void {
    this.at = Math.max(this.at, seq);
    const arrived = this.waiting.filter((one) => one.seq <= this.at);
    this.waiting = this.waiting.filter((one) => one.seq > this.at);
    for (const { resolve } of arrived) resolve();
  }
}
