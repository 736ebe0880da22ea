import {
  appendFileSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { makeFile, makeFolder } from '../test/fixture/files.js';
import { needsOfMounts, provideMountNamespace } from '../test/fixture/mount-namespace.js';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan, scanWhole } from '../test/programs/scan-output.js';
import { unprivilegedOptions } from '../test/programs/unprivileged.js';
import { rewriteHeader } from '../test/support/snapshots/rewrite-header.js';
import { saveSnapshot } from '../test/support/snapshots/save-snapshot.js';

const fixture = provideEmptyFixture();
let root: string;
let kept: string;

beforeEach(() => {
  for (const name of ['root', 'kept']) rmSync(join(fixture.top, name), { recursive: true, force: true });
  root = makeFolder(fixture.top, 'root');
  kept = join(fixture.top, 'kept');
  makeFile(makeFolder(root, 'a'), 'file', 50_000);
});

interface Listed {
  readonly id: string;
  readonly path: string;
  readonly root: string;
  readonly entries: number;
}

async function list(...words: string[]): Promise<Listed[]> {
  const { stdout } = await runHectare(['snapshots', 'list', '--json', '--snapshots', kept, ...words]);
  return stdout
    .toString()
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as Listed);
}

/** Runs a scan, and returns its result without the time. */
async function totals(words: string[]): Promise<object> {
  const { elapsedMs, scanners, ...rest } = await scanWhole(words);
  return rest;
}

describe('a scan is kept', () => {
  test('with --save in the folder of the data', async () => {
    const environment = { HECTARE_DATA: kept };
    const { stderr, code } = await runHectare(['scan', root, '--save'], { environment });
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 });
    const { stdout } = await runHectare(['snapshots', 'path'], { environment });
    expect(stdout.toString()).toBe(`${join(kept, 'snapshots')}\n`);
    expect(readdirSync(join(kept, 'snapshots'))).toHaveLength(1);
  });

  test('with --snapshots in another, listed, shown, found and deleted', async () => {
    const scan = await totals([root, '--snapshots', kept]);
    const [snapshot, ...others] = await list();
    expect(others).toEqual([]);
    expect(snapshot).toMatchObject({ root, entries: 2 });
    const words = [snapshot!.id.slice(0, 20), '--snapshots', kept];
    const shown = await runHectare(['snapshots', 'show', '--json', ...words]);
    expect(JSON.parse(shown.stdout.toString())).toMatchObject({ root, entries: 2, complete: true });
    expect(scan).toMatchObject({
      allocatedBytes: BigInt(JSON.parse(shown.stdout.toString()).allocatedBytes),
    });
    const report = await runHectare(['snapshots', 'show', ...words]);
    expect(report.stdout.toString()).toMatch(/^\/.*root\n {2}scanned 20.*Z\n\n.*\(\d.* bytes\)\n/);
    const path = await runHectare(['snapshots', 'path', ...words]);
    expect(path.stdout.toString()).toBe(`${snapshot!.path}\n`);
    const deleted = await runHectare(['snapshots', 'delete', ...words]);
    expect({ code: deleted.code, stderr: deleted.stderr }).toEqual({ code: 0, stderr: '' });
    expect(await list()).toEqual([]);
  });

  test('and found by whatever path', async () => {
    await scanWhole(['.', '--snapshots', kept], { cwd: root });
    expect(await list(root)).toHaveLength(1);
    expect(await list('root/a/..')).toEqual([]);
  });

  test('up to so many times', async () => {
    for (let round = 0; round < 4; round++) await scanWhole([root, '--snapshots', kept, '--keep', '2']);
    expect(await list()).toHaveLength(2);
  });

  test('but not several folders at once', async () => {
    const { code, stderr, folders } = await runScan([root, join(root, 'a'), '--snapshots', kept]);
    expect({ code, folders }).toEqual({ code: 2, folders: [] });
    expect(stderr).toBe('hectare: snapshots are of one folder each: name one at a time\n');
  });

  test('whatever its root is called, which is shown and not sent', async () => {
    const hostile = makeFolder(root, 'x\u001b[31m\ny');
    await scanWhole([hostile, '--snapshots', kept]);
    const { stdout } = await runHectare(['snapshots', 'list', '--snapshots', kept]);
    expect(stdout.toString()).toMatch(/x\\x1b\[31m\\ny\n$/);
    expect(stdout.toString().split('\n')).toHaveLength(2);
  });
});

test('a snapshot of a stranger sends nothing to the terminal that would control it', async () => {
  const { path } = await saveSnapshot(root, kept);
  await rewriteHeader(path, { backend: '\u001b[2J\u0007\nforged', writer: '\u001b[2J' });
  for (const words of [[path], [path, '--json']]) {
    const { stdout } = await runHectare(['snapshots', 'show', ...words]);
    expect(stdout.toString()).toContain('forged');
    expect(stdout.toString()).not.toMatch(/[^\P{Cc}\n]|^forged/mu);
  }
});

describe('a rescan', () => {
  test('says what a scan says, whatever has changed', async () => {
    await scanWhole([root, '--snapshots', kept]);
    appendFileSync(join(root, 'a', 'file'), Buffer.alloc(10_000));
    makeFile(makeFolder(root, 'b'), 'more', 70_000);
    expect(await totals([root, '--rescan', '--snapshots', kept])).toEqual(await totals([root]));
    expect(await list()).toHaveLength(2);
  });

  test('is a scan where nothing was kept, and says so', async () => {
    const { folders, stderr, code } = await runScan([root, '--rescan', '--snapshots', kept]);
    expect({ code, entries: folders[0]?.files }).toEqual({ code: 0, entries: 1 });
    expect(stderr).toBe(`hectare: no snapshot by the same rules was found: ${root} is scanned anew\n`);
    expect(await list()).toHaveLength(1);
  });

  test('that is quick tells what it has trusted', async () => {
    await scanWhole([root, '--snapshots', kept]);
    const words = [root, '--quick', '--quick-recent', '0', '--quick-large', '1M', '--snapshots', kept];
    const { folders } = await runScan(words);
    expect(folders[0]).toMatchObject({ entries: 2, complete: true, trusted: { files: 1 } });
    const { stdout } = await runHectare(['scan', ...words]);
    expect(stdout.toString()).toMatch(/1 file \(.*\) taken over from the scan before, and not looked at/);
  });
});

