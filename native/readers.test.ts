import { spawnSync } from 'node:child_process';
import { opendirSync, readdirSync, statSync, truncateSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeFile, makeFolder, runTool } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { factsOf, lookInto } from '../test/support/readers/file-facts.js';
import {
  backends,
  entryOf,
  identify,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';
import { EntryRows } from './entry-rows.js';

const fixture = provideFixture([
  'plain',
  'hard-links',
  'sparse',
  'names',
  'special',
  'times',
  'wide',
  'blocks',
]);
const slash = Buffer.from('/');

/** Every directory below a root, relative to it, the root first. */
function directoriesBelow(root: Buffer): Buffer[] {
  const found = [Buffer.alloc(0)];
  for (const relative of found) {
    const path = relative.length === 0 ? root : Buffer.concat([root, slash, relative]);
    for (const entry of readdirSync(path, { withFileTypes: true, encoding: 'buffer' })) {
      if (!entry.isDirectory()) continue;
      found.push(relative.length === 0 ? entry.name : Buffer.concat([relative, slash, entry.name]));
    }
  }
  return found;
}

const readable = (entries: ReadEntry[] | number) => {
  if (typeof entries === 'number') throw new Error(`errno ${-entries}`);
  expect(entries.filter(({ errno, traits }) => errno !== 0 || traits !== 0)).toEqual([]);
  return entries.map(({ errno: _, traits: __, ...facts }) => facts);
};

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

describe.each(backends)('the reader "%s"', (backend) => {
  test('says of every entry of a hostile tree what node:fs says', () => {
    const root = Buffer.from(fixture.tree);
    const directories = directoriesBelow(root);
    expect(directories.length).toBeGreaterThan(100);
    const reader = openReader(backend, root);
    let entries = 0;
    for (const directory of directories) {
      const found = readable(readDirectory(reader, directory));
      const expected = lookInto(Buffer.concat([root, slash, directory]));
      expect(found.sort(byName)).toEqual(expected.sort(byName));
      entries += found.length;
    }
    expect(entries).toBeGreaterThan(20_000);
    reader.dispose();
  }, 60_000);

  test('names every entry once, however many calls it takes', () => {
    const reader = openReader(backend, fixture.tree);
    const names = readable(readDirectory(reader, 'wide/wide')).map(({ name }) => name);
    expect([names.length, new Set(names).size]).toEqual([20_000, 20_000]);
    reader.dispose();
  });

  test('says what an open directory is, the root included', () => {
    const reader = openReader(backend, fixture.tree);
    for (const path of ['', 'sparse', 'names']) {
      const { errno: _, traits: __, ...facts } = identify(reader, path) as ReadEntry;
      expect(facts).toEqual(factsOf('itself', statSync(join(fixture.tree, path), { bigint: true })));
    }
    reader.dispose();
  });

  test('completes rows whose names are whole paths', () => {
    const reader = openReader(backend, fixture.tree);
    const rows = new EntryRows(3, 8192);
    const paths = [join(fixture.tree, 'plain'), join(fixture.tree, 'nothing'), fixture.outside];
    for (const path of paths) rows.appendName(Buffer.from(path), 0);
    reader.statPaths(rows, 0, 3);
    const found = [0, 1, 2].map((row) => entryOf(rows, row));
    expect(found.map(({ errno }) => errno)).toEqual([0, constants.errno.ENOENT, 0]);
    for (const row of [0, 2]) {
      const { errno: _, traits: __, ...facts } = found[row]!;
      expect(facts).toEqual(factsOf(paths[row]!, statSync(paths[row]!, { bigint: true })));
    }
    reader.dispose();
  });
});

test.each(backends.filter((backend) => backend !== 'node'))(
  'the reader "%s" names entries in the order of the system',
  (backend) => {
    const folder = opendirSync(join(fixture.tree, 'wide', 'wide'));
    const names: string[] = [];
    for (let entry = folder.readSync(); entry; entry = folder.readSync()) names.push(entry.name);
    folder.closeSync();
    const reader = openReader(backend, fixture.tree);
    const found = readable(readDirectory(reader, 'wide/wide')).map(({ name }) => name);
    expect(found.join('\n') === names.join('\n')).toBe(true);
    reader.dispose();
  },
);

describe.each(backends)('the reader "%s" keeps what does not fit into 32 bits', (backend) => {
  let folder = '';

  beforeAll(() => {
    folder = makeFolder(fixture.top, `wide-numbers-${backend}`);
    truncateSync(makeFile(folder, 'sparse', 0), 2 ** 32 + 1);
    for (const [name, time] of [
      ['before-1970', '-1.25'],
      ['1901', '-2147483649.000000001'],
      ['2106', '4294967296.999999999'],
    ] as const) {
      runTool('touch', '-d', `@${time}`, makeFile(folder, name, 1));
    }
  });

  test('lengths and times', () => {
    const reader = openReader(backend, folder);
    const found = new Map(readable(readDirectory(reader, '')).map((entry) => [entry.name, entry]));
    reader.dispose();
    expect(found.get('sparse')).toMatchObject({ apparentBytes: 2n ** 32n + 1n, blocks: 0n });
    expect(found.get('before-1970')?.mtime).toBe(-1_250_000_000n);
    // A file system may clamp what is before 1901 or after 2106, but it says so to everyone.
    const stat = spawnSync('stat', ['-c', '%.9Y', join(folder, '1901'), join(folder, '2106')], {
      encoding: 'utf8',
    });
    if (stat.status !== 0) return;
    const times = stat.stdout
      .trim()
      .split('\n')
      .map((text) => BigInt(text.replace('.', '')));
    expect([found.get('1901')?.mtime, found.get('2106')?.mtime]).toEqual(times);
  });
});
