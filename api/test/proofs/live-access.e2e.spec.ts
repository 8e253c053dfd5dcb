import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { WebSocket } from 'ws';
import { noonZone, openClinic, type TestClinic } from '../clinic';
import { LiveClient } from '../live-client';
import { until } from '../parallel';
import { type Caller, bootWorld, PASSWORD, type World } from '../world';

let world: World;
let clinic: TestClinic;
let other: TestClinic;
const open: (() => unknown)[] = [];

beforeAll(async () => {
  world = await bootWorld('liveaccess');
  clinic = await openClinic(world, { code: 'ABC01', zone: noonZone() });
  other = await openClinic(world, { code: 'XYZ02', zone: noonZone() });
});
afterEach(async () => {
  for (const close of open.splice(0)) await close();
});
afterAll(() => world.close());

describe('a socket', () => {
  it.each([
    ['no token', () => ({})],
    ['something that is no token', () => ({ authorization: 'Bearer nonsense' })],
    ['a token without its Bearer', () => ({ authorization: clinic.desk.token })],
    ['a token of another issuer', () => ({ authorization: `Bearer ${signed({}, 'another secret')}` })],
    [
      'an expired token',
      () => ({ authorization: `Bearer ${signed({ exp: Math.floor(Date.now() / 1000) - 1 }, secret())}` }),
    ],
    ['a token of a session that never was', () => ({ authorization: `Bearer ${signed({ sid: v7() }, secret())}` })],
    [
      'a token for a clinic the person does not belong to',
      () => ({ authorization: `Bearer ${signed({ cid: other.id }, secret())}` }),
    ],
    ['a token that says it needs no signature', () => ({ authorization: `Bearer ${unsigned()}` })],
  ])('EV2 with %s is refused with 4403', async (_, payload) => {
    const socket = await connected();
    socket.send(JSON.stringify({ type: 'connection_init', payload: payload() }));
    expect(await closeCode(socket)).toBe(4403);
  });

  it('EV2 that subscribes before it says who it is is refused with 4401', async () => {
    const socket = await connected();
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { changes { cursor } }' } }),
    );
    expect(await closeCode(socket)).toBe(4401);
  });

  it('EV2 that says who it is twice is refused with 4429', async () => {
    const socket = await acknowledged(clinic.desk);
    socket.send(JSON.stringify({ type: 'connection_init', payload: {} }));
    expect(await closeCode(socket)).toBe(4429);
  });

  it('EV2 that sends what is no message is refused with 4400', async () => {
    const socket = await acknowledged(clinic.desk);
    socket.send('{');
    expect(await closeCode(socket)).toBe(4400);
  });

  it('EV2 that uses an id twice is refused with 4409', async () => {
    const socket = await acknowledged(clinic.desk);
    for (let i = 0; i < 2; i += 1)
      socket.send(
        JSON.stringify({ type: 'subscribe', id: 'same', payload: { query: 'subscription { changes { cursor } }' } }),
      );
    expect(await closeCode(socket)).toBe(4409);
  });

  it('EV2 that speaks another protocol is not served', async () => {
    const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-ws');
    const [error] = (await once(socket, 'error')) as [Error];
    expect(error.message).toMatch(/subprotocol/i);
  });

  it('EV2 answers a ping with a pong', async () => {
    const socket = await acknowledged(clinic.desk);
    socket.send(JSON.stringify({ type: 'ping' }));
    expect(await nextMessage(socket)).toEqual({ type: 'pong' });
  });

  it('EV2 is closed with 4403 at the moment its token expires', async () => {
    const socket = await acknowledged({ token: signed({ exp: Math.floor(Date.now() / 1000) + 2 }, secret()) });
    expect(await closeCode(socket)).toBe(4403);
  });
});

