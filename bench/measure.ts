import { readFileSync } from 'node:fs';

/** One figure of one round. */
export interface Round {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  /** CPU milliseconds of server and database per piece of work. */
  readonly cpuMs: number;
}

const TICKS_PER_SECOND = 100;

/** CPU seconds a process has used so far, user and system. */
export function cpuSeconds(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

/** Runs `work` for each of `clients` until the time is over; answers rate, latency and CPU. */
export async function load(options: {
  clients: number;
  seconds: number;
  pids: readonly number[];
  work: (client: number) => Promise<unknown>;
}): Promise<Round> {
  const latencies: number[] = [];
  const cpuBefore = options.pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0);
  const started = performance.now();
  const until = started + options.seconds * 1000;
  await Promise.all(
    Array.from({ length: options.clients }, async (_, client) => {
      while (performance.now() < until) {
        const before = performance.now();
        await options.work(client);
        latencies.push(performance.now() - before);
      }
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  const cpu = options.pids.reduce((sum, pid) => sum + cpuSeconds(pid), 0) - cpuBefore;
  return {
    perSecond: latencies.length / seconds,
    ...percentiles(latencies),
    cpuMs: (cpu * 1000) / Math.max(1, latencies.length),
  };
}

/** The middle and the 99th percentile, in the unit of the values. */
export function percentiles(values: readonly number[]): { p50: number; p99: number } {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p99: at(0.99) };
}

/** The median of several rounds, field by field: one disturbed round changes nothing. */
export function medianOf(rounds: readonly Round[]): Round {
  const middle = (pick: (round: Round) => number) => percentiles(rounds.map(pick)).p50;
  return {
    perSecond: middle((r) => r.perSecond),
    p50: middle((r) => r.p50),
    p99: middle((r) => r.p99),
    cpuMs: middle((r) => r.cpuMs),
  };
}
