import { symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { isMet } from '../test/programs/requirements.js';
import { lookInto } from '../test/support/readers/file-facts.js';
import {
  identify,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';
import { MOUNT_POINT } from './entry-rows.js';

const system = vi.hoisted(() => ({ hasProc: true }));

/** A system without /proc, as macOS and Windows are. */
vi.mock('node:fs', async (importOriginal) => {
  const fs = await importOriginal<typeof import('node:fs')>();
  const isHidden = (path: unknown) => !system.hasProc && String(path).startsWith('/proc/self/');
  return {
    ...fs,
    existsSync: (path: string) => !isHidden(path) && fs.existsSync(path),
    readFileSync: (path: string, encoding: BufferEncoding) => {
      if (isHidden(path)) throw Object.assign(new Error('ENOENT'), { code: 'ENOENT' });
      return fs.readFileSync(path, encoding);
    },
  };
});

const { ENOENT, ENOTDIR, ELOOP } = constants.errno;
const fixture = provideFixture(['plain', 'names', 'hard-links', 'special']);
const slash = Buffer.from('/');

describe('without /proc, the reader "node"', () => {
  beforeAll(() => {
    system.hasProc = false;
    makeFile(makeFolder(fixture.tree, 'folder'), 'inside', 1);
    symlinkSync('folder', join(fixture.tree, 'link'));
    return () => {
      system.hasProc = true;
    };
  });

  test.each(['', 'names/as-files', 'names/as-folders', 'hard-links', 'special', 'plain'])(
    'says of everything in "%s" what node:fs says',
    (path) => {
      const reader = openReader('node', fixture.tree);
      const found = (readDirectory(reader, path) as ReadEntry[]).map(
        ({ errno: _, traits: __, ...facts }) => facts,
      );
      const directory = Buffer.concat([Buffer.from(fixture.tree), slash, Buffer.from(path)]);
      expect(found).toEqual(lookInto(directory));
      reader.dispose();
    },
  );

  test.each([
    ['what is not there', 'nothing', [-ENOENT]],
    ['a file', 'folder/inside', [-ENOTDIR]],
    ['a link', 'link', [-ENOTDIR, -ELOOP]],
  ])('does not open %s', (_, path, errnos) => {
    const reader = openReader('node', fixture.tree);
    expect(errnos).toContain(reader.open(Buffer.from(path)));
    reader.dispose();
  });

  test('opens a link where links are followed', () => {
    const reader = openReader('node', fixture.tree, { followLinks: true, crossMounts: false });
    const names = (readDirectory(reader, 'link') as ReadEntry[]).map(({ name }) => name);
    expect(names).toEqual(['inside']);
    reader.dispose();
  });

  test('leaves it to its caller to tell what was swapped, and helps with that', () => {
    const reader = openReader('node', fixture.tree);
    expect(reader.opensBeneath).toBe(false);
    const [inside] = (readDirectory(reader, '') as ReadEntry[]).filter(({ name }) => name === 'folder');
    expect(identify(reader, 'folder')).toEqual({ ...inside, name: 'itself' });
    reader.dispose();
  });

  test('says what the root is', () => {
    const reader = openReader('node', `${fixture.tree}/`);
    const { errno: _, traits, ...facts } = identify(reader, '') as ReadEntry;
    const [root] = lookInto(Buffer.from(fixture.top)).filter(({ name }) => name === 'tree');
    expect([facts, traits]).toEqual([{ ...root, name: 'itself' }, 0]);
    reader.dispose();
  });

  const suffix = isMet('Linux') ? '' : ' (skipped: needs Linux)';

  test.skipIf(!isMet('Linux'))(`takes what is on another device for a mount${suffix}`, () => {
    const reader = openReader('node', '/');
    const found = readDirectory(reader, '') as ReadEntry[];
    const device = (identify(reader, '') as ReadEntry).device;
    const elsewhere = found.filter((entry) => entry.device !== device);
    expect(elsewhere.map(({ name }) => name)).toContain('proc');
    expect(found.filter(({ traits }) => traits === MOUNT_POINT)).toEqual(elsewhere);
    reader.dispose();
  });
});
