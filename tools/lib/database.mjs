import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { encryptionOptions, prepareEncryption } from './encryption.mjs';
import { commandOf, endLeftover, freePort, hasEnded, launch, run, stopChild } from './processes.mjs';
import { note, step, Stop } from './progress.mjs';
import { findProgram, installPackage } from './system-packages.mjs';

const NO_SERVER = `No MariaDB was found. Two ways on:
  - install the package (Debian, Ubuntu: apt install mariadb-server-core; Fedora: dnf install mariadb-server;
    macOS: brew install mariadb) and run the same command again, or
  - use a server you have: MEDLEY_DATABASE_URL=mysql://user:password@host:3306/medley npm start
    (docker compose -f docker/compose.yml up brings the whole production shape).`;

/** Linux cuts a socket's path at 107 characters, others sooner. */
const MAX_SOCKET_PATH = 100;

async function findServer() {
  const found = findProgram('mariadbd', 'mysqld');
  // A MySQL binary goes by the same name but is initialised differently; it is welcome through MEDLEY_DATABASE_URL.
  if (found !== null && /mariadb/i.test((await run(found, ['--no-defaults', '--version'])).text)) return found;
  await installPackage('mariadb-server-core', NO_SERVER);
  const installed = findProgram('mariadbd');
  if (installed === null) throw new Stop(NO_SERVER);
  return installed;
}

/** MariaDB refuses to run as root unless told so by name. */
const asUser = () => (process.getuid?.() === 0 ? [`--user=${userInfo().username}`] : []);

async function initialise(home, server, encrypted) {
  const data = join(home, 'mysql');
  if (existsSync(data)) return;
  mkdirSync(home, { recursive: true, mode: 0o700 });
  if (encrypted) await prepareEncryption(home, server);
  const installer = findProgram('mariadb-install-db', 'mysql_install_db');
  if (installer === null) throw new Stop(NO_SERVER);
  // Made aside and renamed: a first start that breaks off leaves no half database behind.
  const aside = `${data}.new`;
  rmSync(aside, { recursive: true, force: true });
  mkdirSync(aside, { mode: 0o700 });
  const plain = ['--auth-root-authentication-method=normal', '--skip-test-db'];
  await run(installer, ['--no-defaults', `--datadir=${aside}`, ...plain, ...asUser()]);
  renameSync(aside, data);
}

