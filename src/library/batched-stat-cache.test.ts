import { lstatSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../../test/fixture/files.js';
import { provideFixture } from '../../test/fixture/provide-fixture.js';
import { localScanners } from '../../test/support/scanners/local-scanners.js';
import { createPortPair } from '../../test/support/scanners/port-pair.js';
import { plainMetadata } from '../../test/support/trees/plain-entries.js';
import { listBatched } from './batched-listing.js';
import { StatCache } from './batched-stat-cache.js';
import { FileListWalker } from './file-list-walker.js';
import type { StatResult } from './stat-batch.js';

const fixture = provideFixture(['plain', 'names', 'wide']);
const spawn = localScanners();
const walk = (folder: string) => new FileListWalker(`${fixture.tree}/${folder}`).collect();

const sizeOf = (result: StatResult | undefined) =>
  result && 'apparentBytes' in result ? result.apparentBytes : undefined;

describe('a batch of stats', () => {
  test('keeps the order of the paths, whatever their names', async () => {
    const entries = walk('names').toReversed();
    const cache = new StatCache(spawn, { scanners: 3 });
    const results = await cache.statBatch(entries.map(({ fullPath }) => fullPath));
    expect(results.map((result) => plainMetadata(result as never))).toEqual(
      entries.map(({ metadata }) => plainMetadata(metadata!)),
    );
    expect(cache.size).toBe(entries.length);
  });

  test('may be larger than what scanners take at a time', async () => {
    const entries = walk('wide');
    const cache = new StatCache(spawn, { scanners: 2 });
    const results = await cache.statBatch(entries.map(({ fullPath }) => fullPath));
    expect(results.findIndex((result, at) => sizeOf(result) !== entries[at]!.metadata!.apparentBytes)).toBe(
      -1,
    );
  });

  test('is not spoilt by paths that fail', async () => {
    const there = makeFile(fixture.tree, 'there', 77);
    const bad = [`${fixture.tree}/nowhere`, `${there}/below`, `${there}\0`, '', 'x'.repeat(40_000)];
    const cache = new StatCache(spawn);
    const results = await cache.statBatch([there, ...bad, there]);
    const codes = results.map((result) => ('code' in result ? result.code : undefined));
    expect(codes).toEqual([undefined, 'ENOENT', 'ENOTDIR', 'EINVAL', 'ENOENT', 'ENAMETOOLONG', undefined]);
    expect(results[1]).toMatchObject({ path: bad[0], message: expect.stringContaining('no such file') });
    expect(results[0]).toBe(results[6]);
    expect(cache.size).toBe(1);
  });

  test('asks only for what is not cached, and again after clear', async () => {
    const path = makeFile(fixture.tree, 'changing', 10);
    const cache = new StatCache(spawn);
    const [first] = await cache.statBatch([path]);
    makeFile(fixture.tree, 'changing', 20);
    const [second] = await cache.statBatch([path]);
    expect(second).toBe(first);
    cache.clear();
    expect(cache.size).toBe(0);
    const [third] = await cache.statBatch([path]);
    expect(sizeOf(third)).toBe(20n);
    expect(sizeOf(first)).toBe(10n);
  });

  test('shares objects with other batches at the same time', async () => {
    const paths = walk('plain').map(({ fullPath }) => fullPath);
    const cache = new StatCache(spawn);
    const [one, other] = await Promise.all([cache.statBatch(paths), cache.statBatch(paths.toReversed())]);
    expect(one.every((result, at) => result === other.at(-1 - at))).toBe(true);
    expect(one.every((result, at) => result === cache.get(paths[at]!))).toBe(true);
    expect(cache.size).toBe(paths.length);
  });

  test.each([false, true])('is about links or what they lead to: followLinks %s', async (followLinks) => {
    const path = `${fixture.tree}/link-${followLinks}`;
    symlinkSync('.', path);
    const [result] = await new StatCache(spawn, { followLinks }).statBatch([path]);
    expect(result).toHaveProperty('kind', followLinks ? 'directory' : 'symlink');
  });

  test('has the device that node:fs gives', async () => {
    const [result] = await new StatCache(spawn).statBatch(['/dev/null', fixture.tree]);
    expect(result).toHaveProperty('device', lstatSync('/dev/null', { bigint: true }).dev);
  });

  test('of nothing is nothing', async () => {
    expect(await new StatCache(spawn).statBatch([])).toEqual([]);
  });

  test('can follow close', async () => {
    const cache = new StatCache(spawn);
    const underway = cache.statBatch([fixture.tree]);
    cache.close();
    const [result] = await underway;
    cache.clear();
    const [again] = await cache.statBatch([fixture.tree]);
    expect(again).toHaveProperty('inode', (result as { inode: bigint }).inode);
  });

  test('rejects when a scanner crashes, and the next one starts another', async () => {
    let crashes = 1;
    const cache = new StatCache(() => {
      if (crashes-- <= 0) return spawn();
      const [near, far] = createPortPair();
      far.listen(() => far.close('out of memory'));
      return Object.assign(near, { ref: () => undefined, unref: () => undefined });
    });
    await expect(cache.statBatch([fixture.tree])).rejects.toThrow('out of memory');
    expect(await cache.statBatch([fixture.tree])).toHaveLength(1);
  });
});

describe('cached metadata', () => {
  const metadata = () => walk('plain')[0]!.metadata!;

  test('is the object that was inserted', async () => {
    const cache = new StatCache(spawn);
    const [one, other] = [metadata(), metadata()];
    cache.insert('some/path', one);
    expect(cache.get('some/path')).toBe(one);
    expect(await cache.statBatch(['some/path'])).toEqual([one]);
    cache.insert('some/path', other);
    expect(cache.get('some/path')).toBe(other);
    expect([cache.size, cache.get('some')]).toEqual([1, undefined]);
  });

  test('is replaced where it was stat\u2019ed before, and what was given out stays', async () => {
    const cache = new StatCache(spawn);
    const [found] = await cache.statBatch([fixture.tree]);
    const inserted = metadata();
    cache.insert(fixture.tree, inserted);
    expect(cache.get(fixture.tree)).toBe(inserted);
    expect(found).not.toBe(inserted);
    expect(found).toHaveProperty('inode', lstatSync(fixture.tree, { bigint: true }).ino);
    expect(cache.size).toBe(1);
  });
});

describe('a cache that takes in a listing', () => {
  test('shares all its metadata, also of names that are not UTF-8', async () => {
    const cache = new StatCache(spawn);
    const entries = await listBatched(fixture.tree, { cache }, spawn);
    expect(cache.size).toBe(entries.length);
    expect(entries.findIndex((entry) => cache.get(entry.fullPath) !== entry.metadata)).toBe(-1);
    const [shared] = await cache.statBatch([entries[5]!.fullPath]);
    expect(shared).toBe(entries[5]!.metadata);
  });

  test('forgets what it held below the root, and nothing else', async () => {
    const cache = new StatCache(spawn);
    const folder = makeFolder(fixture.tree, 'listed-again');
    const beside = makeFile(fixture.tree, 'listed-again-beside', 1);
    const [known] = walk('plain');
    cache.insert(`${folder}/gone`, known!.metadata!);
    cache.insert(folder, known!.metadata!);
    const [kept] = await cache.statBatch([beside]);
    makeFile(folder, 'new', 5);
    const entries = await listBatched(folder, { cache }, spawn);
    expect(cache.get(`${folder}/gone`)).toBeUndefined();
    expect(cache.get(folder)).toBe(entries[0]!.metadata);
    expect(cache.get(`${folder}/new`)).toBe(entries[1]!.metadata);
    expect(cache.get(beside)).toBe(kept);
    expect(cache.size).toBe(3);
  });

  test('takes in a part of what it holds, and the whole again', async () => {
    const cache = new StatCache(spawn);
    const whole = await listBatched(fixture.tree, { cache }, spawn);
    const part = await listBatched(`${fixture.tree}/plain`, { cache }, spawn);
    expect(cache.size).toBe(whole.length);
    expect(part.every((entry) => cache.get(entry.fullPath) === entry.metadata)).toBe(true);
    const again = await listBatched(fixture.tree, { cache }, spawn);
    expect(cache.size).toBe(again.length);
    expect(again.findIndex((entry) => cache.get(entry.fullPath) !== entry.metadata)).toBe(-1);
    expect(whole[1]!.metadata!.inode).toBe(again[1]!.metadata!.inode);
  });

  test('finds paths below a root that ends in a slash', async () => {
    const cache = new StatCache(spawn);
    const entries = await listBatched(`${fixture.tree}/plain/`, { cache }, spawn);
    expect(entries.every((entry) => cache.get(entry.fullPath) === entry.metadata)).toBe(true);
  });
});
