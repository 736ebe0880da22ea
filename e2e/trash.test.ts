import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect } from 'vitest';
import { provideEmptyFixture } from '../test/fixture/provide-fixture.js';
import { runCommand } from '../test/programs/command.js';
import { runHectare } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';

const fixture = provideEmptyFixture();
const testOnLinux = testNeeding('Linux');
const testWithStrace = testNeeding('Linux', 'strace');
const testWithTrashCli = testNeeding('Linux', 'trash-cli');
const testWithMounts = testNeeding('Linux', 'root', 'mount namespaces');
let round = 0;
let home: string;
let work: string;
let environment: Record<string, string>;

beforeEach(() => {
  home = join(fixture.top, `home-${++round}`);
  work = join(fixture.top, `work-${round}`);
  mkdirSync(home);
  mkdirSync(work);
  environment = { HOME: home, XDG_DATA_HOME: join(home, 'data'), HECTARE_DATA: join(home, 'hectare') };
});

async function trash(words: string[], through?: string[]) {
  const result = await runHectare(['trash', ...words], {
    environment,
    cwd: work,
    ...(through && { through }),
  });
  return { ...result, stdout: result.stdout.toString() };
}

const write = (name: string, text: string): void => writeFileSync(join(work, name), text);
const read = (name: string): string => readFileSync(join(work, name), 'utf8');

describe('hectare trash', () => {
  testOnLinux('moves, lists and restores, and says what emptying frees', async () => {
    mkdirSync(join(work, 'folder'));
    write('folder/inside', 'x'.repeat(100_000));
    write('alone', 'y'.repeat(50_000));
    linkSync(join(work, 'folder/inside'), join(work, 'outside'));
    const blocks = (name: string): number => statSync(join(work, name)).blocks * 512;
    const freed = blocks('folder') + blocks('alone');
    const dry = await trash(['--dry-run', 'folder', 'alone', 'folder/inside']);
    expect(dry.stdout).toContain(
      `2 entries would be moved; emptying the trash would free ${kilobytes(freed)}`,
    );
    expect(dry.stdout).toContain('1 file has other names and would stay');
    expect(readdirSync(work).sort()).toEqual(['alone', 'folder', 'outside']);
    const moved = await trash(['folder', 'alone']);
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(moved.stdout).toContain(`moved 2 entries to the trash; emptying it frees ${kilobytes(freed)}`);
    expect(readdirSync(work)).toEqual(['outside']);
    const listed = await trash(['list', '--json']);
    const paths = listed.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).path);
    expect(paths.sort()).toEqual([join(work, 'alone'), join(work, 'folder')]);
    expect(await trash(['restore', '--last'])).toMatchObject({ code: 0, stdout: 'restored 2 entries\n' });
    expect(read('folder/inside')).toBe('x'.repeat(100_000));
    expect(statSync(join(work, 'outside')).nlink).toBe(2);
  });

  testOnLinux('takes names that are options, newlines, and no text', async () => {
    const odd = Buffer.from([0x66, 0xff, 0x1b, 0x5b]);
    writeFileSync(Buffer.concat([Buffer.from(`${work}/`), odd]), 'odd');
    write('--help', 'help');
    write('two\nlines', 'lines');
    symlinkSync('/etc/passwd', join(work, 'link'));
    const shell = ['sh', '-c', `exec "$0" "$@" "$(printf 'f\\377\\033[')"`];
    const moved = await trash(['--', '--help', 'two\nlines', 'link'], shell);
    expect(moved).toMatchObject({ code: 0, stderr: '' });
    expect(readdirSync(work)).toEqual([]);
    expect(await trash(['restore', '--last'])).toMatchObject({ code: 0 });
    expect(readdirSync(work, { encoding: 'buffer' }).some((name) => name.equals(odd))).toBe(true);
    expect(read('two\nlines')).toBe('lines');
  });

  testOnLinux(
    'refuses the root, the system, homes, its own data and links with a slash, each with a reason',
    async () => {
      mkdirSync(join(work, 'folder'));
      symlinkSync('folder', join(work, 'link'));
      mkdirSync(join(home, 'hectare'), { recursive: true });
      const { code, stderr } = await trash(['/', '/usr', home, join(home, 'hectare'), 'link/', 'no such']);
      expect(code).toBe(1);
      const lines = stderr.trim().split('\n');
      expect(lines).toHaveLength(6);
      for (const [index, words] of [
        'the root of the system',
        'the system needs this folder',
        'a home folder',
        'Hectare keeps its own data',
        'leave the slash at its end out',
        'not there any more',
      ].entries()) {
        expect(stderr, lines[index]!).toContain(words);
      }
      expect(readdirSync(work).sort()).toEqual(['folder', 'link']);
    },
  );

  testOnLinux('is emptied only after a yes, and then for good', async () => {
    write('file', 'text');
    await trash(['file']);
    expect(await trash(['empty'])).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect((await trash(['list'])).stdout).toContain('file');
    expect(await trash(['empty', '--older-than', '1', '--yes'])).toMatchObject({
      stdout: 'deleted 0 entries for good\n',
    });
    expect(await trash(['empty', '--yes'])).toMatchObject({ code: 0, stdout: 'deleted 1 entry for good\n' });
    expect(readdirSync(join(home, 'data/Trash/files'))).toEqual([]);
    expect(readdirSync(join(home, 'data/Trash/info'))).toEqual([]);
  });

  testWithMounts(
    'uses the trash at the top of another file system, and moves nothing that has a mount in it',
    async () => {
      mkdirSync(join(work, 'disk'));
      const script = `
      mount -t tmpfs none disk && mkdir disk/folder && echo text > disk/folder/file && mkdir -p holds/mount &&
      mount -t tmpfs none holds/mount && "$@" trash disk/folder/file && "$@" trash list &&
      ls -a disk && cat disk/.Trash-*/info/file.trashinfo && ! "$@" trash holds disk && "$@" trash restore disk/folder/file &&
      cat disk/folder/file`;
      const result = await runHectare([], {
        environment,
        cwd: work,
        through: ['unshare', '--mount', 'sh', '-c', script, 'sh'],
      });
      const stdout = result.stdout.toString();
      expect(result.stderr).toContain('a file system is mounted below it');
      expect(result.stderr).toContain('a file system is mounted on it');
      expect(stdout).toContain('Path=folder/file\n');
      expect(stdout).toContain('.Trash-0');
      expect(stdout.endsWith('restored 1 entry\ntext\n')).toBe(true);
    },
  );

  testWithTrashCli('is understood by trash-cli, and understands it', async () => {
    write('ours é%', 'ours');
    write('theirs é%', 'theirs');
    await trash(['ours é%']);
    const tool = (...command: string[]) => runCommand(command, { environment, cwd: work });
    expect((await tool('trash-put', 'theirs é%')).code).toBe(0);
    expect((await tool('trash-list')).stdout.toString()).toContain(join(work, 'ours é%'));
    expect((await trash(['restore', 'theirs é%'])).code).toBe(0);
    expect(read('theirs é%')).toBe('theirs');
    const restored = await tool('sh', '-c', 'echo 0 | trash-restore');
    expect(restored.code).toBe(0);
    expect(read('ours é%')).toBe('ours');
  });
});

