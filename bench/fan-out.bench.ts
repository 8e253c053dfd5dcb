import { once } from 'node:events';
import WebSocket from 'ws';
import { type BenchWorld, post } from './bench-world';
import { cpuSeconds, percentiles } from './measure';

const SUBSCRIPTION =
  'subscription ($after: String) { changes(after: $after) { cursor type objectId version occurredAt appointment { id status startsAt patient { displayName } } } }';

/** p99 in milliseconds from the trigger to the last subscribers, and CPU of the server for each delivery. */
export interface FanOut {
  readonly p99: number;
  readonly cpuMicroseconds: number;
}

interface Crowd {
  readonly sockets: readonly WebSocket[];
  /** Counts deliveries of one change; resolves with each one's time when all have it. */
  expect(): Promise<readonly number[]>;
}

/** Opens subscribers; `hello` is what each says after connecting, `isDelivery` tells a change from the handshake. */
async function gather(
  url: string,
  count: number,
  protocol: string | undefined,
  hello: (socket: WebSocket) => Promise<void>,
): Promise<Crowd> {
  const sockets: WebSocket[] = [];
  for (let from = 0; from < count; from += 100) {
    const batch = Array.from({ length: Math.min(100, count - from) }, () => new WebSocket(url, protocol));
    await Promise.all(batch.map((socket) => once(socket, 'open')));
    await Promise.all(batch.map(hello));
    sockets.push(...batch);
  }
  return {
    sockets,
    expect: () =>
      new Promise((resolve) => {
        const times: number[] = [];
        for (const socket of sockets)
          socket.once('message', () => {
            times.push(performance.now());
            if (times.length === count) resolve(times);
          });
      }),
  };
}

async function rounds(
  crowd: Crowd,
  pid: number,
  times: number,
  trigger: (round: number) => Promise<unknown>,
): Promise<FanOut> {
  const count = crowd.sockets.length;
  const delays: number[] = [];
  const cpu = cpuSeconds(pid);
  for (let round = 0; round < times; round += 1) {
    const all = crowd.expect();
    const sent = performance.now();
    await trigger(round);
    delays.push(...(await all).map((at) => at - sent));
  }
  const used = cpuSeconds(pid) - cpu;
  for (const socket of crowd.sockets) socket.terminate();
  return { p99: percentiles(delays).p99, cpuMicroseconds: (used * 1e6) / (times * count) };
}

/** A change of an appointment to every subscriber of its clinic. */
export async function fanOut(world: BenchWorld, count: number, times: number): Promise<FanOut> {
  const crowd = await gather(`ws://127.0.0.1:${world.port}/graphql`, count, 'graphql-transport-ws', async (socket) => {
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${world.token}` } }));
    await once(socket, 'message');
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload: { query: SUBSCRIPTION } }));
  });
  const [id] = await appointmentIds(world);
  const change = (round: number) =>
    mutate(world, round % 2 === 0 ? 'confirmAppointment' : 'unconfirmAppointment', id ?? '');
  await settled(world, crowd, change);
  return rounds(crowd, world.pids.api, times, change);
}

/** The subscriptions are in place when all have got a first change. */
async function settled(world: BenchWorld, crowd: Crowd, change: (round: number) => Promise<unknown>): Promise<void> {
  await post(world.port, '/graphql', JSON.stringify({ query: '{ changeCursor }' }), world.token);
  const all = crowd.expect();
  await change(0);
  await all;
  const again = crowd.expect();
  await change(1);
  await again;
}

/** The floor: a ws server that sends the same bytes to everybody when asked. */
export async function fanOutFloor(
  floor: { wsPort: number; pid: number },
  count: number,
  times: number,
): Promise<FanOut> {
  const crowd = await gather(`ws://127.0.0.1:${floor.wsPort}`, count, undefined, () => Promise.resolve());
  return rounds(crowd, floor.pid, times, () => post(floor.wsPort, '/', '{}'));
}

async function appointmentIds(world: BenchWorld): Promise<string[]> {
  const query = `{ appointments(filter: { date: "${world.date}" }, first: 5) { nodes { id } } }`;
  const answer = JSON.parse(await post(world.port, '/graphql', JSON.stringify({ query }), world.token)) as {
    data: { appointments: { nodes: { id: string }[] } };
  };
  return answer.data.appointments.nodes.map(({ id }) => id);
}

async function mutate(world: BenchWorld, name: string, appointmentId: string): Promise<void> {
  const query = `mutation ($input: ChangeAppointmentInput!) { ${name}(input: $input) { __typename ... on Refusal { message } } }`;
  const answer = await post(
    world.port,
    '/graphql',
    JSON.stringify({ query, variables: { input: { requestId: crypto.randomUUID(), appointmentId } } }),
    world.token,
  );
  if (!answer.includes('Success')) throw new Error(answer);
}
