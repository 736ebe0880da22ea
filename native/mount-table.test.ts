import { describe, expect, test } from 'vitest';
import { type Mount, MountTable, parseMountInfo } from './mount-table.js';

describe('a line of mountinfo', () => {
  test.each<[title: string, line: string, expected: Omit<Mount, 'isKernel'>]>([
    [
      'as the manual page has it',
      '36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue',
      { id: 36, parent: 35, root: '/mnt1', device: '98:0', path: '/mnt2', type: 'ext3' },
    ],
    [
      'without optional fields',
      '1 1 0:1 / / rw - rootfs rootfs rw',
      { id: 1, parent: 1, root: '/', device: '0:1', path: '/', type: 'rootfs' },
    ],
    [
      'with several optional fields',
      '99 1 8:1 / /x rw shared:1 master:2 propagate_from:3 unbindable - ext4 /dev/sda1 rw',
      { id: 99, parent: 1, root: '/', device: '8:1', path: '/x', type: 'ext4' },
    ],
    [
      'with a space, a tab, a line feed, a backslash and a hash',
      '5 1 8:1 /r\\040r /a\\040b\\011c\\012d\\134e\\043f rw - xfs /dev/sdb rw',
      { id: 5, parent: 1, root: '/r r', device: '8:1', path: '/a b\tc\nd\\e#f', type: 'xfs' },
    ],
    [
      'with an escaped backslash before digits',
      '5 1 8:1 / /a\\134040 rw - xfs /dev/sdb rw',
      { id: 5, parent: 1, root: '/', device: '8:1', path: '/a\\040', type: 'xfs' },
    ],
    [
      'with a dash in every field',
      '7 1 8:1 /- /- - - - fuse.a-b - -',
      { id: 7, parent: 1, root: '/-', device: '8:1', path: '/-', type: '-' },
    ],
    [
      'with bytes above 127 as they are',
      '8 1 8:1 / /\u00e9\u00ff rw - ext4 /dev/sda1 rw',
      { id: 8, parent: 1, root: '/', device: '8:1', path: '/\u00e9\u00ff', type: 'ext4' },
    ],
    [
      'with a dot in its type',
      '9 1 0:9 / /f rw - fuse.sshfs host: rw',
      { id: 9, parent: 1, root: '/', device: '0:9', path: '/f', type: 'fuse.sshfs' },
    ],
    [
      'without a source',
      '10 1 0:9 / /n rw - tmpfs  rw',
      { id: 10, parent: 1, root: '/', device: '0:9', path: '/n', type: 'tmpfs' },
    ],
  ])('%s', (_, line, expected) => {
    expect(parseMountInfo(`${line}\n`)).toEqual([{ ...expected, isKernel: false }]);
  });

  test.each(['', '\n', 'nonsense', '36 35 98:0 /mnt1 /mnt2 rw,noatime master:1'])(
    'like %j is no mount',
    (line) => {
      expect(parseMountInfo(line)).toEqual([]);
    },
  );
});

test('file systems with storage are named once, at their shortest path', () => {
  const table = new MountTable(
    parseMountInfo(
      [
        '1 0 8:1 / / rw - ext4 /dev/sda1 rw',
        '2 1 8:1 /srv /mnt/bound rw - ext4 /dev/sda1 rw',
        '3 1 8:2 / /home/deep rw - xfs /dev/sda2 rw',
        '4 1 8:2 / /home rw - xfs /dev/sda2 rw',
        '5 1 0:5 / /proc rw - proc proc rw',
        '6 1 7:1 / /snap/x rw - squashfs /dev/loop1 ro',
        '7 1 0:7 / /tmp rw - tmpfs tmpfs rw',
        '8 1 0:8 / /far rw - nfs4 host:/ rw',
      ].join('\n'),
    ),
  );
  expect(table.storagePaths()).toEqual(['/', '/home']);
});

test('every line of this machine is understood', () => {
  const table = MountTable.read();
  expect(table.known).toBe(process.platform === 'linux');
});
