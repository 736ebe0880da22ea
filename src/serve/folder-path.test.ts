import { describe, expect, test } from 'vitest';
import { isPlainPathIn, joinName, lastName } from './folder-path.js';

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

describe.skipIf(process.platform === 'win32')('a path', () => {
  const cases: [path: string, folder: string, isBelow: boolean][] = [
    ['/srv', '/srv', true],
    ['/srv/a', '/srv', true],
    ['/srv/a/\xff\xfe', '/srv', true],
    ['/srv/...', '/srv', true],
    ['/srv/a b\\c:d', '/srv', true],
    ['/', '/', true],
    ['/etc', '/', true],
    ['/srv2', '/srv', false],
    ['/sr', '/srv', false],
    ['', '/srv', false],
    ['srv/a', '/srv', false],
    ['a', '/srv', false],
    ['/etc', '/srv', false],
    ['/srv/', '/srv', false],
    ['/srv//a', '/srv', false],
    ['/srv/a/', '/srv', false],
    ['/srv/.', '/srv', false],
    ['/srv/..', '/srv', false],
    ['/srv/../etc', '/srv', false],
    ['/srv/a/../../etc', '/srv', false],
    ['/srv/a\0', '/srv', false],
    ['/srv\0/a', '/srv', false],
    ['/./etc', '/', false],
    ['/..', '/', false],
  ];
  for (const [path, folder, isBelow] of cases) {
    test(`${JSON.stringify(path)} is ${isBelow ? '' : 'not '}at or below ${folder}`, () => {
      expect(isPlainPathIn(bytes(path), bytes(folder))).toBe(isBelow);
    });
  }

  test('is made of a folder and a name, and gives the name back', () => {
    for (const [folder, path] of [
      ['/', '/a'],
      ['/srv', '/srv/a'],
    ] as const) {
      expect(joinName(bytes(folder), bytes('a')).toString()).toBe(path);
      expect(Buffer.from(lastName(bytes(path))).toString()).toBe('a');
    }
    expect(Buffer.from(lastName(bytes('/'))).toString()).toBe('/');
  });
});
