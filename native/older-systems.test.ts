import { constants as fileConstants } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import {
  backends,
  openReader,
  type ReadEntry,
  readDirectory,
} from '../test/support/readers/read-directory.js';
import { chooseReader } from './choose-reader.js';
import { MOUNT_POINT } from './entry-rows.js';
import { statxRefusal } from './statx-reader.js';

type Call = (...args: number[]) => number;

/** What the system calls answer instead of what they would: an errno, once for each entry. */
const system = vi.hoisted(() => ({
  errno: 0,
  knowsMounts: true,
  openat: [] as number[],
  openat2: [] as number[],
  getdents64: [] as number[],
  flags: [] as number[],
  buffers: new Map<number, Uint32Array>(),
}));

vi.mock('./libc.js', async (importOriginal) => {
  const libc = await importOriginal<typeof import('./libc.js')>();
  class NativeBuffer extends libc.NativeBuffer {
    constructor(byteLength: number) {
      super(byteLength);
      system.buffers.set(this.address, this.words);
    }
  }
  /** The raw system call, on x86-64 and arm64. */
  const statxNumbers = [332, 291];
  /** Before Linux 5.8, the kernel fills in neither what it knows of mounts nor that it knows it. */
  const forgetMounts = (address: number) => {
    for (const word of [2, 14, 36]) system.buffers.get(address)![word] = 0;
  };
  const answer = (planned: number[], call: () => number): number => {
    const errno = planned.shift();
    system.errno = errno ?? 0;
    return errno === undefined ? call() : -1;
  };
  const declare = (prototype: string): Call | undefined => {
    const real = libc.declare<Call>(prototype);
    if (!real) return undefined;
    if (prototype.includes(' openat(')) {
      return (...args) => {
        system.flags.push(args[2]!);
        return answer(system.openat, () => real(...args));
      };
    }
    if (prototype.includes(' syscall(')) {
      return (...args) => {
        const result = answer(args[0] === 437 ? system.openat2 : system.getdents64, () => real(...args));
        if (statxNumbers.includes(args[0]!) && !system.knowsMounts) forgetMounts(args[5]!);
        return result;
      };
    }
    return real;
  };
  return { ...libc, NativeBuffer, declare, errno: () => system.errno || libc.errno() };
});

const { ENOSYS, EPERM, EINTR, EIO } = constants.errno;
const fixture = provideEmptyFixture();
const native = backends.filter((backend) => backend !== 'node');
const suffix = native.length > 0 ? '' : ' (skipped: needs Linux)';

beforeEach(() => {
  Object.assign(system, { errno: 0, knowsMounts: true, openat: [], openat2: [], getdents64: [], flags: [] });
});

let folders = 0;

function folderWithFile(): string {
  const folder = makeFolder(fixture.tree, `folder-${folders++}`);
  makeFile(makeFolder(folder, 'inside'), 'file', 1);
  return folder;
}

const namesIn = (entries: ReadEntry[] | number) =>
  typeof entries === 'number' ? entries : entries.map(({ name }) => name);

describe.skipIf(native.length === 0)(`statx on an older Linux${suffix}`, () => {
  test.each([
    ['before 5.6 has no openat2', [ENOSYS]],
    ['has a filter that refuses openat2', [EPERM, EPERM]],
  ])('that %s opens directories all the same, and says that it cannot keep links out', (_, errnos) => {
    const reader = openReader('statx', folderWithFile());
    expect(reader.opensBeneath).toBe(true);
    system.openat2 = [...errnos];
    expect(namesIn(readDirectory(reader, 'inside'))).toEqual(['file']);
    expect(reader.opensBeneath).toBe(false);
    reader.dispose();
  });

  test('that tells nothing of mounts, as before 5.8, is not read through statx', () => {
    expect(statxRefusal()).toBeUndefined();
    system.knowsMounts = false;
    expect(statxRefusal()).toBe('tells nothing of mounts');
    expect(chooseReader({ followLinks: false, crossMounts: false }).reader.backend).toBe('fstatat');
  });

  test('that has no statx has mounts told by the list of mounts', () => {
    const reader = openReader('fstatat', '/');
    const proc = (readDirectory(reader, '') as ReadEntry[]).find(({ name }) => name === 'proc');
    expect(proc!.traits & MOUNT_POINT).toBe(MOUNT_POINT);
    reader.dispose();
  });
});

describe.skipIf(native.length === 0).each(native)(`the reader "%s"${suffix}`, (backend) => {
  test('does without O_NOATIME where that is refused, and asks no more', () => {
    const folder = folderWithFile();
    system.openat = [EPERM];
    const reader = openReader(backend, folder);
    expect((system.flags[0]! & fileConstants.O_NOATIME) !== 0).toBe(true);
    expect(namesIn(readDirectory(reader, 'inside'))).toEqual(['file']);
    expect(system.flags.slice(1).some((flags) => (flags & fileConstants.O_NOATIME) !== 0)).toBe(false);
    reader.dispose();
  });

  test('tries again what a signal has interrupted', () => {
    system.openat = [EINTR, EINTR];
    system.openat2 = [EINTR];
    const reader = openReader(backend, join(folderWithFile()));
    system.getdents64 = [EINTR, EINTR];
    expect(namesIn(readDirectory(reader, 'inside'))).toEqual(['file']);
    reader.dispose();
  });

  test('gives the errno of a directory that cannot be read', () => {
    const reader = openReader(backend, folderWithFile());
    system.getdents64 = [EIO];
    expect(readDirectory(reader, '')).toBe(-EIO);
    reader.dispose();
  });

  test.each([constants.errno.EMFILE, constants.errno.ENOMEM, constants.errno.EIO])(
    'gives the errno %i of a directory that cannot be opened',
    (errno) => {
      const reader = openReader(backend, folderWithFile());
      system.openat = [errno];
      system.openat2 = [errno];
      expect(reader.open(Buffer.from('inside'))).toBe(-errno);
      reader.dispose();
    },
  );
});