describe('a subscription', () => {
  it('TN1 sees nothing of another clinic', async () => {
    const here = await following(clinic.desk);
    const there = await following(other.desk);
    await changeIn(other);
    await changeIn(clinic);
    await until('each to see their own change', () => here.seen.length > 0 && there.seen.length > 0);
    const [mine, theirs] = [await cursors(clinic), await cursors(other)];
    expect([here.seen.map(({ cursor }) => cursor), there.seen.map(({ cursor }) => cursor)]).toEqual([
      mine.slice(-here.seen.length),
      theirs.slice(-there.seen.length),
    ]);
    expect(mine.filter((cursor) => theirs.includes(cursor))).toEqual([]);
  });

  it('TN1 refuses a cursor of another clinic as BAD_INPUT, as the query does', async () => {
    const { changeCursor } = await other.desk.ask<{ changeCursor: string }>('{ changeCursor }');
    const asked = await clinic.desk.send('query ($after: String) { changes(after: $after) { nodes { cursor } } }', {
      after: changeCursor,
    });
    expect(asked.errors?.map(({ extensions }) => extensions.code)).toEqual(['BAD_INPUT']);
    const socket = await acknowledged(clinic.desk);
    socket.send(
      JSON.stringify({
        type: 'subscribe',
        id: '1',
        payload: {
          query: 'subscription ($after: String) { changes(after: $after) { cursor } }',
          variables: { after: changeCursor },
        },
      }),
    );
    expect(await nextMessage(socket)).toMatchObject({
      type: 'error',
      id: '1',
      payload: [{ extensions: { code: 'BAD_INPUT' } }],
    });
  });

  it('EV2 needs the permission to read changes', async () => {
    const socket = await acknowledged(await world.as(clinic.email('PATIENT')));
    socket.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { changes { cursor } }' } }),
    );
    expect(await nextMessage(socket)).toMatchObject({
      payload: { errors: [{ extensions: { code: 'FORBIDDEN', missingPermission: 'changes:read' } }] },
    });
  });

  it('TN3 EV2 of a deactivated person ends with 4403 before any later change', async () => {
    const { caller, personId } = await hire('NURSE');
    const nurse = await following(caller);
    await changeIn(clinic);
    await until('the nurse to see a change', () => nurse.seen.length > 0);
    const before = await cursors(clinic);
    await clinic.admin.mutate('deactivateStaffMember', { personId });
    await changeIn(clinic);
    expect(await nurse.ending).toEqual({ code: 4403 });
    expect(nurse.seen.map(({ cursor }) => cursor).filter((cursor) => !before.includes(cursor))).toEqual([]);
  });

  it('TN10 EV2 of somebody whose role changed ends with 4403 before they see the change', async () => {
    const { caller, personId } = await hire('NURSE');
    const nurse = await following(caller);
    await clinic.admin.mutate('changeStaffRole', { personId, role: 'PATIENT' });
    expect(await nurse.ending).toEqual({ code: 4403 });
    expect(nurse.seen).toEqual([]);
  });

  it('TN9 EV2 of a session that was signed out ends with 4403', async () => {
    const { caller } = await hire('NURSE');
    const nurse = await following(caller);
    await caller.ask('mutation { signOut { __typename } }');
    expect(await nurse.ending).toEqual({ code: 4403 });
  });

  it('TN1 shows only what the role may read', async () => {
    const { caller } = await hire('PHARMACIST');
    const pharmacist = await following(caller);
    await changeIn(clinic);
    await clinic.admin.mutate('createLocation', { name: `Place ${v7()}` });
    await until('the new location', () => pharmacist.seen.length > 0);
    expect(pharmacist.seen.map(({ type }) => type)).toEqual(['LocationCreated']);
  });
});

describe('an open socket', () => {
  it('TN3 of a deactivated person answers nothing and follows nothing any more', async () => {
    const { caller, personId } = await hire('NURSE');
    const [asking, subscribing] = [await acknowledged(caller), await acknowledged(caller)];
    await clinic.admin.mutate('deactivateStaffMember', { personId });
    asking.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ patients { nodes { mrn } } }' } }));
    subscribing.send(
      JSON.stringify({ type: 'subscribe', id: '1', payload: { query: 'subscription { changes { cursor } }' } }),
    );
    expect(await Promise.all([closeCode(asking), closeCode(subscribing)])).toEqual([4403, 4403]);
  });

  it('TN10 of somebody with a lesser role now may do only what the new role may', async () => {
    const { caller, personId } = await hire('ADMINISTRATOR');
    const socket = await acknowledged(caller);
    await clinic.admin.mutate('changeStaffRole', { personId, role: 'PATIENT' });
    socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: { query: '{ patients { nodes { mrn } } }' } }));
    expect(await closeCode(socket)).toBe(4403);
  });
});

