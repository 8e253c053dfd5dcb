import type { ChildProcess } from 'node:child_process';

/** A private MariaDB: for tests that must end a database in the middle of its work. */
export function startDatabase(options: {
  dataDir: string;
  database?: string;
  encrypted?: boolean;
  everything?: boolean;
}): Promise<{ url: string; rootUrl: string; child: ChildProcess; stop: () => Promise<void> }>;