describe('a rescan of one folder', () => {
  test('says what all holds, and has looked at that folder only', async () => {
    makeFile(makeFolder(root, 'b'), 'file', 50_000);
    await scanWhole([root, '--snapshots', kept]);
    const before = await totals([root]);
    appendFileSync(join(root, 'b', 'file'), Buffer.alloc(10_000));
    expect(await totals([root, '--rescan', '--only', 'a', '--snapshots', kept])).toEqual(before);
    expect(await totals([root, '--rescan', '--only', 'b/', '--snapshots', kept])).toEqual(
      await totals([root]),
    );
  });

  test.each(['c', 'a/file', '..'])('that is none there is refused: %s', async (only) => {
    await scanWhole([root, '--snapshots', kept]);
    const { code, stderr } = await runHectare(['scan', root, '--quick', '--only', only, '--snapshots', kept]);
    expect({ code, stderr: stderr.toString() }).toEqual({
      code: 3,
      stderr: `hectare: ${only}: the snapshot knows no such folder: write its path as seen from the scanned folder, or rescan all\n`,
    });
    expect(await list()).toHaveLength(1);
  });

  test('is not to be had without a rescan', async () => {
    const { code, stderr } = await runHectare(['scan', root, '--only', 'a']);
    expect({ code, stderr: stderr.toString() }).toMatchObject({ code: 2 });
    expect(stderr.toString()).toContain('add --rescan, or --quick');
  });
});

describe('a snapshot that is not whole', () => {
  test.each([
    ['is cut off', (path: string) => truncateSync(path, 300), 'it is cut off'],
    ['is something else', (path: string) => writeFileSync(path, 'hello'), 'it is no snapshot'],
  ])('because it %s is set aside, and the scan goes on', async (_, harm, reason) => {
    await scanWhole([root, '--snapshots', kept]);
    const [{ path }] = (await list()) as [Listed];
    harm(path);
    const { code, stderr } = await runScan([root, '--rescan', '--snapshots', kept]);
    expect(code).toBe(0);
    expect(stderr).toContain(
      `the snapshot ${path} is not taken: ${reason}; it was set aside as ${path}.damaged\n`,
    );
    expect(existsSync(`${path}.damaged`)).toBe(true);
    expect(await list()).toHaveLength(1);
  });

  test('and was named by its path stays where it is', async () => {
    const file = join(root, 'notes.txt');
    writeFileSync(file, 'hello');
    const { code, stderr } = await runHectare(['snapshots', 'show', file]);
    expect({ code, stderr }).toEqual({
      code: 3,
      stderr: `hectare: ${file}: it is no snapshot: choose another one\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('hello');
  });
});

describe('what is compared', () => {
  test('may be named by an id', async () => {
    await scanWhole([root, '--snapshots', kept]);
    const [{ id }] = (await list()) as [Listed];
    makeFile(root, 'new', 10_000);
    const { stdout, code } = await runHectare(['compare', id, root, '--json', '--snapshots', kept]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout.toString())).toMatchObject({
      before: { snapshot: true },
      after: { snapshot: false },
    });
  });
});

describe('where nothing can be written', () => {
  const testWithMounts = testNeeding(...needsOfMounts);
  let disk: string;
  const { through } = provideMountNamespace((namespace) => {
    disk = makeFolder(fixture.top, 'disk');
    namespace.run('mount -t tmpfs -o size=64k,mode=700 tmpfs "$1"', disk);
  });

  testWithMounts('because the disk is full, it is said, and what was kept is still there', async () => {
    const first = await runHectare(['scan', root, '--snapshots', disk], { through });
    expect(first.code).toBe(0);
    for (let file = 0; file < 9000; file++) writeFileSync(join(root, `${Math.random()}`), '');
    const { code, stdout, stderr } = await runHectare(['scan', root, '--snapshots', disk], { through });
    expect(code).toBe(1);
    expect(stdout.toString()).toContain('9,002 entries');
    expect(stderr).toBe(
      `hectare: no snapshot can be kept in ${disk}: no space left on device (ENOSPC): free some space, or choose another disk, or name one with HECTARE_DATA or --snapshots\n`,
    );
    const left = await runCommand([...through, 'find', disk, '-type', 'f']);
    expect(left.stdout.toString()).toMatch(/^[^\n]*\.hectare\n$/);
    const listed = await runHectare(['snapshots', 'list', '--snapshots', disk], { through });
    expect(listed.stdout.toString()).toContain('2 entries');
  });

  test('because the folder is read-only, it is said after the totals', async () => {
    const options = unprivilegedOptions(fixture.top);
    mkdirSync(kept, { mode: 0o555 });
    if (options.user !== undefined) chownSync(kept, options.user, options.user);
    const { code, stdout, stderr } = await runHectare(['scan', root, '--snapshots', kept], options);
    expect(code).toBe(1);
    expect(stdout.toString()).toContain('2 entries');
    expect(stderr).toBe(
      `hectare: no snapshot can be kept in ${kept}: permission denied (EACCES): choose a folder that you may write to, or name one with HECTARE_DATA or --snapshots\n`,
    );
  });
});
