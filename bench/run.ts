import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { type BenchWorld, bootBench } from './bench-world';
import { booking, bookingFloor, contention } from './booking.bench';
import { dayView } from './day-view.bench';
import { fanOut, fanOutFloor } from './fan-out.bench';
import { medianOf, type Round } from './measure';

/** One line of the table: Medley beside its floor, measured in turns in the same run. */
interface Row {
  readonly work: string;
  readonly medley: string;
  readonly floor: string;
  readonly ratio: string;
  readonly goal: string;
}

const ROUNDS = Number(process.env['BENCH_ROUNDS'] ?? 4);
const SECONDS = Number(process.env['BENCH_SECONDS'] ?? 4);
const SUBSCRIBERS = Number(process.env['BENCH_SUBSCRIBERS'] ?? 1000);
const ATTEMPTS = Number(process.env['BENCH_ATTEMPTS'] ?? 10_000);

const say = (line: string) => process.stdout.write(`${line}\n`);
const two = (value: number) => value.toFixed(2);

async function interleaved(ours: () => Promise<Round>, floor: () => Promise<Round>): Promise<[Round, Round]> {
  const measured: [Round[], Round[]] = [[], []];
  for (let round = 0; round < ROUNDS; round += 1) {
    measured[0].push(await ours());
    measured[1].push(await floor());
  }
  return [medianOf(measured[0]), medianOf(measured[1])];
}

const figures = (round: Round) =>
  `${round.perSecond.toFixed(0)}/s, p50 ${two(round.p50)} ms, p99 ${two(round.p99)} ms, CPU ${two(round.cpuMs)} ms`;

async function dayRow(world: BenchWorld): Promise<Row> {
  const { child, port } = await floorProcess('day-floor', {
    pool: world.connection,
    clinic: { id: world.clinic.id, zone: world.clinic.zone },
    date: world.date,
  });
  const floor = { port, pid: child.pid ?? 0 };
  await dayView(world, 2);
  const [ours, base] = await interleaved(
    () => dayView(world, SECONDS),
    () => dayView(world, SECONDS, floor),
  );
  child.kill();
  return {
    work: 'Day view, 200 appointments, 10 connections',
    medley: figures(ours),
    floor: figures(base),
    ratio: `time ${two(base.perSecond / ours.perSecond)}×, CPU ${two(ours.cpuMs / base.cpuMs)}×`,
    goal: '≤ 1.4× (≤ 1.0× with a day projection)',
  };
}

async function bookingRow(world: BenchWorld, clients: number): Promise<Row> {
  const [ours, base] = await interleaved(
    () => booking(world, clients, SECONDS),
    () => bookingFloor(world, clients, SECONDS),
  );
  return {
    work: `Booking through GraphQL, ${clients} clients, one clinic`,
    medley: figures(ours),
    floor: figures(base),
    ratio: `rate ${two(ours.perSecond / base.perSecond)}, p99 ${two(ours.p99 / base.p99)}×`,
    goal: 'rate ≥ 0.4 at 16 clients, p99 ≤ 2.5×',
  };
}

async function contentionRow(world: BenchWorld): Promise<Row> {
  const { attempts, doubles, perSecond } = await contention(world, ATTEMPTS, 64);
  return {
    work: 'Contended booking, 64 clients on one slot',
    medley: `${attempts} attempts, ${doubles} double, ${perSecond.toFixed(0)}/s`,
    floor: '–',
    ratio: '–',
    goal: '0 double',
  };
}

async function fanOutRow(world: BenchWorld): Promise<Row> {
  const { child, port } = await floorProcess('ws-floor', {});
  const base = await fanOutFloor({ wsPort: port, pid: child.pid ?? 0 }, SUBSCRIBERS, 30);
  const ours = await fanOut(world, SUBSCRIBERS, 30);
  child.kill();
  return {
    work: `Fan-out of a change to ${SUBSCRIBERS} subscribers`,
    medley: `p99 ${two(ours.p99)} ms, ${ours.cpuMicroseconds.toFixed(1)} µs CPU a delivery`,
    floor: `p99 ${two(base.p99)} ms, ${base.cpuMicroseconds.toFixed(1)} µs`,
    ratio: `p99 ${two(ours.p99 / base.p99)}×, CPU ${two(ours.cpuMicroseconds / base.cpuMicroseconds)}×`,
    goal: '≤ 1.3×',
  };
}

async function floorProcess(name: string, settings: object): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, [`dist/bench/${name}.mjs`, JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, port: Number(line.toString()) };
}

function print(rows: readonly Row[]): void {
  say('\n| work | Medley | floor | ratio | goal |\n|---|---|---|---|---|');
  for (const { work, medley, floor, ratio, goal } of rows)
    say(`| ${work} | ${medley} | ${floor} | ${ratio} | ${goal} |`);
}

const world = await bootBench();
const rows: Row[] = [];
const steps = [
  dayRow,
  (w: BenchWorld) => bookingRow(w, 1),
  (w: BenchWorld) => bookingRow(w, 16),
  (w: BenchWorld) => bookingRow(w, 64),
  contentionRow,
  fanOutRow,
];
try {
  for (const step of steps) {
    rows.push(await step(world));
    say(JSON.stringify(rows.at(-1)));
  }
} finally {
  await world.close();
}
print(rows);
mkdirSync('bench/results', { recursive: true });
writeFileSync(
  `bench/results/${new Date().toISOString().slice(0, 10)}.json`,
  `${JSON.stringify({ rounds: ROUNDS, seconds: SECONDS, rows }, null, 2)}\n`,
);
