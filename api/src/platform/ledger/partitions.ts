import type { DataSource } from 'typeorm';

interface PartitionRow {
  readonly name: string;
}

const MONTHS_AHEAD = 3;

/** Keeps a partition of the event table ready for each coming month; safe to run from several processes at boot. */
export async function ensurePartitions(source: DataSource, now: Date): Promise<void> {
  const rows = await source.query<PartitionRow[]>(
    "SELECT PARTITION_NAME AS name FROM information_schema.PARTITIONS WHERE TABLE_SCHEMA = DATABASE() AND TABLE_NAME = 'platform_event'",
  );
  const existing = new Set(rows.map((row) => row.name));
  for (let ahead = 0; ahead <= MONTHS_AHEAD; ahead += 1) {
    const start = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + ahead, 1));
    if (!existing.has(nameOf(start))) await split(source, start);
  }
}

const nameOf = (start: Date) => `m${start.toISOString().slice(0, 7).replace('-', '')}`;

/** Cuts the month off the catch-all partition, which is empty as long as months are made ahead. */
async function split(source: DataSource, start: Date): Promise<void> {
  const end = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)).toISOString().slice(0, 10);
  await source.query(
    `ALTER TABLE platform_event REORGANIZE PARTITION later INTO (PARTITION ${nameOf(start)} VALUES LESS THAN ('${end}'), PARTITION later VALUES LESS THAN (MAXVALUE))`,
  );
}
