import {
  appendFileSync,
  chmodSync,
  cpSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { runCompare } from '../test/programs/compare-output.js';
import { runHectare } from '../test/programs/hectare.js';
import { scanWhole } from '../test/programs/scan-output.js';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';
import { rewriteHeader } from '../test/support/snapshots/rewrite-header.js';
import { saveSnapshot } from '../test/support/snapshots/save-snapshot.js';

const fixture = provideEmptyFixture();
let before: string;
let after: string;

beforeEach(() => {
  for (const name of ['before', 'after']) rmSync(join(fixture.tree, name), { recursive: true, force: true });
  before = makeFolder(fixture.tree, 'before');
  after = join(fixture.tree, 'after');
});

/** Changes of a file, with the kinds that the comparison must find. */
const changes: readonly (readonly [kind: string, change: (path: string) => void])[] = [
  ['added', (path) => writeFileSync(`${path}-new`, '')],
  ['removed', (path) => rmSync(path)],
  ['grown', (path) => appendFileSync(path, 'x')],
  ['shrunk', (path) => truncateSync(path, 999)],
  [
    'typeChanged',
    (path) => {
      rmSync(path);
      symlinkSync('nowhere', path);
    },
  ],
];

/** Makes the later folder equal to the earlier one. */
const copy = () => cpSync(before, after, { recursive: true, preserveTimestamps: true });

describe('files that were replaced by others as long', () => {
  /** Rotated logs, segments of a journal: on ext4 and tmpfs the new ones get the inodes of the old. */
  const replaceAll = (folder: string) => {
    for (let number = 0; number < 20; number++) rmSync(join(folder, `old${number}`));
    for (let number = 0; number < 20; number++) makeFile(folder, `new${number}`, 65_536);
  };
  const counts = async (words: string[]) => (await runCompare(words)).output.kinds;

  test('are removed, and the others added', async () => {
    const kept = join(fixture.top, 'replaced');
    for (let number = 0; number < 20; number++) makeFile(before, `old${number}`, 65_536);
    await scanWhole([before, '--save', '--snapshots', kept]);
    replaceAll(before);
    const changes = await counts([before, '--snapshots', kept]);
    expect(changes).toMatchObject({
      added: { entries: 20 },
      removed: { entries: 20 },
      moved: { entries: 0 },
    });
  });

  test('are moved where they were only renamed, though they grew', async () => {
    const kept = join(fixture.top, 'renamed');
    for (let number = 0; number < 20; number++) makeFile(before, `old${number}`, 65_536);
    await scanWhole([before, '--save', '--snapshots', kept]);
    for (let number = 0; number < 20; number++) {
      renameSync(join(before, `old${number}`), join(before, `old${number}.1`));
      appendFileSync(join(before, `old${number}.1`), 'one line more');
    }
    const changes = await counts([before, '--snapshots', kept]);
    expect(changes).toMatchObject({ moved: { entries: 20 }, added: { entries: 0 }, removed: { entries: 0 } });
  });
});

describe('two folders are compared', () => {
  test('and their totals are those of two scans', async () => {
    makeFile(makeFolder(before, 'a'), 'file', 50_000);
    copy();
    makeFile(after, 'more', 20_000);
    const { output, code, stderr } = await runCompare([before, after]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [was, is] = [await scanWhole([before]), await scanWhole([after])];
    expect(output.before).toMatchObject({ root: before, allocatedBytes: was.allocatedBytes });
    expect(output.after).toMatchObject({ root: after, allocatedBytes: is.allocatedBytes });
    expect(output.change.allocatedBytes).toBe(is.allocatedBytes - was.allocatedBytes);
    expect(output.change.apparentBytes).toBe(20_000n);
  });

  test('and a thousand changes are found, each as what it is, and nothing else', async () => {
    const expected = new Map<string, string>();
    for (let folder = 0; folder < 50; folder++) {
      const path = makeFolder(before, `folder-${folder}`);
      for (let file = 0; file < 60; file++) makeFile(path, `file-${file}`, 1000);
    }
    copy();
    for (let number = 0; number < 1000; number++) {
      const path = `folder-${number % 50}/file-${Math.floor(number / 50) * 3}`;
      const [kind, change] = changes[number % changes.length]!;
      expected.set(kind === 'added' ? `${path}-new` : path, kind);
      change(join(after, path));
    }
    const { output, code } = await runCompare([before, after, '--top', '5000']);
    expect(code).toBe(0);
    const found = output.entries.filter(({ type }) => type !== 'directory');
    expect(new Map(found.map(({ path, kind }) => [path, kind]))).toEqual(expected);
    expect(found).toHaveLength(1000);
  });

  test('and what has the same inode moved', async () => {
    makeFile(before, 'single', 3000);
    mkdirSync(after);
    // The same inode can only be in two folders as a hard link.
    linkSync(join(before, 'single'), join(after, 'renamed'));
    const { output } = await runCompare([before, after]);
    expect(output.kinds.moved).toEqual({ entries: 1, apparentBytes: 0n, allocatedBytes: 0n });
    expect(output.entries).toMatchObject([{ path: 'renamed', kind: 'moved', movedFrom: 'single' }]);
  });

  test('and what could not be read is said to be that, and told by the exit code', async () => {
    const options = unprivilegedOptions(fixture.top);
    makeFile(makeFolder(before, 'secret'), 'file', 3000);
    copy();
    chmodSync(join(after, 'secret'), 0);
    const { output, code, stderr } = await runCompare([before, after], options);
    chmodSync(join(after, 'secret'), 0o755);
    expect(code).toBe(1);
    expect(stderr).toContain(`cannot read ${join(after, 'secret')}`);
    expect(output.kinds.removed).toMatchObject({ entries: 0 });
    expect(output.kinds.notComparable).toMatchObject({ entries: 2, apparentBytes: -3000n });
  });
});

describe('the report of a comparison', () => {
  test('shows what grew and shrank most, and what moved', async () => {
    makeFile(makeFolder(before, 'old'), 'lost', 80_000);
    makeFile(before, 'single', 3000);
    copy();
    rmSync(join(after, 'old'), { recursive: true });
    rmSync(join(after, 'single'));
    linkSync(join(before, 'single'), join(after, 'renamed'));
    makeFile(makeFolder(after, 'new'), 'found', 200_000);
    const { stdout, code } = await runHectare(['compare', before, after]);
    const report = stdout.toString();
    expect(code).toBe(0);
    expect(report).toMatch(/Folders that grew most\n +\+\d+ kB {2}new {2}\(added\)\n/);
    expect(report).toMatch(/Folders that shrank most\n +−[\d.]+ kB {2}old {2}\(removed\)\n/);
    expect(report).toMatch(/Files that grew most\n +\+\d+ kB {2}new\/found {2}\(added\)\n/);
    expect(report).toMatch(/Files that shrank most\n +−[\d.]+ kB {2}old\/lost {2}\(removed\)\n/);
    expect(report).toMatch(/Moved\n +[\d.]+ kB {2}single → renamed\n/);
  });

  test('says so where nothing has changed', async () => {
    makeFile(before, 'file', 1000);
    const { stdout } = await runHectare(['compare', before, before]);
    expect(stdout.toString()).toContain('nothing has changed');
  });

  test('sends no name to the terminal that would control it', async () => {
    mkdirSync(after);
    makeFile(after, '\u001b[31mred\n', 1000);
    const { stdout } = await runHectare(['compare', before, after]);
    expect(stdout.toString()).toContain('\\x1b[31mred\\n');
    expect(stdout.toString()).not.toContain('\u001b');
  });
});

describe('snapshots are compared', () => {
  const snapshots = () => join(fixture.outside, 'snapshots');
  const compareKept = (...words: string[]) => runCompare([...words, '--snapshots', snapshots()]);

  beforeEach(() => {
    rmSync(snapshots(), { recursive: true, force: true });
    makeFile(makeFolder(before, 'inner'), 'file', 5000);
    makeFile(before, 'other', 5000);
  });

  test('by their ids or files with each other, and with the folder as it is now', async () => {
    const first = await saveSnapshot(before, snapshots());
    appendFileSync(join(before, 'other'), 'x');
    const second = await saveSnapshot(before, snapshots());
    rmSync(join(before, 'inner'), { recursive: true });
    const kinds = async (...words: string[]) => {
      const { output, code, stderr } = await compareKept(...words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return Object.fromEntries(output.entries.map(({ path, kind }) => [path, kind]));
    };
    const removed = { inner: 'removed', 'inner/file': 'removed' };
    expect(await kinds(first.id, second.path)).toEqual({ other: 'grown' });
    expect(await kinds(second.id, first.id)).toEqual({ other: 'shrunk' });
    expect(await kinds(first.id, before)).toEqual({ other: 'grown', ...removed });
    expect(await kinds(first.id)).toEqual({ other: 'grown', ...removed });
    expect(await kinds(before)).toEqual(removed);
  });

  test('and what moved is told once, a folder with all that it holds', async () => {
    for (let file = 0; file < 100; file++) makeFile(join(before, 'inner'), `file-${file}`, 10);
    await saveSnapshot(before, snapshots());
    renameSync(join(before, 'inner'), join(makeFolder(before, 'elsewhere'), 'outer'));
    appendFileSync(join(before, 'elsewhere', 'outer', 'file-7'), 'x');
    const { output } = await compareKept(before);
    expect(output.kinds.moved).toMatchObject({ entries: 1 });
    expect(output.entries.map(({ path, kind, movedFrom }) => [path, kind, movedFrom])).toEqual([
      ['elsewhere', 'added', undefined],
      ['elsewhere/outer', 'moved', 'inner'],
      ['elsewhere/outer/file-7', 'grown', undefined],
    ]);
  });

  test('under one heading, however the root was named', async () => {
    await saveSnapshot(before, snapshots());
    const { stdout } = await runHectare(['compare', '.', '--snapshots', snapshots()], { cwd: before });
    expect(stdout.toString().split('\n')[0]).toBe(before);
  });

  test('by the rules of the snapshot, or it is said that others were given', async () => {
    await saveSnapshot(before, snapshots(), { followLinks: false, crossMounts: false, exclude: ['other'] });
    expect(await compareKept(before)).toMatchObject({ code: 0, output: { changedEntries: 0 } });
    const run = await compareKept(before, '--exclude', 'inner');
    expect(run.code).toBe(3);
    expect(run.stderr).toContain('no snapshot of it by these options');
  });

  test('but not by rules that are none', async () => {
    const { path } = await saveSnapshot(before, snapshots());
    const rules = { followLinks: false, crossMounts: false, exclude: ['\u001b['] } as const;
    await rewriteHeader(path, { rules });
    const run = await compareKept(path, before);
    expect(run.code).toBe(3);
    expect(run.stderr).toBe(
      `hectare: ${before}: the snapshot leaves out what matches "\\x1b[", which is no pattern: say with --exclude what to leave out\n`,
    );
    expect((await compareKept(path, before, '--exclude', 'none')).code).toBe(0);
  });

  test('with another root, and it is said', async () => {
    const { id } = await saveSnapshot(before, snapshots());
    copy();
    const { output, stderr } = await compareKept(id, after);
    expect(stderr).toContain('are two roots');
    expect(output.changedEntries).toBe(0);
  });

  test('but not one that followed links with one that did not', async () => {
    const { id } = await saveSnapshot(before, snapshots(), {
      followLinks: 'once',
      crossMounts: false,
      exclude: [],
    });
    const other = await saveSnapshot(before, snapshots());
    const { code, stderr } = await compareKept(id, other.id);
    expect(code).toBe(2);
    expect(stderr).toContain('followed symbolic links');
  });

  test('unless one is damaged: then that is said, and it is set aside', async () => {
    const { id, path } = await saveSnapshot(before, snapshots());
    truncateSync(path, 200);
    const run = await compareKept(id);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(/is not taken: .*\.damaged\n/);
    expect((await compareKept(id)).stderr).toContain('there is no such folder or snapshot');
    expect((await compareKept(before)).stderr).toContain('there is no snapshot of it to compare with');
  });

  test('and an id that is not written out far enough names none', async () => {
    await saveSnapshot(before, snapshots());
    await saveSnapshot(before, snapshots());
    expect((await compareKept('20')).stderr).toContain('2 snapshots begin so');
  });
});

describe('what cannot be compared is refused', () => {
  test.each([
    ['a folder that is not there', (): string[] => [before, join(fixture.tree, 'nowhere')], 3, /nowhere/],
    ['a file that is no snapshot', () => [before, makeFile(before, 'file', 100)], 3, /no snapshot/],
    ['an empty file', () => [before, makeFile(before, 'file', 0)], 3, /snapshot|cut off/],
    ['one word too many', () => [before, before, before], 2, /too many arguments/],
  ])('%s', async (_title, words, exitCode, message) => {
    const { code, stderr, stdout } = await runHectare(['compare', ...words()]);
    expect({ code, output: stdout.toString() }).toEqual({ code: exitCode, output: '' });
    expect(stderr).toMatch(message);
  });
});
