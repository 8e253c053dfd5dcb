import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { DatabaseConfig } from '../config';
import { migrations } from '../../../migrations';

/** Opens the pool that answers reads; it could be a replica's. */
export const openReads = (config: DatabaseConfig): Promise<DataSource> => open(config, config.readConnections);

/** Opens the pool the ledger writes through: waiting writers never keep a reader from its connection. */
export const openWrites = (config: DatabaseConfig): Promise<DataSource> => open(config, config.writeConnections);

function open(config: DatabaseConfig, connections: number): Promise<DataSource> {
  const { type, host, port, username, password, database, tls } = config;
  return new DataSource({
    type,
    ...(config.socketPath === undefined ? { host, port } : { socketPath: config.socketPath }),
    username,
    password,
    database,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    entities: getMetadataArgsStorage().tables.map((table) => table.target) as (() => unknown)[],
    migrations: [...migrations],
    migrationsTableName: 'platform_migration',
    synchronize: false,
    poolSize: connections,
    // Statements travel together (see the decision on packets); values are always bound, never part of the text.
    multipleStatements: true,
    bigNumberStrings: false,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
    extra: { connectionLimit: connections, waitForConnections: true, enableKeepAlive: true, stringifyObjects: true },
  }).initialize();
}