describe('a kill at any step', () => {
  // why these: they are what changes the disk; strace kills on entering the call with the number.
  const calls = ['mkdirat', 'renameat2', 'unlinkat', 'fsync'];
  testWithStrace('leaves every entry where it was, or in the trash with its note', async () => {
    const names = ['a', 'b', 'c'];
    for (const call of calls) {
      for (let step = 1; step <= 12; step++) {
        for (const name of names) write(name, name);
        const kill = `${call}:signal=KILL:when=${step}`;
        const through = [
          'strace',
          '-f',
          '-qq',
          '-o',
          '/dev/null',
          '-e',
          `trace=${call}`,
          '-e',
          `inject=${kill}`,
        ];
        const { signal, code } = await trash(names, through);
        const isKilled = signal === 'SIGKILL' || code === 137;
        const listed = await trash(['list', '--json']);
        const inTrash = listed.stdout
          .split('\n')
          .filter((line) => line !== '')
          .map((line) => JSON.parse(line).path);
        for (const name of names) {
          const isThere = existsSync(join(work, name));
          expect([kill, name, isThere, inTrash.includes(join(work, name))]).toEqual([
            kill,
            name,
            isThere,
            !isThere,
          ]);
          if (!isThere) expect(await trash(['restore', name])).toMatchObject({ code: 0 });
          expect(read(name)).toBe(name);
        }
        if (!isKilled) break;
        // So many kills of so few steps would mean that none was reached.
        expect(step).toBeLessThan(12);
      }
    }
  });
});

const kilobytes = (bytes: number): string => `${(bytes / 1000).toPrecision(3)} kB`;
