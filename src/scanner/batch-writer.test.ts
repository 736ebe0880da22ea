import { describe, expect, test } from 'vitest';
import { AUTOMOUNT_POINT, type EntryRows, KERNEL_MOUNT, MOUNT_POINT } from '../../native/entry-rows.js';
import { modes } from '../../test/support/trees/model-tree.js';
import { NodeFlag, SECTION_SUMS, SectionSum } from '../contract/entry-batch.js';
import { BatchWriter } from './batch-writer.js';
import type { MountRules } from './mount-limit.js';

interface Row {
  readonly name?: string;
  readonly mode?: number;
  readonly links?: number;
  readonly traits?: number;
  readonly mountId?: number;
  readonly device?: readonly [number, number];
  readonly apparent?: readonly [low: number, high: number];
  readonly blocks?: readonly [low: number, high: number];
  readonly errno?: number;
}

const root = { mountId: 20, device: [8, 1] } as const;

function makeWriter(rules: Partial<MountRules> = {}): BatchWriter {
  return new BatchWriter({ followLinks: false, crossMounts: false, ...rules }, 10, 1000);
}

/** Puts a row there as a reader does, and returns its number. */
function add(rows: EntryRows, row: Row): number {
  const { name = 'name', mode = modes.file, links = 1, traits = 0, mountId = 20, device = [8, 1] } = row;
  const { apparent = [0, 0], blocks = [0, 0], errno = 0 } = row;
  rows.appendName(Buffer.from(name), mode & 0xf000);
  const at = rows.count - 1;
  rows.mode[at] = mode;
  rows.links[at] = links;
  rows.traits[at] = traits;
  rows.mountId[at] = mountId;
  [rows.deviceHigh[at], rows.deviceLow[at]] = device;
  [rows.apparentLow[at], rows.apparentHigh[at]] = apparent;
  [rows.blocksLow[at], rows.blocksHigh[at]] = blocks;
  rows.failure[at] = errno;
  return at;
}

/** Writes one section with these rows. */
function writeSection(writer: BatchWriter, directory: number, rows: readonly Row[]): void {
  writer.beginSection(directory);
  const from = writer.rows.count;
  for (const row of rows) add(writer.rows, row);
  writer.clearFlags(from, writer.rows.count);
  writer.describe(from, writer.rows.count);
  writer.endSection(true, 0);
}

/** The flags of one directory below a root that lies on mount 20 and on device 8:1. */
function flagsOf(row: Row, rules: Partial<MountRules>, rootRow: Row = root): number {
  const writer = makeWriter(rules);
  writer.setRoot(add(writer.rows, { mode: modes.directory, ...rootRow }));
  writeSection(writer, 0, [{ mode: modes.directory, ...row }]);
  return writer.flush().flags[1]!;
}

const { otherMount } = NodeFlag;
const cross = { crossMounts: true };
const follow = { followLinks: true };

