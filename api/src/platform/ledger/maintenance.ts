import { Inject, Injectable } from '@nestjs/common';
import type { DataSource } from 'typeorm';
import { READS, WRITES } from '../tokens';
import { EventStore } from './event-store';
import { rebuildClinic } from './rebuild';
import { LedgerRegistry } from './stream';
import { type ChainReport, verifyChain } from './verify';

/** What operators do to a ledger: rebuild what is derived from it, verify that nobody touched it. */
@Injectable()
export class LedgerMaintenance {
  constructor(
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    private readonly store: EventStore,
    private readonly registry: LedgerRegistry,
  ) {}

  rebuild(clinicId: string): Promise<number> {
    return rebuildClinic({ writes: this.writes, store: this.store, registry: this.registry }, clinicId);
  }

  verify(clinicId: string): Promise<ChainReport> {
    return verifyChain(this.reads, clinicId);
  }
}
