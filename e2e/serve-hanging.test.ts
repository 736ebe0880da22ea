/** Engines that compute without end: played by an entry beside the built server that never returns. */
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect } from 'vitest';
import { cliPath } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { type SignedIn, signIn, TestTab } from '../test/support/hosts/serve-client.js';
import {
  countThreads,
  isRunning,
  type ServeProcess,
  startServeThread,
} from '../test/support/hosts/serve-process.js';

const testOnLinux = testNeeding('Linux');
const spinning = `
  import { parentPort, workerData } from 'node:worker_threads';
  workerData.ending.postMessage('loaded');
  parentPort.once('message', () => {
    for (;;);
  });`;

let top: string;

beforeAll(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'hectare-hanging-')));
  cpSync(dirname(cliPath), join(top, 'node'), { recursive: true });
  writeFileSync(join(top, 'node', 'engine.js'), spinning);
});
afterAll(() => rmSync(top, { recursive: true }));

async function start(): Promise<{ server: ServeProcess; signedIn: SignedIn; idleThreads: number }> {
  const pageFolder = join(dirname(cliPath), '..', 'renderer');
  const entry = join(top, 'node', 'serve.js');
  const server = await startServeThread({ folders: [top], pageFolder, readyEngines: 0 }, entry);
  const signedIn = await signIn(server.address);
  const tab = await new TestTab(signedIn).connect();
  // why: the first folder that is looked at starts the threads with which Node reads files.
  await tab.request('folders', { parent: Buffer.from(top) });
  tab.leave();
  return { server, signedIn, idleThreads: countThreads(server)! };
}

async function hang({ server, signedIn, idleThreads }: Awaited<ReturnType<typeof start>>) {
  const tab = await new TestTab(signedIn).connect();
  void tab.open(top);
  await expect.poll(() => countThreads(server)).toBeGreaterThan(idleThreads);
  // Time for the entry to load, and to begin.
  await wait(500);
  return tab;
}

testOnLinux('an engine that hangs is terminated when its tab goes', async () => {
  const started = await start();
  const tab = await hang(started);
  tab.leave();
  await expect.poll(() => countThreads(started.server), { timeout: 5000 }).toBe(started.idleThreads);
  await started.server.end();
});

testOnLinux('the server ends within two seconds although an engine hangs', async () => {
  const started = await start();
  await hang(started);
  const before = performance.now();
  await started.server.end();
  expect(performance.now() - before).toBeLessThan(2000);
  expect(isRunning(started.server)).toBe(false);
});
