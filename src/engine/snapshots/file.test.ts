import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { firstFormat } from '../../../test/support/snapshots/first-format.js';
import { forge, mutations } from '../../../test/support/snapshots/forged-snapshot.js';
import { headerOf } from '../../../test/support/snapshots/snapshot-header.js';
import { largeTree } from '../../../test/support/trees/large-tree.js';
import { buildTree, entryDrafts, everythingOf } from '../../../test/support/trees/random-tree.js';
import { walkTree } from '../../../test/support/trees/tree-contents.js';
import { Tree } from '../../core/tree/tree.js';
import { readHeader, readSnapshot, type Snapshot, SnapshotProblem, writeSnapshot } from './file.js';

const folder = mkdtempSync(join(tmpdir(), 'hectare-snapshot-'));
const path = join(folder, 'a');
afterAll(() => rmSync(folder, { recursive: true }));

async function write(tree: Tree, followLinks = false, header = headerOf(tree, followLinks)): Promise<Buffer> {
  const file = await open(path, 'w');
  await writeSnapshot(file, { header, tree });
  await file.close();
  return readFileSync(path);
}

async function read(bytes?: Uint8Array): Promise<Snapshot> {
  if (bytes) writeFileSync(path, bytes);
  const file = await open(path, 'r');
  try {
    return await readSnapshot(file);
  } finally {
    await file.close();
  }
}

async function refusal(bytes: Uint8Array): Promise<string> {
  const error = await read(bytes).then(
    () => undefined,
    (problem: unknown) => problem,
  );
  if (!(error instanceof SnapshotProblem)) throw error ?? new Error('it was taken');
  return `${error.reason}: ${error.message}`;
}

describe('a snapshot', () => {
  test('is read as it was written', async () => {
    await fc.assert(
      fc.asyncProperty(entryDrafts, fc.boolean(), async (drafts, followLinks) => {
        const tree = buildTree(drafts, { followLinks });
        await write(tree, followLinks);
        const snapshot = await read();
        expect(everythingOf(snapshot.tree)).toEqual(everythingOf(tree));
        expect(snapshot.header).toEqual(headerOf(tree, followLinks));
      }),
      { numRuns: 200 },
    );
  }, 60_000);

  test('of more rows than a block holds is read as it was written', async () => {
    const tree = largeTree(200_000);
    await write(tree);
    expect(everythingOf((await read()).tree)).toEqual(everythingOf(tree));
  }, 60_000);

  test('of the first format is read: its entries have no birth times', async () => {
    const { tree } = await read(firstFormat);
    const facts = walkTree(tree).map(([name, node]) => {
      const { nodes } = tree;
      return [name, nodes.mode(node), nodes.links(node), nodes.apparentBytes(node), nodes.birth(node)];
    });
    expect(facts).toEqual([
      ['', 0o40755, 3, 4096n, 0],
      ['folder', 0o40755, 2, 4096n, 0],
      ['folder/file', 0o100644, 2, 5n, 0],
      ['link', 0o100644, 2, 5n, 0],
      ['symlink', 0o120777, 1, 7n, 0],
    ]);
    expect(tree.hardLinks).toEqual({ files: 1, paths: 2, duplicateBytes: 4096n });
    // Written again, it is of the present format.
    expect((await write(tree)).readUInt32LE(8)).toBe(2);
    expect(everythingOf((await read()).tree)).toEqual(everythingOf(tree));
  });

  test('tells of itself without being read', async () => {
    const tree = largeTree(1000);
    await write(tree);
    const file = await open(path, 'r');
    expect(await readHeader(file)).toEqual(headerOf(tree, false));
    await file.close();
  });
});

describe('what is no snapshot', () => {
  const tree = largeTree(70_000);

  test('is refused with a reason', async () => {
    const bytes = await write(tree);
    expect(await refusal(Buffer.from('%PDF-1.4 something else'))).toBe('foreign: it is no snapshot');
    expect(await refusal(new Uint8Array())).toBe('damaged: it is cut off');
    expect(await refusal(Buffer.concat([bytes, Buffer.of(0)]))).toBe('damaged: something follows its end');
    const newer = Buffer.from(bytes);
    newer.writeUInt32LE(3, 8);
    expect(await refusal(newer)).toBe('newer: a newer version of hectare wrote it (format 3)');
  });

  test('because it holds other than its header tells, is refused', async () => {
    const small = largeTree(300);
    const header = headerOf(small, false);
    for (const [name, value] of Object.entries(header.totals)) {
      const other = typeof value === 'bigint' ? value + 1n : value + 1;
      const bytes = await write(small, false, { ...header, totals: { ...header.totals, [name]: other } });
      expect(await refusal(bytes), name).toBe('damaged: its totals are not those of its entries');
    }
    expect(await refusal(await write(new Tree(), false, header))).toBe('damaged: it holds nothing');
  });

  test('because its root has a path of megabytes, is refused', async () => {
    const small = largeTree(3);
    const header = { ...headerOf(small, false), root: new Uint8Array(12_000_000).fill(97) };
    expect(await refusal(await write(small, false, header))).toBe('damaged: its header is broken');
  });

  test('because a folder in it ends again and again, is refused before that takes memory', async () => {
    const small = largeTree(3);
    for (let failure = 0; failure < 2000; failure++) small.failDirectory(0, 13);
    expect(await refusal(await write(small))).toBe('damaged: a folder ends more often than any does');
  });

  test('because it is cut off anywhere, is refused', async () => {
    const bytes = await write(tree);
    const lengths = [0, 7, 8, 12, 16, 17, 200, bytes.length - 1, bytes.length - 32, bytes.length - 64];
    for (let length = 300; length < bytes.length; length += 4999) lengths.push(length);
    for (const length of lengths) expect(await refusal(bytes.subarray(0, length))).toMatch(/^damaged: /);
  }, 60_000);

  test('because of any bit, is refused', async () => {
    const bytes = await write(largeTree(300));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.nat(7), async (at, bit) => {
        const flipped = Buffer.from(bytes);
        flipped[at]! ^= 1 << bit;
        expect(await refusal(flipped)).toMatch(/^(damaged|foreign|newer): /);
      }),
      { numRuns: 2000 },
    );
  }, 60_000);

  test('though all checksums are right, is refused, or makes a tree that is whole', async () => {
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(entryDrafts, mutations, async (drafts, changes) => {
        const bytes = await write(buildTree(drafts, { followLinks: false }));
        const forged = forge(bytes, changes);
        const outcome = await read(forged).catch((error: unknown) => error);
        if (outcome instanceof SnapshotProblem) return;
        if (outcome instanceof Error) throw outcome;
        taken++;
        const { tree } = outcome as Snapshot;
        expect(walkTree(tree)).toHaveLength(tree.nodes.count);
        expect(walkTree(tree).every(([path]) => !/(^|\/)\.{0,2}(\/|$)/.test(path) || path === '')).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(taken).toBeGreaterThan(0);
  }, 120_000);
});
