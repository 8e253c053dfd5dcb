import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** Everything the process may be told from outside. Parsed once at boot; nothing else reads the environment. */
export interface Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly database: DatabaseConfig;
  readonly dataDir: string;
  readonly publicDir: string;
  /** Wraps the clinics' keys (32 bytes). */
  readonly masterKey: Buffer;
  /** Signs access tokens (HS256). */
  readonly tokenSecret: string;
  readonly accessTokenMinutes: number;
  readonly refreshTokenDays: number;
  readonly redisUrl: string | null;
  readonly demoPassword: string;
  readonly logLevel: string;
  /** Whether reactions and timers run inside this process (the embedded default) or in a worker of their own. */
  readonly runsReactions: boolean;
  readonly trustedProxies: string | null;
}

/** Where the database is, as TypeORM and mysql2 want it. */
export interface DatabaseConfig {
  readonly type: 'mysql' | 'mariadb';
  readonly host: string;
  readonly port: number;
  readonly socketPath?: string;
  readonly username: string;
  readonly password: string;
  readonly database: string;
  readonly tls: boolean;
  readonly readConnections: number;
  readonly writeConnections: number;
}

/** A setting that is missing or wrong; the process refuses to start and says which. */
export class ConfigError extends Error {}

type Environment = Readonly<Record<string, string | undefined>>;

const DEMO_PASSWORD = 'medley-demo-2026';

/** Parses and checks the environment. Throws ConfigError naming every fault at once. */
export function parseConfig(env: Environment): Config {
  const faults: string[] = [];
  const production = env['MEDLEY_ENV'] === 'production' || env['NODE_ENV'] === 'production';
  const dataDir = resolve(env['MEDLEY_DATA_DIR'] ?? '.medley');
  const secrets = secretsOf(env, production, dataDir, faults);
  const config: Config = {
    production,
    port: integer(env, 'PORT', 3000, faults),
    host: env['MEDLEY_HOST'] ?? (production ? '0.0.0.0' : '127.0.0.1'),
    database: databaseOf(env, faults),
    dataDir,
    publicDir: resolve(env['MEDLEY_PUBLIC_DIR'] ?? 'dist/public'),
    ...secrets,
    accessTokenMinutes: integer(env, 'MEDLEY_ACCESS_TOKEN_MINUTES', 10, faults),
    refreshTokenDays: integer(env, 'MEDLEY_REFRESH_TOKEN_DAYS', 14, faults),
    redisUrl: env['MEDLEY_REDIS_URL'] ?? null,
    demoPassword: env['MEDLEY_DEMO_PASSWORD'] ?? DEMO_PASSWORD,
    logLevel: env['MEDLEY_LOG_LEVEL'] ?? 'info',
    runsReactions: env['MEDLEY_REACTIONS'] !== 'worker',
    trustedProxies: env['MEDLEY_TRUSTED_PROXIES'] ?? null,
  };
  if (faults.length > 0) throw new ConfigError(`Medley cannot start:\n- ${faults.join('\n- ')}`);
  return config;
}

/** The one place that reads the process environment. */
export const loadConfig = (): Config => parseConfig(process.env);

function integer(env: Environment, name: string, fallback: number, faults: string[]): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0) faults.push(`${name} must be a whole number, not "${text}"`);
  return value;
}

function databaseOf(env: Environment, faults: string[]): DatabaseConfig {
  const text = env['MEDLEY_DATABASE_URL'];
  const url = text === undefined ? null : URL.parse(text);
  if (url === null || !/^(mysql|mariadb):$/.test(url.protocol)) {
    faults.push('MEDLEY_DATABASE_URL must look like mysql://user:password@host:3306/medley');
    return {
      type: 'mysql',
      host: '',
      port: 0,
      username: '',
      password: '',
      database: '',
      tls: false,
      readConnections: 0,
      writeConnections: 0,
    };
  }
  const socketPath = url.searchParams.get('socketPath');
  return {
    type: url.protocol === 'mariadb:' ? 'mariadb' : 'mysql',
    host: url.hostname,
    port: Number(url.port || 3306),
    ...(socketPath === null ? {} : { socketPath }),
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    tls: url.searchParams.get('tls') === 'true',
    readConnections: integer(env, 'MEDLEY_READ_CONNECTIONS', 16, faults),
    writeConnections: integer(env, 'MEDLEY_WRITE_CONNECTIONS', 16, faults),
  };
}

function secretsOf(env: Environment, production: boolean, dataDir: string, faults: string[]) {
  const master = fromEnvironmentOrFile(env, 'MEDLEY_MASTER_KEY');
  const token = fromEnvironmentOrFile(env, 'MEDLEY_TOKEN_SECRET');
  if (production) return productionSecrets(master, token, env, faults);
  const local = master !== undefined && token !== undefined ? null : localSecrets(dataDir);
  return {
    masterKey: Buffer.from(master ?? local?.masterKey ?? '', 'base64'),
    tokenSecret: token ?? local?.tokenSecret ?? '',
  };
}

/** Production refuses to boot on missing, short or default secrets: they are never made up for it. */
function productionSecrets(master: string | undefined, token: string | undefined, env: Environment, faults: string[]) {
  const masterKey = Buffer.from(master ?? '', 'base64');
  if (masterKey.length !== 32) faults.push('MEDLEY_MASTER_KEY (or MEDLEY_MASTER_KEY_FILE) must be 32 bytes in base64');
  if ((token ?? '').length < 32)
    faults.push('MEDLEY_TOKEN_SECRET (or MEDLEY_TOKEN_SECRET_FILE) must have at least 32 characters');
  if (env['MEDLEY_DEMO'] === 'true')
    faults.push('MEDLEY_DEMO must not be set in production: demo accounts have a published password');
  return { masterKey, tokenSecret: token ?? '' };
}

function fromEnvironmentOrFile(env: Environment, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim() : env[name];
}

/** The embedded default keeps generated secrets beside its data, readable by the owner alone. */
function localSecrets(dataDir: string): { masterKey: string; tokenSecret: string } {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true });
    const fresh = { masterKey: randomBytes(32).toString('base64'), tokenSecret: randomBytes(48).toString('base64url') };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
    chmodSync(file, 0o600);
  }
  return JSON.parse(readFileSync(file, 'utf8')) as { masterKey: string; tokenSecret: string };
}
