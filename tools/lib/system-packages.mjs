import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run } from './processes.mjs';
import { Stop, step } from './progress.mjs';

/** Servers live in sbin, which is not on everybody's PATH. */
const extra = ['/usr/sbin', '/usr/local/sbin', '/usr/libexec', '/opt/homebrew/bin', '/usr/local/bin', '/opt/local/bin'];

/** The full path of the first of these programs that is installed, or null. */
export function findProgram(...names) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), ...extra];
  for (const name of names) for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  return null;
}

export const canInstall = () => process.getuid?.() === 0 && findProgram('apt-get') !== null;

/** Installs a package of the system where that is possible, or stops with what the person can do instead. */
export async function installPackage(name, otherwise) {
  if (!canInstall()) throw new Stop(otherwise);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await step(`Installing ${name} from the system's packages`, async () => {
    await run('apt-get', ['update', '-q'], { env });
    await run('apt-get', ['install', '-q', '-y', '--no-install-recommends', name], { env });
  });
}
