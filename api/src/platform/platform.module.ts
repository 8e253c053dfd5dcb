import { Global, Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { ChangesFeed } from './changes/changes-feed';
import { ChangesResolver } from './changes/changes.resolver';
import { ChangesService } from './changes/changes.service';
import { type Config, loadConfig } from './config';
import { DatabaseClock } from './database/clock';
import { Database } from './database/database';
import { openReads, openWrites } from './database/sources';
import { AllowGuard } from './graphql/allow';
import { ResolverErrorsFilter } from './graphql/resolver-errors.filter';
import { DenyByDefault } from './graphql/deny-by-default';
import { HealthController } from './http/health.controller';
import { Metrics } from './http/metrics';
import { KeyRing } from './keys/key-ring';
import { EventStore } from './ledger/event-store';
import { Ledger } from './ledger/ledger';
import { LedgerMaintenance } from './ledger/maintenance';
import { ensurePartitions } from './ledger/partitions';
import { Privacy, privacyRegister } from './ledger/privacy';
import { Reactions } from './reactions/reactions';
import { Timers } from './reactions/timers';
import { LedgerRegistry } from './ledger/stream';
import { WakeBus } from './ledger/wake-bus';
import { CONFIG, READS, WRITES } from './tokens';

/** What every module stands on: configuration, database, ledger, permissions, changes. */
@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [
    { provide: CONFIG, useFactory: loadConfig },
    { provide: READS, useFactory: (config: Config) => openReads(config.database), inject: [CONFIG] },
    { provide: WRITES, useFactory: (config: Config) => openWrites(config.database), inject: [CONFIG] },
    { provide: DatabaseClock, useFactory: startClock, inject: [READS] },
    { provide: Database, useFactory: (reads: DataSource) => new Database(reads), inject: [READS] },
    {
      provide: KeyRing,
      useFactory: (reads: DataSource, config: Config) => new KeyRing(reads, config.masterKey),
      inject: [READS, CONFIG],
    },
    { provide: WakeBus, useFactory: startWakeBus, inject: [CONFIG] },
    LedgerRegistry,
    {
      provide: EventStore,
      useFactory: (reads: DataSource, keys: KeyRing, registry: LedgerRegistry) => new EventStore(reads, keys, registry),
      inject: [READS, KeyRing, LedgerRegistry],
    },
    {
      provide: Ledger,
      useFactory: (
        reads: DataSource,
        writes: DataSource,
        store: EventStore,
        keys: KeyRing,
        registry: LedgerRegistry,
        wake: WakeBus,
      ) => new Ledger(reads, writes, store, keys, registry, wake),
      inject: [READS, WRITES, EventStore, KeyRing, LedgerRegistry, WakeBus],
    },
    { provide: ChangesFeed, useFactory: startFeed, inject: [EventStore, WakeBus] },
    ChangesService,
    ChangesResolver,
    DenyByDefault,
    LedgerMaintenance,
    Privacy,
    Reactions,
    Timers,
    Metrics,
    { provide: APP_GUARD, useClass: AllowGuard },
    { provide: APP_FILTER, useClass: ResolverErrorsFilter },
  ],
  exports: [
    CONFIG,
    READS,
    WRITES,
    DatabaseClock,
    Database,
    KeyRing,
    WakeBus,
    LedgerRegistry,
    EventStore,
    Ledger,
    ChangesFeed,
    ChangesService,
    LedgerMaintenance,
    Metrics,
    Privacy,
    Reactions,
    Timers,
  ],
})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly clock: DatabaseClock,
    private readonly feed: ChangesFeed,
    private readonly wake: WakeBus,
    @Inject(READS) private readonly reads: DataSource,
    @Inject(WRITES) private readonly writes: DataSource,
    registry: LedgerRegistry,
  ) {
    registry.add(null, privacyRegister);
  }

  /** After the last request was answered: followers first, then the bus, then the pools. */
  async onApplicationShutdown(): Promise<void> {
    this.feed.stop();
    this.clock.stop();
    await this.wake.stop();
    await Promise.all([this.reads.destroy(), this.writes.destroy()]);
  }
}

async function startClock(reads: DataSource): Promise<DatabaseClock> {
  const clock = new DatabaseClock(reads);
  await clock.start();
  await ensurePartitions(reads, clock.now());
  return clock;
}

async function startWakeBus(config: Config): Promise<WakeBus> {
  const bus = new WakeBus();
  await bus.start(config.redisUrl);
  return bus;
}

function startFeed(store: EventStore, wake: WakeBus): ChangesFeed {
  const feed = new ChangesFeed(store, wake);
  feed.start();
  return feed;
}