describe('a directory', () => {
  test.each<[title: string, row: Row, rules: Partial<MountRules>, flags: number]>([
    ['on which nothing is mounted is a part of the tree', {}, {}, 0],
    ['on which something is mounted is none', { traits: MOUNT_POINT, mountId: 21 }, {}, otherMount],
    [
      'on which something is mounted is one where mounts are crossed',
      { traits: MOUNT_POINT, mountId: 21 },
      cross,
      0,
    ],
    ['of the kernel is none', { traits: MOUNT_POINT | KERNEL_MOUNT, mountId: 21 }, {}, otherMount],
    [
      'of the kernel is none where mounts are crossed',
      { traits: MOUNT_POINT | KERNEL_MOUNT, mountId: 21 },
      cross,
      otherMount,
    ],
    ['that would mount something is none', { traits: AUTOMOUNT_POINT }, {}, otherMount],
    [
      'that would mount something is none where mounts are crossed',
      { traits: AUTOMOUNT_POINT },
      cross,
      otherMount,
    ],
    ['that a link leads to is one where it lies on the same mount', {}, follow, 0],
    [
      'that a link leads to is none where it lies elsewhere',
      { mountId: 21, device: [8, 2] },
      follow,
      otherMount,
    ],
    ['that a link leads to is one on another mount of the same file system', { mountId: 21 }, follow, 0],
    ['that a link leads to is one in a subvolume, with a device of its own', { device: [0, 9] }, follow, 0],
    [
      'that a link leads to is one on another mount where mounts are crossed',
      { mountId: 21, device: [8, 2] },
      { ...follow, ...cross },
      0,
    ],
    [
      'that a link leads to is one where it is the root, itself a mount point',
      { traits: MOUNT_POINT },
      follow,
      0,
    ],
    [
      'that a link leads to is none where another mount begins there',
      { traits: MOUNT_POINT, mountId: 21, device: [8, 2] },
      follow,
      otherMount,
    ],
    ['that lies elsewhere is told by links only: without them readers tell', { mountId: 21 }, {}, 0],
  ])('%s', (_, row, rules, flags) => {
    expect(flagsOf(row, rules)).toBe(flags);
  });

  test.each<[title: string, row: Row, flags: number]>([
    ['is one where it lies on the same device', {}, 0],
    ['is none where the major number differs', { device: [9, 1] }, otherMount],
    ['is none where the minor number differs', { device: [8, 2] }, otherMount],
    ['is none where something is mounted there', { traits: MOUNT_POINT }, otherMount],
  ])('that a link leads to, where the system tells nothing of mounts, %s', (_, row, flags) => {
    expect(flagsOf({ mountId: 0, ...row }, follow, { mountId: 0, device: [8, 1] })).toBe(flags);
  });

  test('that is the root may be a mount point: it was asked for', () => {
    const writer = makeWriter();
    writer.beginSection(0);
    writer.setRoot(add(writer.rows, { mode: modes.directory, traits: MOUNT_POINT }));
    writer.describe(0, 1);
    writer.endSection(true, 0);
    expect(Array.from(writer.flush().flags)).toEqual([0]);
  });

  test('on which something is mounted is not to be read, and counts for nothing', () => {
    const writer = makeWriter();
    writeSection(writer, 0, [
      { mode: modes.directory, traits: MOUNT_POINT, blocks: [8, 0], links: 3 },
      { mode: modes.directory, blocks: [16, 0] },
    ]);
    expect(writer.foundRow).toEqual([1]);
    const { directoryRow, sections, linkedRow } = writer.flush();
    expect([Array.from(directoryRow), Array.from(linkedRow)]).toEqual([[1], []]);
    expect(Array.from(sections.sums)).toEqual([0, 1, 0, 0, 0, 0, 16, 0]);
  });
});

describe('a section', () => {
  test('has the sums of its rows: each kind, lengths of files and links, blocks of all', () => {
    const writer = makeWriter();
    const each = { apparent: [1, 2], blocks: [4, 8] } as const;
    const { file, directory, symlink, fifo } = modes;
    writeSection(
      writer,
      5,
      [file, file, directory, symlink, fifo].map((mode) => ({ mode, ...each })),
    );
    writeSection(writer, 6, [{ mode: file, apparent: [0xffff_ffff, 0xffff_ffff] }]);
    const { sections } = writer.flush();
    expect(Array.from(sections.directory)).toEqual([5, 6]);
    expect(Array.from(sections.end)).toEqual([5, 6]);
    expect(Array.from(sections.sums)).toEqual([
      ...[2, 1, 1, 1, 3, 6, 20, 40],
      ...[1, 0, 0, 0, 0xffff_ffff, 0xffff_ffff, 0, 0],
    ]);
  });

  test('without rows is none, unless it says an end or a failure', () => {
    const writer = makeWriter();
    for (const [done, failure] of [
      [false, 0],
      [true, 0],
      [false, 13],
    ] as const) {
      writer.beginSection(failure);
      writer.endSection(done, failure);
    }
    const { sections } = writer.flush();
    expect([Array.from(sections.done), Array.from(sections.failure)]).toEqual([
      [1, 0],
      [0, 13],
    ]);
    expect(writer.isEmpty).toBe(true);
  });

  test('is kept as it was, however many follow', () => {
    const writer = makeWriter();
    for (let section = 0; section < 5000; section++) {
      writer.beginSection(section);
      writer.endSection(section % 3 !== 0, section % 3 === 0 ? section % 1000 : 0);
      if (section % 10 === 0) writeSection(writer, section, [{ blocks: [section, 0] }]);
    }
    const { sections } = writer.flush();
    const numbers = Array.from({ length: 5000 }, (_, section) => section);
    const failures = numbers.filter((section) => section % 3 === 0 && section % 1000 !== 0);
    expect(Array.from(sections.failure).filter((failure) => failure > 0)).toEqual(
      failures.map((section) => section % 1000),
    );
    const blocks = Array.from(
      sections.directory,
      (_, index) => sections.sums[index * SECTION_SUMS + SectionSum.blocksLow]!,
    );
    expect(blocks.filter((sum) => sum > 0)).toEqual(numbers.filter((section) => section % 10 === 0).slice(1));
    expect(sections.sums.length).toBe(sections.end.length * SECTION_SUMS);
    expect(sections.done.length).toBe(sections.end.length);
  });
});

