import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isMet } from '../test/programs/requirements.js';
import {
  backends,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';
import { KERNEL_MOUNT, MOUNT_POINT } from './entry-rows.js';
import { parseMountInfo } from './mount-table.js';

const hasProc = isMet('Linux') && parseMountInfo(readFileSync('/proc/self/mountinfo', 'latin1')).length > 1;
const suffix = hasProc ? '' : ' (skipped: needs Linux with /proc)';

/** The names in the root folder of this machine on which something is mounted, and the types of that. */
function mountsInRoot(): Map<string, string> {
  const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'latin1'));
  const inRoot = mounts.filter(({ path }) => /^\/[^/]+$/.test(path));
  return new Map(inRoot.map(({ path, type }) => [path.slice(1), type]));
}

describe.skipIf(!hasProc).each(backends)(`the reader "%s" marks mounts${suffix}`, (backend) => {
  test('in the root folder of this machine, and nothing else', () => {
    const reader = openReader(backend, '/');
    const found = (readDirectory(reader, '') as ReadEntry[]).filter(({ traits }) => traits !== 0);
    expect(found.map(({ name }) => name).sort()).toEqual([...mountsInRoot().keys()].sort());
    reader.dispose();
  });

  test('of the kernel as such', () => {
    const reader = openReader(backend, '/');
    const found = readDirectory(reader, '') as ReadEntry[];
    expect(found.find(({ name }) => name === 'proc')?.traits).toBe(MOUNT_POINT | KERNEL_MOUNT);
    const onDisk = [...mountsInRoot()].filter(([, type]) => ['ext4', 'xfs', 'btrfs', 'tmpfs'].includes(type));
    for (const [name] of onDisk) expect(found.find((entry) => entry.name === name)?.traits).toBe(MOUNT_POINT);
    reader.dispose();
  });

  test('in any other folder, of whatever kind they are', () => {
    const mounts = parseMountInfo(readFileSync('/proc/self/mountinfo', 'latin1'));
    const below = mounts.filter(({ path }) => /^\/dev\/[^/]+$/.test(path)).map(({ path }) => path.slice(5));
    const reader = openReader(backend, '/dev');
    const found = readDirectory(reader, '') as ReadEntry[];
    const marked = found.filter(({ traits }) => (traits & MOUNT_POINT) !== 0).map(({ name }) => name);
    expect(marked.sort()).toEqual([...new Set(below)].sort());
    reader.dispose();
  });
});
