import { symlinkSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFolder } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { lookInto } from '../test/support/readers/file-facts.js';
import {
  backends,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';

const { ENOENT, ELOOP, ENAMETOOLONG, ENOTDIR } = constants.errno;
const fixture = provideFixture(['symbolic-links']);
const following = { followLinks: true, crossMounts: false };
const links = 'symbolic-links/links';

const byName = (a: { name: string }, b: { name: string }) => (a.name < b.name ? -1 : 1);

describe.each(backends)('where links are followed, the reader "%s"', (backend) => {
  test('says what they lead to, or why they lead nowhere', () => {
    const reader = openReader(backend, fixture.tree, following);
    const found = (readDirectory(reader, links) as ReadEntry[]).sort(byName);
    const broken = new Map(found.filter(({ errno }) => errno !== 0).map(({ name, errno }) => [name, errno]));
    expect(Object.fromEntries([...broken].filter(([name]) => !name.startsWith('hop-')))).toEqual({
      dangling: ENOENT,
      'dangling-with-block': ENOENT,
      'mutual-a': ELOOP,
      'mutual-b': ELOOP,
      'name-too-long': ENAMETOOLONG,
      self: ELOOP,
      'slash-after-file': ENOTDIR,
    });
    const expected = lookInto(Buffer.from(join(fixture.tree, links)), false).map(({ name }) => name);
    expect(found.map(({ name }) => name)).toEqual(expected.sort());
    reader.dispose();
  });

  test('follows chains of 40 links and no longer ones, as the system does', () => {
    const reader = openReader(backend, fixture.tree, following);
    const found = readDirectory(reader, links) as ReadEntry[];
    const hops = found.filter(({ name }) => name.startsWith('hop-')).sort(byName);
    expect(hops.map(({ errno }) => errno)).toEqual(hops.map((_, hop) => (hop < 40 ? 0 : ELOOP)));
    reader.dispose();
  });

  test('says the same as node:fs of what can be followed', () => {
    const folder = makeFolder(fixture.top, `followed-${backend}`);
    symlinkSync(join(fixture.tree, links, 'target'), join(folder, 'to-file'));
    symlinkSync(join(fixture.tree, links), join(folder, 'to-folder'));
    const reader = openReader(backend, folder, following);
    const found = (readDirectory(reader, '') as ReadEntry[]).map(
      ({ errno: _, traits: __, ...facts }) => facts,
    );
    expect(found.sort(byName)).toEqual(lookInto(Buffer.from(folder), true).sort(byName));
    reader.dispose();
  });

  test('opens a directory through them', () => {
    const reader = openReader(backend, fixture.tree, following);
    const names = (path: string) =>
      (readDirectory(reader, path) as ReadEntry[]).map(({ name }) => name).sort();
    expect(names(`${links}/to-folder/again/up/folder`)).toEqual(['again', 'inside', 'up']);
    expect(reader.open(Buffer.from(`${links}/dangling`))).toBe(-ENOENT);
    expect(reader.open(Buffer.from(`${links}/self`))).toBe(-ELOOP);
    reader.dispose();
  });
});
