/** What whoever can connect, and has not signed in, can do to a server: little, and not for long. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { hostname } from 'node:os';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { ask } from '../test/support/hosts/serve-client.js';
import { type ServeProcess, startServe } from '../test/support/hosts/serve-process.js';

const fixture = provideFixture(['plain']);
let server: ServeProcess;
let port: number;

beforeAll(async () => {
  server = await startServe(['--host', '0.0.0.0', fixture.tree]);
  port = Number(new URL(server.address).port);
});
afterAll(() => server.end());

async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => socket.destroy());
  await once(socket, 'connect');
  return socket;
}

describe('a connection is closed soon', () => {
  const cases: [string, string][] = [
    ['that says nothing', ''],
    ['whose headers do not end', 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: '],
    [
      'whose body does not come',
      'POST /session HTTP/1.1\r\nHost: localhost:PORT\r\nOrigin: http://localhost:PORT\r\nContent-Length: 43\r\n\r\n',
    ],
  ];
  for (const [title, sent] of cases) {
    test(title, async () => {
      const socket = await open();
      socket.resume();
      socket.write(sent.replaceAll('PORT', String(port)));
      const started = performance.now();
      await once(socket, 'close');
      expect(performance.now() - started).toBeLessThan(15_000);
    });
  }
});

test('headers of some kilobytes are too long', async () => {
  const answer = await ask(`http://127.0.0.1:${port}`, { headers: { 'x-long': 'x'.repeat(10_000) } });
  expect(answer.status).toBe(431);
});

test('only so many connections are open at once, and others find room afterwards', async () => {
  const sockets = await Promise.all(Array.from({ length: 300 }, open));
  const isClosed = () => sockets.filter(({ closed }) => closed).length;
  for (const socket of sockets) socket.resume();
  await expect.poll(isClosed).toBe(300 - 256);
  for (const socket of sockets) socket.destroy();
  await expect.poll(async () => (await ask(`http://127.0.0.1:${port}`)).status).toBe(200);
});

describe('under 0.0.0.0 it answers to', () => {
  const machine = hostname().toLowerCase();
  const cases: [string, number][] = [
    [machine, 200],
    [`${machine.split('.', 1)[0]}.local`, 200],
    ['localhost', 200],
    [`${machine}.evil.example`, 403],
    [`evil.${machine}`, 403],
    [`x${machine}`, 403],
  ];
  for (const [name, status] of cases) {
    test(`${name}: ${status}`, async () => {
      const answer = await ask(`http://127.0.0.1:${port}`, { headers: { host: `${name}:${port}` } });
      expect(answer.status).toBe(status);
    });
  }
});

test('refusals of a kind are a line, and then a count', async () => {
  const own = await startServe([fixture.tree]);
  for (let count = 0; count < 20; count++) await ask(own.address, { headers: { host: 'evil.example' } });
  await own.end();
  const line = 'hectare: a request was refused: the Host is not a name of this server';
  const lines = own
    .stderr()
    .split('\n')
    .filter((each) => each.startsWith(line));
  expect(lines).toEqual([line, `${line} (19 more)`]);
});
