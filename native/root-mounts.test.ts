import { describe, expect, test } from 'vitest';
import { MountTable, parseMountInfo } from './mount-table.js';
import { RootMounts } from './root-mounts.js';

/** The machine: the root's file system, and one more disk, with what each test adds. */
const disks = ['1 0 8:1 / / rw - ext4 /dev/sda1 rw', '2 1 8:2 / /data rw - ext4 /dev/sdb1 rw'];

function mountsBelow(root: string, lines: readonly string[], crossMounts = false): RootMounts {
  return new RootMounts(
    new MountTable(parseMountInfo([...disks, ...lines].join('\n'))),
    root,
    undefined,
    crossMounts,
  );
}

const describeAll = ({ all }: RootMounts) =>
  all
    .map(({ kind, path, source }) => [path, kind, ...(source === undefined ? [] : [source])].join(' '))
    .sort();

describe('below /data/r, what is mounted', () => {
  test.each<[title: string, lines: string[], expected: string[]]>([
    ['from elsewhere on its file system belongs in', ['9 2 8:2 /other /data/r/x rw - ext4 d rw'], ['x own']],
    ['from inside is an alias', ['9 2 8:2 /r/a/b /data/r/x rw - ext4 d rw'], ['x alias a/b']],
    ['from the root itself is an alias of it', ['9 2 8:2 /r /data/r/a/b rw - ext4 d rw'], ['a/b alias ']],
    ['on its own source belongs in', ['9 2 8:2 /r/self /data/r/self rw - ext4 d rw'], ['self own']],
    [
      'from below a folder that another mount hides belongs in',
      ['8 2 0:50 / /data/r/a rw - tmpfs t rw', '9 2 8:2 /r/a/b /data/r/x rw - ext4 d rw'],
      ['a other', 'x own'],
    ],
    [
      'twice from elsewhere belongs in once, at the path that sorts first',
      ['8 2 8:2 /other /data/r/y rw - ext4 d rw', '9 2 8:2 /other /data/r/x rw - ext4 d rw'],
      ['x own', 'y alias x'],
    ],
    [
      'from inside of what is mounted from elsewhere is an alias of that',
      ['8 2 8:2 /other/deep /data/r/x rw - ext4 d rw', '9 2 8:2 /other /data/r/y rw - ext4 d rw'],
      ['x alias y/deep', 'y own'],
    ],
    [
      'from a folder that was removed has no other path',
      ['9 2 8:2 /r/gone//deleted /data/r/x rw - ext4 d rw'],
      ['x own'],
    ],
    ['of another file system is none of it', ['9 2 0:50 / /data/r/x rw - tmpfs t rw'], ['x other']],
    ['by the kernel is none of it', ['9 2 0:50 / /data/r/x rw - proc p rw'], ['x kernel']],
    ['beside it does not matter', ['9 2 8:2 /r /data/r2 rw - ext4 d rw'], []],
    [
      'and covered by another mount is not reached',
      ['8 2 8:2 /other /data/r/x/y rw - ext4 d rw', '9 2 0:50 / /data/r/x rw - tmpfs t rw'],
      ['x other'],
    ],
    [
      'and stacked is what lies on top',
      ['8 2 8:2 /other /data/r/x rw - ext4 d rw', '9 8 0:50 / /data/r/x rw - tmpfs t rw'],
      ['x other'],
    ],
    [
      'in what is mounted belongs in too',
      ['8 2 8:2 /other /data/r/x rw - ext4 d rw', '9 8 8:2 /third /data/r/x/y rw - ext4 d rw'],
      ['x own', 'x/y own'],
    ],
  ])('%s', (_, lines, expected) => {
    expect(describeAll(mountsBelow('/data/r', lines))).toEqual(expected);
  });

  test('shows the root once more where it holds it', () => {
    const holding = mountsBelow('/data/r', ['9 2 8:2 / /data/r/x rw - ext4 d rw']);
    expect([describeAll(holding), holding.showsRootAgain]).toEqual([['x own'], true]);
    expect(mountsBelow('/data/r', ['9 2 8:2 /other /data/r/x rw - ext4 d rw']).showsRootAgain).toBe(false);
  });

  test('twice from another file system is entered once where mounts are crossed', () => {
    const lines = ['8 2 0:50 / /data/r/y rw - tmpfs t rw', '9 2 0:50 / /data/r/x rw - tmpfs t rw'];
    expect(describeAll(mountsBelow('/data/r', lines, true))).toEqual(['x other', 'y alias x']);
    expect(describeAll(mountsBelow('/data/r', lines))).toEqual(['x other', 'y other']);
  });
});

test('below / a disk is another file system, and a part of / is an alias', () => {
  const mounts = mountsBelow('/', ['9 1 8:1 /usr /srv/usr rw - ext4 d rw']);
  expect(describeAll(mounts)).toEqual(['data other', 'srv/usr alias usr']);
  expect([...mounts.inDirectory('srv')!.keys()]).toEqual(['usr']);
  expect([...mounts.inDirectory('')!.keys()]).toEqual(['data']);
});
