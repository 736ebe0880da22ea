/** `hectare serve` as a command: its start, its output, and that it leaves nothing behind. */
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { ask, signIn, TestTab } from '../test/support/hosts/serve-client.js';
import { isRunning, startServe } from '../test/support/hosts/serve-process.js';

const fixture = provideFixture(['plain', 'wide']);
const testWithSignals = testNeeding('Linux');

describe('a signal ends it', () => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    testWithSignals(`${signal}, while folders are open in two tabs, and nothing is left`, async () => {
      const server = await startServe([fixture.tree]);
      const signedIn = await signIn(server.address);
      const tabs = [await new TestTab(signedIn).connect(), await new TestTab(signedIn).connect()];
      for (const tab of tabs) await tab.open(fixture.tree);
      const closed = Promise.all(tabs.map(({ socket }) => once(socket, 'close')));
      const started = performance.now();
      expect(await server.end(signal)).toEqual({ code: null, signal });
      expect(performance.now() - started).toBeLessThan(2000);
      expect((await closed).map(([code]) => code)).toEqual([4003, 4003]);
      expect(isRunning(server)).toBe(false);
      await expect(ask(server.address)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
      expect(server.stderr()).toBe(`hectare: serving ${fixture.tree}; Ctrl-C ends it\n`);
    });
  }

  testWithSignals('before anybody has come', async () => {
    const server = await startServe([fixture.tree]);
    expect(await server.end()).toEqual({ code: null, signal: 'SIGTERM' });
    expect(isRunning(server)).toBe(false);
  });
});

describe('it serves', () => {
  test('the folder that it is started in, when none is named', async () => {
    const server = await startServe([], { cwd: fixture.tree });
    expect(await rootsOf(server.address)).toEqual([fixture.tree]);
    await server.end();
  });

  test('several folders, each once', async () => {
    const [plain, wide] = [join(fixture.tree, 'plain'), join(fixture.tree, 'wide')];
    const server = await startServe([plain, wide, `${plain}/.`]);
    expect(await rootsOf(server.address)).toEqual([plain, wide]);
    await server.end();
  });

  test('at the port and under the name that it is given', async () => {
    const port = await findFreePort();
    const server = await startServe(['--port', String(port), '--host', 'localhost', fixture.tree]);
    expect(new URL(server.address).host).toBe(`localhost:${port}`);
    expect((await ask(server.address)).status).toBe(200);
    await server.end();
  });

  test('other machines only with a warning', async () => {
    const server = await startServe(['--host', '0.0.0.0', fixture.tree]);
    expect(server.address).not.toContain('0.0.0.0');
    await expect.poll(server.stderr).toContain('other machines can connect');
    expect((await ask(server.address, { headers: { host: 'evil.example' } })).status).toBe(403);
    await server.end();
  });
});

describe('it does not start', () => {
  const cases: [string, () => string[], number, RegExp][] = [
    [
      'for a folder that is missing',
      () => [join(fixture.tree, 'missing')],
      3,
      /missing: no such file .*check its name/,
    ],
    ['for a file', () => [makeFile()], 3, /a-file: not a directory .*name the folder that holds it/],
    [
      'for one good folder and one missing',
      () => [fixture.tree, join(fixture.tree, 'missing')],
      3,
      /missing: no such/,
    ],
    ['for an empty folder name', () => [''], 2, /a folder cannot be empty/],
    ['at a port that is none', () => ['--port', 'x'], 2, /--port/],
    ['at a port too high', () => ['--port', '65536'], 2, /65535/],
    ['at a host that is none', () => ['--host', 'a b'], 2, /--host/],
    [
      'at an address of another machine',
      () => ['--host', '192.0.2.1', fixture.tree],
      2,
      /does not have that address/,
    ],
    ['with an unknown option', () => ['--danger'], 2, /unknown option/],
  ];
  for (const [title, words, code, message] of cases) {
    test(`${title}: exit code ${code}`, async () => {
      const run = await runHectare(['serve', '--no-open', ...words()]);
      expect(run).toMatchObject({ code, stdout: Buffer.alloc(0) });
      expect(run.stderr).toMatch(message);
      expect(run.stderr).toMatch(/^hectare: [^\n]*\n(\(try: hectare serve --help\)\n)?$/);
    });
  }

  test('at a port that is in use: exit code 2', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const run = await runHectare(['serve', '--no-open', '--port', String(port), fixture.tree]);
    expect(run.code).toBe(2);
    expect(run.stderr).toBe(
      `hectare: cannot listen at 127.0.0.1:${port}: the port is in use: choose another, or none for one that is free\n`,
    );
    other.close();
  });
});

function makeFile(): string {
  const path = join(fixture.top, 'a-file');
  writeFileSync(path, '');
  return path;
}

async function rootsOf(address: string): Promise<string[]> {
  const tab = await new TestTab(await signIn(address)).connect();
  const roots = (await tab.request('roots', null)) as { path: Uint8Array }[];
  return roots.map(({ path }) => Buffer.from(path).toString());
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
