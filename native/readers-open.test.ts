import { chmodSync, mkdirSync, readdirSync, renameSync, symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildChain } from '../test/fixture/deep.js';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { asNobody } from '../test/support/readers/as-nobody.js';
import {
  backends,
  identify,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';
import { chooseReader } from './choose-reader.js';

const { ENOENT, ENOTDIR, ELOOP, EACCES } = constants.errno;
const fixture = provideEmptyFixture();
const refused = [-ENOTDIR, -ELOOP];

beforeAll(() => {
  const { tree } = fixture;
  makeFile(makeFolder(tree, 'folder'), 'inside', 1);
  makeFile(makeFolder(join(tree, 'folder'), 'deeper'), 'innermost', 1);
  makeFile(tree, 'file', 1);
  symlinkSync('folder', join(tree, 'link'));
  symlinkSync('nowhere', join(tree, 'dangling'));
  symlinkSync('self', join(tree, 'self'));
  for (const mode of [0o000, 0o111, 0o444]) {
    const locked = makeFolder(tree, `mode-${mode.toString(8)}`);
    makeFile(locked, 'inside', 1);
    makeFolder(locked, 'deeper');
    chmodSync(locked, mode);
  }
});

const namesIn = (entries: ReadEntry[] | number) =>
  typeof entries === 'number' ? entries : entries.map(({ name }) => name).sort();

const openDescriptors = () => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

describe.each(backends)('opened by the reader "%s",', (backend) => {
  test.each([
    ['what is not there', 'nothing', [-ENOENT]],
    ['a file', 'file', [-ENOTDIR]],
    ['what is below a file', 'file/x', [-ENOTDIR]],
    ['a link to a directory', 'link', refused],
    ['a link that leads nowhere', 'dangling', refused],
    ['a link to itself', 'self', refused],
    ['a name that is too long', 'x'.repeat(256), [-constants.errno.ENAMETOOLONG]],
  ])('%s is an errno', (_, path, errnos) => {
    const reader = openReader(backend, fixture.tree);
    expect(errnos).toContain(reader.open(Buffer.from(path)));
    reader.dispose();
  });

  test('the root can be read again and again', () => {
    const reader = openReader(backend, join(fixture.tree, 'folder'));
    const read = () => namesIn(readDirectory(reader, ''));
    expect([read(), read()]).toEqual([
      ['deeper', 'inside'],
      ['deeper', 'inside'],
    ]);
    reader.dispose();
  });

  test('a directory below a link is refused, or known as another one', () => {
    const reader = openReader(backend, fixture.tree);
    const found = readDirectory(reader, 'link/deeper');
    if (reader.opensBeneath) expect(refused).toContain(found);
    // Where the system cannot refuse it, the caller compares what was opened with what was enumerated.
    else expect(identify(reader, 'link/deeper')).toEqual(identify(reader, 'folder/deeper'));
    reader.dispose();
  });

  test('a directory swapped for a link is refused, or known as another one', () => {
    const folder = makeFolder(fixture.tree, `swapped-${backend}`);
    mkdirSync(join(folder, 'victim'));
    const reader = openReader(backend, folder);
    const before = identify(reader, 'victim') as ReadEntry;
    renameSync(join(folder, 'victim'), join(folder, 'moved'));
    symlinkSync(join(fixture.tree, 'folder'), join(folder, 'victim'));
    expect(refused).toContain(reader.open(Buffer.from('victim')));
    expect((identify(reader, 'moved') as ReadEntry).inode).toBe(before.inode);
    reader.dispose();
  });

  test.each([
    ['what is not there', 'nothing', ENOENT],
    ['a file', 'file', ENOTDIR],
    ['a link to itself', 'self', ELOOP],
    ['an empty name below', 'folder/nothing/', ENOENT],
  ])('%s as a root is an errno', (_, path, errno) => {
    const { reader } = chooseReader({ followLinks: false, crossMounts: false }, backend);
    expect(reader.openRoot(Buffer.from(join(fixture.tree, path)))).toBe(-errno);
  });

  test.each([
    ['a link', 'link'],
    ['a slash at its end', 'folder/'],
    ['slashes at its end', 'folder///'],
    ['dots', './link/../folder/.'],
  ])('a root with %s is read', (_, path) => {
    const reader = openReader(backend, `${fixture.tree}/${path}`);
    expect(namesIn(readDirectory(reader, ''))).toEqual(['deeper', 'inside']);
    reader.dispose();
  });

  test('what may not be read is an errno', () => {
    const [locked, searchable] = asNobody(() => {
      const reader = openReader(backend, fixture.tree);
      const found = [readDirectory(reader, 'mode-0'), readDirectory(reader, 'mode-111')];
      reader.dispose();
      return found;
    });
    expect([locked, searchable]).toEqual([-EACCES, -EACCES]);
  });

  test('what may be read but not searched has names, each of which cannot be looked at', () => {
    const entries = asNobody(() => {
      const reader = openReader(backend, fixture.tree);
      const found = readDirectory(reader, 'mode-444');
      reader.dispose();
      return found;
    });
    expect(namesIn(entries)).toEqual(['deeper', 'inside']);
    expect((entries as ReadEntry[]).map(({ errno }) => errno)).toEqual([EACCES, EACCES]);
  });

  test('a root that may be read but not searched has names, too', () => {
    const names = asNobody(() => {
      const reader = openReader(backend, join(fixture.tree, 'mode-444'));
      const found = namesIn(readDirectory(reader, ''));
      reader.dispose();
      return found;
    });
    expect(names).toEqual(['deeper', 'inside']);
  });

  test('no descriptor stays open, whether reading went well or not', () => {
    const before = openDescriptors();
    const reader = openReader(backend, fixture.tree);
    const paths = ['', 'folder', 'nothing', 'file', 'link', 'self', `${'x'.repeat(250)}/`.repeat(20)];
    for (const path of paths) readDirectory(reader, path);
    identify(reader, 'folder');
    reader.dispose();
    expect(openDescriptors()).toBe(before);
  });
});

describe.each(backends)('with paths longer than PATH_MAX, the reader "%s"', (backend) => {
  const name = 'n'.repeat(200);
  const levels = 60;
  let chain = '';
  const pathOf = (count: number) => Array.from({ length: count }, () => name).join('/');

  beforeAll(() => {
    chain = makeFolder(fixture.tree, `chain-${backend}`);
    buildChain(chain, name, levels);
  });

  test('opens what is that deep, and gives an errno for what is not there', () => {
    const before = openDescriptors();
    const reader = openReader(backend, chain);
    expect(namesIn(readDirectory(reader, pathOf(levels)))).toEqual(['leaf']);
    expect(readDirectory(reader, `${pathOf(levels)}/nothing`)).toBe(-ENOENT);
    expect(readDirectory(reader, `${pathOf(levels - 30)}/nothing/${pathOf(29)}`)).toBe(-ENOENT);
    expect(readDirectory(reader, `${pathOf(levels)}/leaf`)).toBe(-ENOTDIR);
    reader.dispose();
    expect(openDescriptors()).toBe(before);
  });

  test('opens a root that is that deep', () => {
    const reader = openReader(backend, `${chain}/${pathOf(levels)}`);
    expect(namesIn(readDirectory(reader, ''))).toEqual(['leaf']);
    reader.dispose();
  });

  test.each([
    ['a slash at the end', '/'],
    ['slashes in the middle', '//deeper'],
  ])('opens a root with %s, wherever it is divided', (_, end) => {
    for (let length = 2990; length <= 4010; length = length === 3010 ? 3990 : length + 1) {
      const reader = openReader(backend, `${padded(`${fixture.tree}/folder/`, length)}${end}`);
      expect(typeof readDirectory(reader, '')).toBe('object');
      reader.dispose();
    }
  });
});

/** The same folder by a path of exactly so many bytes, without a slash at its end. */
function padded(folder: string, length: number): string {
  const dots = './'.repeat((length - folder.length) >> 1);
  const path = `${folder}${dots}`.slice(0, -1);
  return path.length < length ? `/${path}`.padStart(length, '/') : path.slice(0, length);
}
