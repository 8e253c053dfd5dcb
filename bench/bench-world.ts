import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import { createPool, type Pool } from 'mysql2/promise';
import { addDays, localDate } from '../libs/kernel';
import { openClinic, type TestClinic } from '../api/test/clinic';
import { bootWorld, type World } from '../api/test/world';

/** A clinic with data, the API in a process of its own, and a pool for the floors. */
export interface BenchWorld {
  readonly clinic: TestClinic;
  readonly token: string;
  readonly port: number;
  readonly pids: { readonly api: number; readonly database: number };
  readonly pool: Pool;
  /** How a floor in a process of its own reaches the same database. */
  readonly connection: Readonly<Record<string, string | number>>;
  readonly date: string;
  close(): Promise<void>;
}

const PRACTITIONERS = 16;
const PATIENTS = 200;
/** Days from today on which the day view's appointments lie; bookings go to later days. */
export const DAY_VIEW_DAY = 2;
export const FIRST_BOOKING_DAY = 10;

export async function bootBench(): Promise<BenchWorld> {
  const world = await bootWorld('bench');
  const practitioners = Array.from({ length: PRACTITIONERS }, (_, i) => ({ name: `Practitioner ${i}` }));
  const clinic = await openClinic(world, { code: 'BEN01', practitioners, rooms: PRACTITIONERS, patients: PATIENTS });
  await fillDay(clinic);
  const { child, port } = await startApi(world);
  const url = new URL(world.databaseUrl);
  const socketPath = url.searchParams.get('socketPath');
  const place = socketPath === null ? { host: url.hostname, port: Number(url.port) } : { socketPath };
  const connection = {
    ...place,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: url.pathname.slice(1),
    timezone: 'Z',
  };
  const pool = createPool({ ...connection, connectionLimit: 64 });
  return {
    clinic,
    token: clinic.desk.token ?? '',
    port,
    pids: { api: child.pid ?? 0, database: await databasePid(pool) },
    pool,
    connection,
    date: addDays(localDate(Date.now(), clinic.zone), DAY_VIEW_DAY),
    close: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
      await pool.end();
      await world.close();
    },
  };
}

/** About two hundred appointments on one day. */
async function fillDay(clinic: TestClinic): Promise<void> {
  for (let i = 0; i < PATIENTS; i += 1) {
    const slot = Math.floor(i / PRACTITIONERS);
    const time = `${String(7 + Math.floor(slot / 2)).padStart(2, '0')}:${slot % 2 === 0 ? '00' : '30'}`;
    const { __typename } = await clinic.desk.mutate('bookAppointment', {
      patientId: clinic.patients[i],
      practitionerId: clinic.practitioners[i % PRACTITIONERS],
      roomId: clinic.rooms[i % PRACTITIONERS],
      visitTypeId: clinic.visitTypeId,
      startsAt: clinic.at(DAY_VIEW_DAY, time),
      reason: 'Routine visit',
    });
    if (__typename !== 'BookAppointmentSuccess') throw new Error(`Filling the day failed: ${__typename}`);
  }
}

async function startApi(world: World): Promise<{ child: ChildProcess; port: number }> {
  const port = await freePort();
  const env = {
    ...process.env,
    MEDLEY_DATABASE_URL: world.databaseUrl,
    PORT: String(port),
    NODE_ENV: 'test',
    MEDLEY_LOG_LEVEL: 'error',
    MEDLEY_REACTIONS: 'api',
  };
  const child = spawn(process.execPath, ['dist/api/main.mjs'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  for (;;) {
    if (child.exitCode !== null) throw new Error('The API did not start');
    const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
    if (answer?.ok === true) return { child, port };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  return port;
}

async function databasePid(pool: Pool): Promise<number> {
  const [rows] = await pool.query('SELECT @@pid_file AS file, @@datadir AS dir');
  const { file, dir } = (rows as { file: string; dir: string }[])[0] ?? { file: '', dir: '' };
  return Number(readFileSync(file.startsWith('/') ? file : `${dir}${file}`, 'utf8'));
}

const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** One POST over a kept connection; answers the body. */
export function post(port: number, path: string, body: string, token?: string): Promise<string> {
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
  };
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', path, method: 'POST', agent, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve(Buffer.concat(chunks).toString()));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
