import { DataSource, getMetadataArgsStorage } from 'typeorm';
import type { DatabaseConfig } from '../config';
import { migrations } from '../../../migrations';

/** Opens the pool that answers reads: prepared by TypeORM, one statement a trip. */
export const openReads = (config: DatabaseConfig): Promise<DataSource> => open(config, config.readConnections, false);

/** Opens the pool the ledger writes through: several statements a packet, so that a commit costs two round trips. */
export const openWrites = (config: DatabaseConfig): Promise<DataSource> => open(config, config.writeConnections, true);

function open(config: DatabaseConfig, connections: number, multipleStatements: boolean): Promise<DataSource> {
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
    multipleStatements,
    bigNumberStrings: false,
    ...(tls ? { ssl: { rejectUnauthorized: true } } : {}),
    extra: { connectionLimit: connections, waitForConnections: true, enableKeepAlive: true },
  }).initialize();
}