describe('a batch', () => {
  test('brings the attributes that are new, and refers to all by number', () => {
    const writer = makeWriter();
    writeSection(writer, 0, [{ links: 1 }, { links: 2 }, { links: 1 }]);
    const first = writer.flush();
    writeSection(writer, 0, [{ links: 2 }, { links: 3 }]);
    const second = writer.flush();
    expect([Array.from(first.attribute), first.attributes.length]).toEqual([[0, 1, 0], 12]);
    expect([Array.from(second.attribute), Array.from(second.attributes)]).toEqual([
      [1, 2],
      [modes.file, 3, 0, 0, 8, 1],
    ]);
  });

  test('names the rows whose inode may have other names', () => {
    const rows = [{ links: 2 }, { links: 1 }, { mode: modes.directory, links: 2 }, { links: 3 }];
    const linked = (rules: Partial<MountRules>) => {
      const writer = makeWriter(rules);
      writer.setRoot(add(writer.rows, root));
      writer.drop();
      writeSection(writer, 0, rows);
      return Array.from(writer.flush().linkedRow);
    };
    expect(linked({})).toEqual([0, 3]);
    expect(linked(follow)).toEqual([0, 1, 2, 3]);
  });

  test('says of rows that could not be looked at nothing but their name and kind', () => {
    const writer = makeWriter();
    writeSection(writer, 0, [{ blocks: [7, 7] }, { mode: modes.directory, errno: 13, blocks: [7, 7] }]);
    const batch = writer.flush();
    expect([Array.from(batch.failureRow), Array.from(batch.failureErrno)]).toEqual([[1], [13]]);
    expect(Array.from(batch.flags)).toEqual([0, NodeFlag.unreadable]);
    expect([batch.blocksLow[1], batch.blocksHigh[1], batch.directoryRow.length]).toEqual([0, 0, 0]);
    expect(Array.from(batch.attributes.subarray(6))).toEqual([0o40000, 0, 0, 0, 0, 0]);
  });

  test('has numbers of what was left out from nowhere, though an earlier batch had some in its place', () => {
    const writer = makeWriter();
    writeSection(writer, 0, [{ blocks: [7, 7], apparent: [5, 5] }]);
    writer.flush();
    writer.beginSection(0);
    writer.rows.appendName(Buffer.from('left-out'), 0x8000);
    writer.clearFlags(0, 1);
    writer.leaveOut(0, NodeFlag.excluded);
    writer.describe(0, 1);
    writer.endSection(true, 0);
    const { flags, blocksLow, blocksHigh, apparentLow, sections } = writer.flush();
    expect([flags[0], blocksLow[0], blocksHigh[0], apparentLow[0]]).toEqual([NodeFlag.excluded, 0, 0, 0]);
    expect(Array.from(sections.sums)).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
  });

  test('forgets what an earlier batch said of the rows in its place', () => {
    const writer = makeWriter();
    writer.beginSection(0);
    add(writer.rows, { links: 2 });
    writer.leaveOut(0, NodeFlag.excluded);
    writer.describe(0, 1);
    writer.endSection(true, 0);
    writer.flush();
    writeSection(writer, 0, [{ blocks: [3, 0] }]);
    const { flags, linkedRow, failureRow, directoryRow } = writer.flush();
    expect([flags[0], linkedRow.length, failureRow.length, directoryRow.length]).toEqual([0, 0, 0, 0]);
  });
});
