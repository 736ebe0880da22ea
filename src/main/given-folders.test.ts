import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldersOf } from './given-folders.js';
import { folderAt, pathBytes, pathText } from './path-bytes.js';

const here = '/home/maria';

describe('the folders among the words of a start', () => {
  test.each<[title: string, words: string[], isPackaged: boolean, folders: string[]]>([
    ['none', ['.'], false, []],
    ['behind the app', ['.', 'music', '/srv'], false, ['/home/maria/music', '/srv']],
    ['of a package, which is no word itself', ['music'], true, ['/home/maria/music']],
    [
      'among switches of Chromium’s',
      ['--inspect=0', '.', '--lang=de', 'music'],
      false,
      ['/home/maria/music'],
    ],
    ['behind two dashes, whatever they look like', ['.', '--', '--odd', '-'], false, ['--odd', '-']],
    ['an empty word is none', ['', ''], true, []],
    ['behind two dashes, even where it looks like an address', ['--', 'file:/srv'], true, ['file:/srv']],
    ['with a colon in its name', ['a:b', 'file:b', 'c:'], true, ['a:b', 'file:b', 'c:']],
  ])('%s', (_title, words, isPackaged, folders) => {
    expect(foldersOf(words, isPackaged, here)).toEqual(folders.map((folder) => resolve(here, folder)));
  });

  test('as addresses, as a file manager gives them to an AppImage', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme', minLength: 1 })), (names) => {
        const paths = names.map((name) => resolve(here, `./${name.replaceAll('\0', '0')}`));
        expect(
          foldersOf(
            paths.map((path) => pathToFileURL(path).href),
            true,
            here,
          ),
        ).toEqual(paths);
      }),
    );
  });

  test.each([
    'https://example.com/srv',
    'smb://server/share',
    'trash:///',
    'file:///srv/%2F',
    'file:///%ff',
    'file:///%',
  ])('are none at %s, which is given as nothing on this disk', (address) => {
    expect(foldersOf([address, 'music'], true, here)).toEqual(['', resolve(here, 'music')]);
  });

  test('are absolute, however they were named', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.boolean(), (words, isPackaged) => {
        for (const folder of foldersOf(words, isPackaged, here)) {
          if (folder !== '') expect(resolve('/', folder)).toBe(folder);
        }
      }),
    );
  });
});

describe('a path as text', () => {
  test('comes back from its bytes as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (path) => {
        expect(pathText(pathBytes(path))).toBe(path);
      }),
    );
  });

  test('is none where bytes would be lost', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const text = pathText(bytes);
        if (text !== undefined) expect(Buffer.from(text).equals(bytes)).toBe(true);
      }),
    );
    expect(pathText(Uint8Array.of(47, 0xff))).toBeUndefined();
  });

  test.each([
    ['/srv/media', 'media'],
    ['/', '/'],
    ['/srv/media/', 'media'],
  ])('%s is called %s', (path, name) => {
    expect(Buffer.from(folderAt(path).name).toString()).toBe(name);
  });
});
