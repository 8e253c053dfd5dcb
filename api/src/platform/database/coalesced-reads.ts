import type { DataSource } from 'typeorm';
import type { Statement } from './rows';

interface Waiting extends Statement {
  readonly resolve: (rows: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** More would make one slow read hold up many. */
const PER_PACKET = 12;

/**
 * Sends reads that are asked for at the same moment as one packet: a service may gather its facts from several modules
 * with `Promise.all` and still pay one round trip, which is what dominates (see the decision on packets).
 */
export class CoalescedReads {
  private waiting: Waiting[] = [];

  constructor(private readonly source: DataSource) {}

  /** Runs one SELECT; answers its rows. */
  query<T>(statement: Statement): Promise<T[]> {
    return new Promise((resolve, reject) => {
      if (this.waiting.push({ ...statement, resolve: resolve as (rows: unknown) => void, reject }) === 1)
        setImmediate(() => this.flush());
    });
  }

  private flush(): void {
    const all = this.waiting;
    this.waiting = [];
    for (let from = 0; from < all.length; from += PER_PACKET) void this.send(all.slice(from, from + PER_PACKET));
  }

  private async send(packet: readonly Waiting[]): Promise<void> {
    const [first] = packet;
    if (packet.length === 1 && first !== undefined) return this.alone(first);
    try {
      const sql = packet.map((one) => one.sql).join(';\n');
      const results = await this.source.query<unknown[]>(
        sql,
        packet.flatMap((one) => [...one.values]),
      );
      packet.forEach((one, index) => one.resolve(results[index]));
    } catch {
      // One bad statement spoils the packet: each runs again by itself, so that only its own caller hears of it.
      await Promise.all(packet.map((one) => this.alone(one)));
    }
  }

  private async alone({ sql, values, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await this.source.query(sql, [...values]));
    } catch (error) {
      reject(error);
    }
  }
}
