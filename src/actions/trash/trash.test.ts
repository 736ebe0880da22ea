import { spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { look, nothingProtected, OwnTrash, pathBytes } from '../../../test/support/actions/own-trash.js';
import { joinComponents, splitPath } from '../absolute-path.js';
import { readJournal } from '../journal.js';
import { deleteTrashed, listTrash, restoreEntry, trashAt } from './trash-contents.js';

const fixture = provideEmptyFixture();
const testOnLinux = testNeeding('Linux');
let own: OwnTrash;
let home: string;
let work: string;
let round = 0;

beforeEach(() => {
  home = join(fixture.top, `home-${++round}`);
  work = join(fixture.top, `work-${round}`);
  mkdirSync(work, { recursive: true });
  own = new OwnTrash(home);
});

afterEach(() => own.close());

const at = (...names: (string | Uint8Array)[]): Uint8Array =>
  joinComponents([
    ...splitPath(Buffer.from(work)),
    ...names.map((name) => Uint8Array.from(Buffer.from(name))),
  ]);
const trashed = () => listTrash(own.folders.existing([]));

/** All that can be told of a tree, names as bytes: kinds, modes, times, links, contents. */
function describeTree(path: Buffer): unknown {
  const status = lstatSync(path, { bigint: true });
  const { mode, ino, nlink, size, mtimeNs } = status;
  if (status.isSymbolicLink()) return { mode, ino, mtimeNs };
  if (!status.isDirectory()) return { mode, ino, nlink, size, mtimeNs, text: readFileSync(path, 'latin1') };
  const names = readdirSync(path, { encoding: 'buffer' }).sort(Buffer.compare);
  const children = names.map((name) => [
    name.toString('latin1'),
    describeTree(Buffer.concat([path, Buffer.from('/'), name])),
  ]);
  return { mode, ino, mtimeNs, children };
}

describe('the trash', () => {
  testOnLinux('takes a file with a note that says where it was', () => {
    writeFileSync(join(work, 'a file'), 'text');
    const [outcome] = own.trash([at('a file')]);
    expect(outcome).toMatchObject({ trashed: { name: Uint8Array.from(Buffer.from('a file')) } });
    expect(existsSync(join(work, 'a file'))).toBe(false);
    expect(readFileSync(join(home, 'Trash/files/a file'), 'utf8')).toBe('text');
    const note = readFileSync(join(home, 'Trash/info/a file.trashinfo'), 'utf8');
    expect(note).toMatch(
      new RegExp(
        `^\\[Trash Info\\]\nPath=${work}/a%20file\nDeletionDate=\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\n$`,
      ),
    );
  });

  testOnLinux('gives any name, any kind and any tree back as it was', () => {
    const name = fc
      .uint8Array({ minLength: 1, maxLength: 255 })
      .filter(
        (bytes) =>
          !bytes.includes(0) && !bytes.includes(47) && !/^\.\.?$/.test(Buffer.from(bytes).toString('latin1')),
      );
    let count = 0;
    fc.assert(
      fc.property(fc.array(name, { minLength: 1, maxLength: 6 }), fc.array(fc.nat(3)), (names, kinds) => {
        const folder = join(work, String(++count));
        mkdirSync(folder);
        const distinct = [
          ...new Map(names.map((bytes) => [Buffer.from(bytes).toString('latin1'), bytes])).values(),
        ];
        distinct.forEach((bytes, index) => {
          const path = Buffer.concat([Buffer.from(`${folder}/`), bytes]);
          const kind = kinds[index] ?? 0;
          if (kind === 0) writeFileSync(path, String(index), { mode: 0o400 | index });
          else if (kind === 1) mkdirSync(Buffer.concat([path, Buffer.from('/below')]), { recursive: true });
          else if (kind === 2) symlinkSync('/etc/passwd', path);
          else linkOrWrite(path, distinct[0]!, folder);
        });
        const before = describeTree(Buffer.from(folder));
        const paths = distinct.map((bytes) => at(String(count), bytes));
        const outcomes = own.trash(paths, `run-${count}`);
        expect(outcomes.map(({ problem }) => problem)).toEqual(paths.map(() => undefined));
        expect(readdirSync(folder)).toEqual([]);
        for (const entry of trashed()) expect(restoreEntry(entry)).toBeUndefined();
        const folderTime = lstatSync(folder);
        expect(withoutFolderTime(describeTree(Buffer.from(folder)))).toEqual(withoutFolderTime(before));
        expect(folderTime.isDirectory()).toBe(true);
        expect(readdirSync(join(home, 'Trash/info'))).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  testOnLinux('tells entries of the same name apart, however many', () => {
    const paths = Array.from({ length: 40 }, (_, index) => {
      mkdirSync(join(work, String(index)));
      writeFileSync(join(work, String(index), 'same'), String(index));
      return at(String(index), 'same');
    });
    own.trash(paths);
    expect(readdirSync(join(home, 'Trash/files'))).toHaveLength(40);
    for (const entry of trashed()) restoreEntry(entry);
    for (let index = 0; index < 40; index++) {
      expect(readFileSync(join(work, String(index), 'same'), 'utf8')).toBe(String(index));
    }
  });

  testOnLinux('leaves what is not as it was seen, and says so', () => {
    writeFileSync(join(work, 'grown'), 'a');
    writeFileSync(join(work, 'replaced'), 'a');
    writeFileSync(join(work, 'gone'), 'a');
    const entries = ['grown', 'replaced', 'gone'].map((name) => ({ path: at(name), seen: look(at(name)) }));
    writeFileSync(join(work, 'grown'), 'ab');
    const time = lstatSync(join(work, 'replaced')).mtime;
    writeFileSync(join(work, 'other'), 'a');
    utimesSync(join(work, 'other'), time, time);
    renameSync(join(work, 'other'), join(work, 'replaced'));
    rmSync(join(work, 'gone'));
    const reasons = own.trashSeen(entries).map(({ problem }) => problem?.reason);
    expect(reasons).toEqual(['changed', 'changed', 'gone']);
    expect(readdirSync(work).sort()).toEqual(['grown', 'replaced']);
    expect(readdirSync(join(home, 'Trash/info'))).toEqual([]);
  });

  testOnLinux('is not reached through a folder that became a link', () => {
    mkdirSync(join(work, 'folder'));
    writeFileSync(join(work, 'folder', 'file'), 'mine');
    const entry = { path: at('folder', 'file'), seen: look(at('folder', 'file')) };
    renameSync(join(work, 'folder'), join(work, 'elsewhere'));
    symlinkSync('elsewhere', join(work, 'folder'));
    expect(own.trashSeen([entry])).toMatchObject([{ problem: { reason: 'pathChanged' } }]);
    expect(readFileSync(join(work, 'elsewhere', 'file'), 'utf8')).toBe('mine');
  });

  testOnLinux('that is a link, or that others can write to, is not used', () => {
    mkdirSync(join(fixture.top, `target-${round}`));
    symlinkSync(join(fixture.top, `target-${round}`), join(home, 'Trash'));
    writeFileSync(join(work, 'file'), 'text');
    const [outcome] = own.trash([at('file')]);
    expect(readdirSync(join(fixture.top, `target-${round}`))).toEqual([]);
    // The file goes to the trash at the top of the mount, or stays: never through the link.
    expect(outcome?.trashed === undefined).toBe(existsSync(join(work, 'file')));
    if (outcome?.trashed !== undefined) {
      const entry = listTrash(own.folders.existing([[], splitPath(outcome.trashed.trash).slice(0, -1)])).find(
        ({ path }) => Buffer.compare(path, at('file')) === 0,
      );
      expect(restoreEntry(entry!)).toBeUndefined();
    }
  });

  testOnLinux('keeps what is protected where it is', () => {
    mkdirSync(join(work, 'mine', 'data'), { recursive: true });
    const places = {
      ...nothingProtected,
      ownFolders: [at('mine', 'data')],
      homeFolders: [pathBytes(home)],
    };
    const outcomes = own.trash(
      [at('mine'), at('mine', 'data'), pathBytes(home), pathBytes('/usr'), pathBytes('/etc')],
      'run',
      places,
    );
    expect(outcomes.map(({ problem }) => problem?.reason)).toEqual([
      'ownData',
      'ownData',
      'homeFolder',
      'systemFolder',
      'systemFolder',
    ]);
  });

  testOnLinux('does not put anything in the place of something else', () => {
    writeFileSync(join(work, 'file'), 'old');
    own.trash([at('file')]);
    writeFileSync(join(work, 'file'), 'new');
    const [entry] = trashed();
    expect(restoreEntry(entry!)).toMatchObject({ reason: 'occupied' });
    expect(readFileSync(join(work, 'file'), 'utf8')).toBe('new');
    expect(trashed()).toHaveLength(1);
  });

  testOnLinux('is emptied for good, 12,000 levels deep, and no link in it is followed', () => {
    const canary = join(fixture.top, `canary-${round}`);
    mkdirSync(canary);
    writeFileSync(join(canary, 'kept'), 'kept');
    mkdirSync(join(work, 'deep'));
    const made = spawnSync('python3', ['-c', deepTree, join(work, 'deep'), '12000', canary]);
    expect(made.stderr.toString()).toBe('');
    own.trash([at('deep')]);
    const [entry] = trashed();
    const { problems, removed } = deleteTrashed(entry!);
    expect(problems).toEqual([]);
    expect(removed).toBe(2 * 12_000 + 1);
    expect(readdirSync(join(home, 'Trash/files'))).toEqual([]);
    expect(readdirSync(join(home, 'Trash/info'))).toEqual([]);
    expect(readFileSync(join(canary, 'kept'), 'utf8')).toBe('kept');
  });
});

const deepTree = `
import os, sys
os.chdir(sys.argv[1])
for _ in range(int(sys.argv[2])):
    os.symlink(sys.argv[3], 'link')
    os.mkdir('d')
    os.chdir('d')
`;

describe('the journal', () => {
  testOnLinux('knows after a restart what was moved where, and undo brings it back', () => {
    writeFileSync(join(work, 'file'), 'text');
    own.trash([at('file')], 'first');
    const [run] = readJournal(own.journalPath);
    const [entry] = run!.entries;
    const trash = trashAt(own.folders.existing([]), entry!.trashed!.trash)!;
    expect(
      restoreEntry({ trash, name: entry!.trashed!.name, path: entry!.path }, entry!.seen),
    ).toBeUndefined();
    expect(readFileSync(join(work, 'file'), 'utf8')).toBe('text');
  });

  testOnLinux('passes over a line that was cut off, and loses none after it', () => {
    for (const name of ['a', 'b']) writeFileSync(join(work, name), name);
    own.trash([at('a')], 'one');
    const text = readFileSync(own.journalPath, 'utf8');
    writeFileSync(own.journalPath, text.slice(0, -5));
    own.trash([at('b')], 'two');
    const runs = readJournal(own.journalPath);
    expect(runs.map(({ id, entries }) => [id, entries.length])).toEqual([
      ['one', 1],
      ['two', 1],
    ]);
    expect(runs[0]!.entries[0]!.trashed).toBeUndefined();
    expect(runs[1]!.entries[0]!.trashed).toBeDefined();
  });
});

/** why: that names come and go changes the folder's own time, and its place among the inodes does not matter. */
function withoutFolderTime(tree: unknown): unknown {
  return { ...(tree as object), mtimeNs: 0n };
}

function linkOrWrite(path: Buffer, first: Uint8Array, folder: string): void {
  const source = Buffer.concat([Buffer.from(`${folder}/`), first]);
  if (existsSync(source) && lstatSync(source).isFile()) linkSync(source, path);
  else writeFileSync(path, 'alone');
}