describe('the next request', () => {
  it('TN10 is judged by the new role', async () => {
    const { caller, personId } = await hire('NURSE');
    const query = '{ patients { nodes { mrn } } }';
    expect((await caller.send(query)).errors).toBeUndefined();
    await clinic.admin.mutate('changeStaffRole', { personId, role: 'PATIENT' });
    expect((await caller.send(query)).errors?.[0]?.extensions).toMatchObject({
      code: 'FORBIDDEN',
      missingPermission: 'patient:read',
    });
  });

  it('TN3 of a deactivated person is nobody’s', async () => {
    const { caller, personId } = await hire('NURSE');
    await clinic.admin.mutate('deactivateStaffMember', { personId });
    expect((await caller.send('{ me { id } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });
});

/** Somebody new in the clinic, signed in. */
async function hire(role: string): Promise<{ caller: Caller; personId: string }> {
  const email = `${v7()}@abc01.example`;
  const input = { email, name: `New ${role}`, role, initialPassword: PASSWORD };
  const { staffMember } = (await clinic.admin.mutate(
    'addStaffMember',
    input,
    '... on AddStaffMemberSuccess { staffMember { personId } }',
  )) as unknown as { staffMember: { personId: string } };
  return { caller: await world.as(email), personId: staffMember.personId };
}

/** A subscription from now on that has really begun: changes made after this are behind its start. */
async function following({ token }: { token: string | null }) {
  const caller = token === other.desk.token ? other.desk : clinic.desk;
  const { changeCursor } = await caller.ask<{ changeCursor: string }>('{ changeCursor }');
  const client = new LiveClient(world.url, token ?? '', changeCursor);
  const ending = client.once();
  open.push(() => client.stop());
  await until('the connection', () => client.connections > 0);
  return Object.assign(client, { ending });
}

/** One small change that readers of appointments see. */
async function changeIn({ desk, patients, practitioners, visitTypeId, at }: TestClinic): Promise<void> {
  slot += 1;
  const startsAt = new Date(Date.parse(at(3, '00:00')) + slot * 1_800_000).toISOString();
  const { __typename } = await desk.mutate('bookAppointment', {
    patientId: patients[0],
    practitionerId: practitioners[0],
    visitTypeId,
    startsAt,
  });
  expect(__typename).toBe('BookAppointmentSuccess');
}
let slot = 0;

async function cursors({ id, desk }: TestClinic): Promise<string[]> {
  const after = Buffer.from(`0@${id}`).toString('base64url');
  const { changes } = await desk.ask<{ changes: { nodes: { cursor: string }[] } }>(
    'query ($after: String) { changes(after: $after, first: 500) { nodes { cursor } } }',
    { after },
  );
  return changes.nodes.map(({ cursor }) => cursor);
}

async function connected(): Promise<WebSocket> {
  const socket = new WebSocket(world.url.replace('http', 'ws'), 'graphql-transport-ws');
  open.push(() => socket.terminate());
  await once(socket, 'open');
  return socket;
}

async function acknowledged({ token }: { token: string | null }): Promise<WebSocket> {
  const socket = await connected();
  socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${token ?? ''}` } }));
  expect(await nextMessage(socket)).toEqual({ type: 'connection_ack' });
  return socket;
}

async function nextMessage(socket: WebSocket): Promise<unknown> {
  const [data] = (await once(socket, 'message')) as [Buffer];
  return JSON.parse(data.toString()) as unknown;
}

async function closeCode(socket: WebSocket): Promise<number> {
  const [code] = (await once(socket, 'close')) as [number];
  return code;
}

const secret = (): string =>
  (JSON.parse(readFileSync(join(world.dataDir, 'secrets.json'), 'utf8')) as { tokenSecret: string }).tokenSecret;

/** The desk's own token with other claims, signed with a secret. */
function signed(claims: object, key: string): string {
  const [, payload = ''] = (clinic.desk.token ?? '').split('.');
  const own = JSON.parse(Buffer.from(payload, 'base64url').toString()) as object;
  const body = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded({ ...own, ...claims })}`;
  return `${body}.${createHmac('sha256', key).update(body).digest('base64url')}`;
}

function unsigned(): string {
  const [, payload = ''] = (clinic.desk.token ?? '').split('.');
  return `${encoded({ alg: 'none', typ: 'JWT' })}.${payload}.`;
}

const encoded = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
