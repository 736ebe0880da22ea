import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderError, OfferedFolders } from './offered-folders.js';

const bytes = (path: string): Uint8Array => Buffer.from(path);
let top: string;

beforeEach(() => {
  top = realpathSync(mkdtempSync(join(tmpdir(), 'hectare-offered-')));
  for (const folder of ['given/sub/deep', 'given/other', 'secret/inner']) {
    mkdirSync(join(top, folder), { recursive: true });
  }
  writeFileSync(join(top, 'given', 'file'), '');
  symlinkSync(join(top, 'secret'), join(top, 'given', 'way-out'));
  symlinkSync(join(top, 'given', 'sub'), join(top, 'given', 'within'));
});
afterEach(() => rmSync(top, { recursive: true }));

const offer = (): Promise<OfferedFolders> => OfferedFolders.of([bytes(join(top, 'given'))]);

describe('the folders that are offered', () => {
  test('are those that were given, each once, with the space of their file systems', async () => {
    symlinkSync(join(top, 'given'), join(top, 'link'));
    const folders = await OfferedFolders.of([join(top, 'given'), join(top, 'link')].map(bytes));
    const roots = await folders.roots();
    expect(roots.map(({ path, name }) => [String(path), String(name)])).toEqual([
      [join(top, 'given'), 'given'],
    ]);
    expect(roots[0]?.space?.total).toBeGreaterThan(0);
  });

  test('have subfolders, sorted, without links and files', async () => {
    const { folders, isCut } = await (await offer()).list(bytes(join(top, 'given')));
    expect(folders.map(({ name }) => String(name))).toEqual(['other', 'sub']);
    expect(folders.map(({ path }) => String(path))).toEqual(
      ['other', 'sub'].map((name) => join(top, 'given', name)),
    );
    expect(isCut).toBe(false);
  });

  test('must exist and be folders', async () => {
    for (const path of [join(top, 'missing'), join(top, 'given', 'file')]) {
      await expect(OfferedFolders.of([bytes(path)])).rejects.toBeInstanceOf(FolderError);
    }
  });
});

describe('a folder that is asked for', () => {
  test('is held when it is given, or below', async () => {
    const folders = await offer();
    for (const path of ['given', 'given/sub', 'given/sub/deep']) {
      const pinned = await folders.pin(bytes(join(top, path)));
      expect(String(pinned.path)).toBe(join(top, path));
      await pinned.close();
    }
  });

  const refused: [string, string, string][] = [
    ['outside', 'secret', 'notAllowed'],
    ['above', '.', 'notAllowed'],
    ['a link that leads out', 'given/way-out', 'notAllowed'],
    ['behind a link that leads out', 'given/way-out/inner', 'notAllowed'],
    ['a link that stays within', 'given/within', 'notAllowed'],
    ['behind a link that stays within', 'given/within/deep', 'notAllowed'],
    ['missing', 'given/missing', 'rootUnreadable'],
    ['a file', 'given/file', 'rootUnreadable'],
    ['with a name too long', `given/${'n'.repeat(300)}`, 'rootUnreadable'],
  ];
  for (const [title, path, code] of refused) {
    test(`is refused: ${title}`, async () => {
      const asked = (await offer()).pin(bytes(join(top, path)));
      await expect(asked).rejects.toMatchObject({ refusal: { code } });
    });
  }

  const written = [
    'given/../secret',
    'given/sub/../../secret',
    'given/./sub',
    'given//sub',
    'given/sub/',
    'given/sub\0',
  ];
  for (const path of written) {
    test(`is refused as it is written: ${JSON.stringify(path)}`, async () => {
      const folders = await offer();
      for (const asked of [folders.pin(bytes(`${top}/${path}`)), folders.list(bytes(`${top}/${path}`))]) {
        await expect(asked).rejects.toMatchObject({ refusal: { code: 'notAllowed' } });
      }
    });
  }

  test('is refused when a link has taken its place, or the place of the root', async () => {
    const folders = await offer();
    renameSync(join(top, 'given', 'sub'), join(top, 'given', 'moved'));
    symlinkSync(join(top, 'secret'), join(top, 'given', 'sub'));
    const below = folders.pin(bytes(join(top, 'given', 'sub', 'inner')));
    await expect(below).rejects.toMatchObject({ refusal: { code: 'notAllowed' } });
    renameSync(join(top, 'given'), join(top, 'elsewhere'));
    symlinkSync(join(top, 'secret'), join(top, 'given'));
    const root = folders.pin(bytes(join(top, 'given')));
    await expect(root).rejects.toMatchObject({ refusal: { code: 'notAllowed' } });
  });

  test('is refused when another folder has taken the place of the root', async () => {
    const folders = await offer();
    renameSync(join(top, 'given'), join(top, 'elsewhere'));
    mkdirSync(join(top, 'given', 'sub'), { recursive: true });
    for (const path of ['given', 'given/sub']) {
      const asked = folders.pin(bytes(join(top, path)));
      await expect(asked).rejects.toMatchObject({ refusal: { code: 'notAllowed' } });
    }
  });
});
