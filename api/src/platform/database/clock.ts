import type { DataSource } from 'typeorm';

const RESYNC_MS = 30_000;

/** The database's clock, kept as an offset from this process's: several API processes agree on what time it is (AV11, AV17). */
export class DatabaseClock {
  private offsetMs = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(private readonly reads: DataSource) {}

  async start(): Promise<void> {
    await this.sync();
    this.timer = setInterval(() => void this.sync().catch(() => undefined), RESYNC_MS).unref();
  }

  stop(): void {
    if (this.timer !== null) clearInterval(this.timer);
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  private async sync(): Promise<void> {
    const before = Date.now();
    const rows = await this.reads.query<{ ms: string }[]>(
      'SELECT CAST(ROUND(UNIX_TIMESTAMP(NOW(3)) * 1000) AS CHAR) AS ms',
    );
    const halfTrip = (Date.now() - before) / 2;
    this.offsetMs = Number(rows[0]?.ms ?? before) - before - halfTrip;
  }
}