/** Passwords nobody has to know, readable by the owner alone. */
function credentials(home) {
  const file = join(home, 'database.json');
  if (!existsSync(file)) {
    const fresh = { root: randomBytes(24).toString('hex'), medley: randomBytes(24).toString('hex') };
    writeFileSync(file, JSON.stringify(fresh), { mode: 0o600 });
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** Runs on every start before the first connection is accepted, so that no passwordless account is ever reachable. */
function writeInitFile(home, passwords, { database, everything }) {
  const file = join(home, 'init.sql');
  const statements = [
    `ALTER USER root@localhost IDENTIFIED BY '${passwords.root}'`,
    `CREATE DATABASE IF NOT EXISTS ${database} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`,
    `CREATE USER IF NOT EXISTS medley@localhost IDENTIFIED BY '${passwords.medley}'`,
    `GRANT ALL PRIVILEGES ON ${everything ? '*.*' : `${database}.*`} TO medley@localhost`,
  ];
  writeFileSync(file, statements.map((sql) => `${sql};\n`).join(''), { mode: 0o600 });
  return file;
}

function socketPath(home) {
  const near = join(home, 'mysql.sock');
  return near.length <= MAX_SOCKET_PATH ? near : join(mkdtempSync(join(tmpdir(), 'medley-')), 'mysql.sock');
}

const settings = [
  '--bind-address=127.0.0.1',
  '--character-set-server=utf8mb4',
  '--collation-server=utf8mb4_unicode_ci',
  '--default-time-zone=+00:00',
  '--max-connections=300',
  '--max-allowed-packet=64M',
  '--innodb-buffer-pool-size=256M',
  // What was acknowledged is on disk: a booking survives a power cut.
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-log-file-size=128M',
  '--skip-log-bin',
];

const runFile = (home) => join(home, 'database.run.json');
const readRun = (home) => (existsSync(runFile(home)) ? JSON.parse(readFileSync(runFile(home), 'utf8')) : null);

/** The database that runs on this data directory right now, or null. */
export function runningDatabase(home) {
  const state = readRun(home);
  return state !== null && commandOf(state.pid)?.includes(`--datadir=${join(home, 'mysql')}`) ? state : null;
}

/** Another run that is alive keeps its data directory; one that was killed leaves a database to be stopped first. */
async function clearLeftover(home) {
  const state = runningDatabase(home);
  if (state === null) return;
  if (/tools\/\w+\.mjs/.test(commandOf(state.owner) ?? '')) {
    throw new Stop(
      `Medley already runs on ${home} (process ${state.owner}). Stop it first, or set MEDLEY_DATA_DIR and PORT.`,
    );
  }
  note('Stopping the database an earlier run left behind.');
  await endLeftover(state.pid);
}

async function waitUntilReady(child, url, log) {
  const { createConnection } = await import('mysql2/promise');
  for (const until = Date.now() + 120_000; Date.now() < until; await sleep(50)) {
    if (hasEnded(child)) break;
    try {
      const connection = await createConnection(url);
      await connection.end();
      return;
    } catch (error) {
      // Refused or no socket file yet means "still starting"; anything else is a fault worth telling.
      if (!['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'PROTOCOL_CONNECTION_LOST'].includes(error.code)) throw error;
    }
  }
  const tail = readFileSync(log, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
  throw new Stop(`The database did not come up. The end of ${log}:\n${tail}`);
}

/** mysql2 takes a socket only as an option, so connections are described by a URL with `socketPath`. */
export const connectionUrl = (user, password, database, { port, socket }) =>
  `mysql://${user}:${password}@localhost:${port}/${database}?socketPath=${encodeURIComponent(socket)}`;

/**
 * A private MariaDB on `dataDir`: own socket, own loopback port, own passwords; nothing of the system's is touched.
 * `everything` lets its user create databases (for tests). Answers `{ url, rootUrl, child, stop }`.
 */
export async function startDatabase({ dataDir, database = 'medley', encrypted = true, everything = false }) {
  const home = resolve(dataDir);
  const server = await findServer();
  await clearLeftover(home);
  await initialise(home, server, encrypted);
  const passwords = credentials(home);
  const at = { port: await freePort(), socket: socketPath(home) };
  const log = join(home, 'mysql.log');
  const child = launch(
    server,
    [
      '--no-defaults',
      ...asUser(),
      `--datadir=${join(home, 'mysql')}`,
      `--socket=${at.socket}`,
      `--port=${at.port}`,
      `--pid-file=${join(home, 'mysql.pid')}`,
      `--init-file=${writeInitFile(home, passwords, { database, everything })}`,
      `--log-error=${log}`,
      ...settings,
      ...(await encryptionOptions(home, server)),
    ],
    { stdio: 'ignore' },
  );
  const url = connectionUrl('medley', passwords.medley, database, at);
  writeFileSync(runFile(home), JSON.stringify({ pid: child.pid, owner: process.pid, url }), { mode: 0o600 });
  const stop = async () => {
    await stopChild(child, 'The database', 60_000);
    rmSync(runFile(home), { force: true });
    if (!at.socket.startsWith(home)) rmSync(dirname(at.socket), { recursive: true, force: true });
  };
  try {
    await waitUntilReady(child, url, log);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, rootUrl: connectionUrl('root', passwords.root, 'mysql', at), child, stop };
}

/** The database Medley uses: the one named by MEDLEY_DATABASE_URL, else the private one, started here. */
export async function provideDatabase(lifetime, dataDir) {
  if (process.env.MEDLEY_DATABASE_URL) {
    note('Using the database named by MEDLEY_DATABASE_URL.');
    return { url: process.env.MEDLEY_DATABASE_URL, child: null };
  }
  return step('Starting the database', async () => {
    const database = await startDatabase({ dataDir });
    lifetime.onEnd(database.stop);
    return database;
  });
}
