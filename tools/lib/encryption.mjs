import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './processes.mjs';
import { note, Stop } from './progress.mjs';
import { findProgram } from './system-packages.mjs';

const PLUGIN = 'file_key_management.so';

/**
 * Data at rest: MariaDB encrypts tables, temporary files and its log with a key kept beside the data directory.
 * It protects copies of the data directory (backups, a lost disk image), not a machine somebody already reads as this user.
 * Decided once, when the data directory is made: a directory without its key file stays as it was made.
 */
export async function prepareEncryption(home, server) {
  const plugins = await findPlugin(home, server);
  if (plugins === null) {
    note(
      `Data at rest is NOT encrypted: MariaDB's plugin ${PLUGIN} is not available (Debian: package mariadb-server).`,
    );
    return;
  }
  writeFileSync(keyFile(home), `1;${randomBytes(32).toString('hex')}\n`, { mode: 0o600 });
}

const keyFile = (home) => join(home, 'encryption.key');

/** The server's options for a data directory that was made encrypted; none for one that was not. */
export async function encryptionOptions(home, server) {
  if (!existsSync(keyFile(home))) return [];
  const plugins = await findPlugin(home, server);
  if (plugins === null) throw new Stop(`The data in ${home} is encrypted and MariaDB's plugin ${PLUGIN} is missing.`);
  return [
    `--plugin-dir=${plugins}`,
    '--plugin-load-add=file_key_management',
    `--file-key-management-filename=${keyFile(home)}`,
    '--file-key-management-encryption-algorithm=AES_CTR',
    '--innodb-encrypt-tables=ON',
    '--innodb-encrypt-log=ON',
    '--innodb-encrypt-temporary-tables=ON',
    '--encrypt-tmp-files=ON',
    '--aria-encrypt-tables=ON',
  ];
}

async function findPlugin(home, server) {
  const { text } = await run(server, ['--no-defaults', '--verbose', '--help'], { allowFailure: true });
  const own = /^plugin-dir\s+(\S+)/m.exec(text)?.[1];
  if (own !== undefined && existsSync(join(own, PLUGIN))) return own;
  const fetched = join(home, 'plugins');
  if (existsSync(join(fetched, PLUGIN)) || (await fetchPlugin(server, fetched))) return fetched;
  return null;
}

/**
 * Debian ships the plugin in mariadb-server, whose installation would start a system service. The package is only
 * downloaded and this one file taken out; nothing of the system changes. It must match the server to the digit.
 */
async function fetchPlugin(server, into) {
  if (findProgram('apt-get') === null || findProgram('dpkg-deb') === null) return false;
  const owner = await run('dpkg-query', ['-W', '-f', '${Version}', 'mariadb-server-core'], { allowFailure: true });
  if (owner.code !== 0 || !server.startsWith('/usr/sbin/')) return false;
  const work = mkdtempSync(join(tmpdir(), 'medley-plugin-'));
  try {
    const got = await run('apt-get', ['download', '-q', `mariadb-server=${owner.text}`], {
      cwd: work,
      allowFailure: true,
    });
    if (got.code !== 0) return false;
    await run('sh', ['-c', 'dpkg-deb -x ./*.deb .'], { cwd: work });
    mkdirSync(into, { recursive: true });
    copyFileSync(join(work, 'usr/lib/mysql/plugin', PLUGIN), join(into, PLUGIN));
    return true;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
