import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect, type Socket } from 'node:net';
import type { Answer } from './world';

/** Runs `work` over the items, so many at a time, in the order of the items. */
export async function inParallel<Item>(
  items: Iterable<Item>,
  width: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const queue = items[Symbol.iterator]();
  const worker = async () => {
    for (let next = queue.next(); next.done !== true; next = queue.next()) await work(next.value);
  };
  await Promise.all(Array.from({ length: width }, worker));
}

/** A client with a connection of its own, open before its one request is sent: many of them really arrive at once. */
export class OwnConnection {
  private constructor(
    private readonly socket: Socket,
    private readonly url: URL,
    private readonly token: string | null,
  ) {}

  static async open(url: string, token: string | null): Promise<OwnConnection> {
    const at = new URL(url);
    const socket = connect(Number(at.port), at.hostname);
    await once(socket, 'connect');
    return new OwnConnection(socket, at, token);
  }

  /** Sends one operation; the connection ends with the answer. */
  async send<Data>(query: string, variables: Record<string, unknown>): Promise<Answer<Data>> {
    const headers = {
      'content-type': 'application/json',
      connection: 'close',
      ...(this.token === null ? {} : { authorization: `Bearer ${this.token}` }),
    };
    const sent = request(this.url, { method: 'POST', headers, createConnection: () => this.socket });
    sent.end(JSON.stringify({ query, variables }));
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    return {
      status: response.statusCode ?? 0,
      ...(JSON.parse(Buffer.concat(chunks).toString()) as Omit<Answer<Data>, 'status'>),
    };
  }
}

/** Waits until a condition holds; fails, saying what it waited for, when it never does. */
export async function until(
  what: string,
  condition: () => boolean | Promise<boolean>,
  patienceMs = 30_000,
): Promise<void> {
  for (const end = Date.now() + patienceMs; Date.now() < end;) {
    if (await condition()) return;
    await new Promise((resume) => setTimeout(resume, 20));
  }
  throw new Error(`Waited ${patienceMs / 1000} s in vain for: ${what}`);
}
