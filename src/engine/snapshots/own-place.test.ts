/** Snapshots that somebody else could have written, or can write, are refused with a word, and left where they are. */
import { chmodSync, chownSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect } from 'vitest';
import { testNeeding } from '../../../test/programs/requirements.js';
import { Tree } from '../../core/tree/tree.js';
import { type RefusedSnapshot, SnapshotStore } from './store.js';

const testOnPosix = testNeeding('Linux or macOS');
const testAsRoot = testNeeding('root');
const root = Buffer.from('/somewhere');
const rules = { followLinks: false as const, crossMounts: false, exclude: [] };

let top: string;
let folder: string;
let refused: RefusedSnapshot[];
let store: SnapshotStore;

beforeEach(async () => {
  top = mkdtempSync(join(tmpdir(), 'hectare-own-'));
  folder = join(top, 'snapshots');
  refused = [];
  store = new SnapshotStore(folder, (each) => refused.push(each));
  await save();
});
afterEach(() => rmSync(top, { recursive: true }));

const save = () =>
  store.save({
    tree: new Tree(),
    root,
    rules,
    started: Date.now(),
    complete: true,
    backend: 'node',
    scanners: 1,
  });

describe('a folder of snapshots is refused', () => {
  const expectRefused = async (word: string) => {
    for (const use of [() => store.list(root), () => store.list(), () => store.newest(root, rules), save]) {
      await expect(use()).rejects.toThrow(word);
    }
  };

  testOnPosix('that is a link', async () => {
    renameSync(folder, join(top, 'elsewhere'));
    symlinkSync(join(top, 'elsewhere'), folder);
    await expectRefused('symbolic link');
  });

  testOnPosix('in which others may write', async () => {
    chmodSync(folder, 0o777);
    await expectRefused('other users may write');
  });

  testAsRoot('of another user', async () => {
    chownSync(folder, 54_321, 54_321);
    await expectRefused('another user');
  });
});

describe('a snapshot is not taken, and stays where it is', () => {
  const expectLeft = async (word: string, path: string) => {
    expect(await store.list(root)).toEqual([]);
    expect(refused).toMatchObject([{ path, movedTo: undefined }]);
    expect(refused[0]!.problem.message).toContain(word);
    expect(readdirSync(dirname(path))).toHaveLength(1);
  };

  testOnPosix('that others may write', async () => {
    const path = (await store.list(root))[0]!.path;
    chmodSync(path, 0o666);
    await expectLeft('other users may write', path);
  });

  testAsRoot('of another user', async () => {
    const path = (await store.list(root))[0]!.path;
    chownSync(path, 54_321, 54_321);
    await expectLeft('another user', path);
  });
});
