import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';

/** The floor of the fan-out in a process of its own: on a POST it sends one message of a change's size to every socket. */
const MESSAGE = JSON.stringify({ id: '1', type: 'next', payload: { data: { changes: { filler: 'x'.repeat(330) } } } });
const server = createServer((_request, response) => {
  for (const client of sockets.clients) client.send(MESSAGE);
  response.end('{}');
}).listen(0, '127.0.0.1');
const sockets = new WebSocketServer({ server });
await once(server, 'listening');
process.stdout.write(`${(server.address() as AddressInfo).port}\n`);
