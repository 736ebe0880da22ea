import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { makeFile, makeFolder, runTool } from '../test/fixture/files.js';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { backends, runHectare } from '../test/programs/hectare.js';
import { isMet, testNeeding } from '../test/programs/requirements.js';

const fixture = provideFixture(['plain']);
const plain = () => join(fixture.tree, 'plain');

describe('wrong usage ends with exit code 2 and a clear line', () => {
  const usages: [string, string[], RegExp][] = [
    ['no command', [], /scan|usage/i],
    ['an unknown command', ['scna', '.'], /scna/],
    ['no folder to scan', ['scan'], /folder/i],
    ['no folder to list', ['list'], /folder/i],
    ['an empty folder to scan', ['scan', ''], /empty|folder/i],
    ['an empty folder among others', ['scan', '.', ''], /empty|folder/i],
    ['an empty folder to list', ['list', ''], /empty|folder/i],
    ['two folders to list', ['list', '.', '.'], /argument|folder/i],
    ['an unknown option', ['scan', '.', '--frobnicate'], /--frobnicate/],
    ['an unknown option of list', ['list', '.', '--json5'], /--json5/],
    ['an unknown backend', ['scan', '.', '--backend', 'magic'], /magic/],
    ['an unknown format', ['list', '.', '--format', 'xml'], /xml/],
    ['a backend without its name', ['scan', '.', '--backend'], /--backend/],
    ['a number that is none', ['scan', '.', '--threads', 'many'], /many/],
    ['no thread', ['scan', '.', '--threads', '0'], /threads/],
    ['a negative number', ['scan', '.', '--top', '-1'], /top/],
    ['half a thread', ['scan', '.', '--threads', '1.5'], /1\.5/],
    ['a number with a tail', ['scan', '.', '--depth', '3x'], /3x/],
    ['an empty number', ['scan', '.', '--top', ''], /top/],
    ['an empty glob', ['scan', '.', '--exclude', ''], /exclude|glob|pattern/i],
    ['a glob of no name', ['scan', '.', '--exclude', '/'], /cannot be empty/],
    ['a broken glob', ['scan', '.', '--exclude', '[a'], /\[a/],
    ['a broken glob of list', ['list', '.', '--exclude', '[a'], /\[a/],
    ['snapshots kept without one', ['scan', '.', '--keep', '3'], /--save/],
    ['room for snapshots without one', ['scan', '.', '--keep-bytes', '0'], /--save/],
    ['quick without it', ['scan', '.', '--rescan', '--quick-recent', '0'], /add --quick/],
    ['formulas in JSON lines', ['list', '.', '--formula-safe', '--format', 'jsonl'], /csv/],
    ['an empty id to delete', ['snapshots', 'delete', ''], /empty/],
    ['an empty id to show', ['snapshots', 'show', ''], /empty/],
    ['an empty id to find', ['snapshots', 'path', ''], /empty/],
    ['an empty output', ['list', '.', '-o', ''], /output|-o/i],
  ];
  for (const [title, words, message] of usages) {
    test(title, async () => {
      const { stdout, stderr, code } = await runHectare(words, { cwd: plain() });
      expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
      expectClear(stderr, message);
    });
  }
});

describe('a root that cannot be read ends with exit code 3 and a clear line', () => {
  for (const backend of backends) {
    test.each([
      ['no such folder', 'missing', /missing.*(no such|ENOENT|not found|does not exist)/i],
      ['a file', 'size-1', /size-1.*(not a (folder|directory)|ENOTDIR|file)/i],
      ['a path through a file', 'size-1/x', /size-1\/x.*(not a (folder|directory)|ENOTDIR)/i],
      ['a name that is too long', 'n'.repeat(300), /(too long|ENAMETOOLONG)/i],
    ])(`%s: ${backend}`, async (_title, name, message) => {
      for (const command of [['scan'], ['scan', '--json'], ['list']]) {
        const { stderr, code } = await runHectare([...command, name, '--backend', backend], { cwd: plain() });
        expect(code).toBe(3);
        expectClear(stderr, message);
      }
    });
  }

  test('a folder that was removed while it was the current one', async () => {
    const folder = makeFolder(fixture.top, 'gone');
    const through = ['sh', '-c', 'cd "$0" && rmdir "$0" && exec "$@"', folder];
    for (const words of [
      ['scan', '.'],
      ['list', plain()],
      ['compare', '.'],
      ['snapshots', 'list', '.'],
    ]) {
      const { stdout, stderr, code } = await runHectare(words, { through });
      expect({ words, code, stdout: stdout.toString() }).toEqual({ words, code: 3, stdout: '' });
      expect(stderr).toMatch(/^hectare: the current folder is gone: .*cd$/m);
      expectClear(stderr, /gone/);
      makeFolder(fixture.top, 'gone');
    }
    expect((await runHectare(['--help'], { through })).code).toBe(0);
  });
});

describe('help', () => {
  test('goes to the standard output, and is no error', async () => {
    for (const words of [['--help'], ['scan', '--help'], ['list', '--help']]) {
      const { stdout, stderr, code } = await runHectare(words);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout.toString()).toMatch(/usage/i);
    }
  });
});

describe('a listing that cannot be written', () => {
  const testAsRoot = testNeeding('Linux', 'root');

  test('into a folder that is not there leaves nothing', async () => {
    const { stderr, code } = await runHectare([
      'list',
      plain(),
      '-o',
      join(fixture.top, 'no', 'folder', 'out.csv'),
    ]);
    expect(code).toBeGreaterThan(0);
    expectClear(stderr, /no\/folder.*(no such|ENOENT|does not exist)/i);
    expect(existsSync(join(fixture.top, 'no'))).toBe(false);
  });

  test.skipIf(!isMet('Linux'))('under a name that is not UTF-8 is not written under another', async () => {
    const folder = makeFolder(fixture.top, 'latin1-output');
    const through = ['sh', '-c', 'cd "$0" && exec "$@" -o "$(printf "latin1-\\351")"', folder];
    const { stderr, code } = await runHectare(['list', plain()], { through });
    expect({ stderr, code }).toEqual({
      stderr: 'hectare: latin1-\\xe9: for output choose a name in UTF-8\n',
      code: 2,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('over a folder leaves that folder', async () => {
    const folder = makeFolder(fixture.top, 'a-folder');
    const { stderr, code } = await runHectare(['list', plain(), '-o', folder]);
    expect(code).toBeGreaterThan(0);
    expectClear(stderr, /a-folder/);
    expect(statSync(folder).isDirectory()).toBe(true);
  });

  test('because the root is missing keeps what was there', async () => {
    const folder = makeFolder(fixture.top, 'kept');
    const file = makeFile(folder, 'out.csv', 5);
    const { code } = await runHectare(['list', join(plain(), 'missing'), '-o', file]);
    expect(code).toBe(3);
    expect(readFileSync(file, 'utf8')).toBe('xxxxx');
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });

  test.skipIf(!isMet('Linux'))('to a full device as the standard output is said', async () => {
    const full = openSync('/dev/full', 'w');
    try {
      for (const words of [
        ['list', plain()],
        ['scan', plain()],
        ['scan', '--json', plain()],
      ]) {
        const { stderr, code, signal } = await runHectare(words, { outputTo: full });
        expect({ words, code, signal }).toEqual({ words, code: 1, signal: null });
        expectClear(stderr, /no space|ENOSPC/i);
      }
    } finally {
      closeSync(full);
    }
  });

  // why a device of our own: a program that replaces its target by renaming would replace /dev/full.
  testAsRoot('to a full device fails, and leaves the device', async () => {
    const full = join(fixture.top, 'full');
    runTool('mknod', full, 'c', '1', '7');
    const { stderr, code } = await runHectare(['list', plain(), '-o', full]);
    expect(code).toBe(1);
    expectClear(stderr, /no space|ENOSPC/i);
    expect(statSync(full).isCharacterDevice()).toBe(true);
  });
});

describe('a listing into a file', () => {
  test('called - goes to the standard output', async () => {
    const folder = makeFolder(fixture.top, 'dash');
    const { code, stdout } = await runHectare(['list', plain(), '-o', '-'], { cwd: folder });
    expect(code).toBe(0);
    expect(stdout.equals((await runHectare(['list', plain()])).stdout)).toBe(true);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('replaces what was there, and leaves nothing else', async () => {
    const folder = join(fixture.top, 'output');
    mkdirSync(folder);
    const file = join(folder, 'out.csv');
    writeFileSync(file, 'old');
    const { code, stdout } = await runHectare(['list', plain(), '-o', file]);
    expect({ code, stdout: stdout.toString() }).toEqual({ code: 0, stdout: '' });
    const direct = await runHectare(['list', plain()]);
    expect(readFileSync(file).equals(direct.stdout)).toBe(true);
    expect(readdirSync(folder)).toEqual(['out.csv']);
  });
});

/** Expects a line that says what is wrong, and no line of a stack trace. */
function expectClear(stderr: string, message: RegExp): void {
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at .*:\d+|node:internal|Unhandled|undefined|\[object/m);
}
