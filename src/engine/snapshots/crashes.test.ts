import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishedScan } from '../../../test/support/trees/finished-scan.js';
import { largeTree } from '../../../test/support/trees/large-tree.js';
import { SnapshotStore } from './store.js';

const program = fileURLToPath(new URL('../../../test/support/snapshots/save-forever.ts', import.meta.url));
const entries = 30_000;
const rounds = 8;
const root = Buffer.from('/root');
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-crash-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Starts a process that saves without end, and waits for the first snapshot. */
async function startSaving(perRoot: number): Promise<ChildProcess> {
  const words = ['--import', 'tsx', program, folder, `${entries}`, `${perRoot}`];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout!, 'data');
  return child;
}

test('whenever writers are killed, whole snapshots are there and nothing else is taken for one', async () => {
  const store = new SnapshotStore(folder, ({ path, problem }) => {
    throw new Error(`${path}: ${problem.message}`);
  });
  let cutShort = 0;
  for (let round = 0; round < rounds; round++) {
    const children = await Promise.all([startSaving(3), startSaving(3)]);
    await setTimeout(Math.random() * 80);
    for (const child of children) child.kill('SIGKILL');
    await Promise.all(children.map((child) => once(child, 'close')));
    const places = await store.find('');
    expect(places.length).toBeGreaterThan(0);
    for (const place of places) expect((await store.load(place))?.tree.nodes.count).toBe(entries + 1);
    cutShort += parts().length;
    await store.save(finishedScan(largeTree(10), '/root', { started: Date.now() }));
    expect(parts()).toEqual([]);
    for (const place of await store.find('')) await store.delete(place);
  }
  expect(cutShort).toBeGreaterThan(0);
}, 120_000);

const parts = (): string[] =>
  readdirSync(folder).flatMap((name) =>
    readdirSync(join(folder, name)).filter((file) => file.endsWith('.part')),
  );

test('two processes at once keep of both what is not too old, and harm each other in nothing', async () => {
  const children = await Promise.all([startSaving(4), startSaving(4)]);
  const store = new SnapshotStore(folder, ({ path, problem }) => {
    throw new Error(`${path}: ${problem.message}`);
  });
  for (let look = 0; look < 40; look++) {
    const newest = await store.newest(root, { followLinks: false, crossMounts: false, exclude: [] });
    expect(newest?.tree.nodes.count).toBe(entries + 1);
    expect((await store.list(root)).length).toBeGreaterThan(0);
  }
  expect(children.map(({ exitCode }) => exitCode)).toEqual([null, null]);
  for (const child of children) child.kill('SIGKILL');
  await Promise.all(children.map((child) => once(child, 'close')));
  // Each keeps 4, and may have written one more before it looked.
  expect((await store.list(root)).length).toBeLessThanOrEqual(6);
}, 60_000);
