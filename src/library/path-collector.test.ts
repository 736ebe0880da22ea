import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readableCases } from '../../test/fixture/build-fixture.js';
import { provideFixture } from '../../test/fixture/provide-fixture.js';
import { FileListWalker } from './file-list-walker.js';
import type { PathEntry } from './list-entry.js';
import { collectPathsRecursive } from './path-collector.js';
import { bytesToPath, pathToBytes } from './path-text.js';

// The texts of the paths of one chain of 6,000 folders are 70 MB: it has a test of its own.
const fixture = provideFixture(readableCases.filter((name) => name !== 'deep'));
const deep = provideFixture(['deep']);

/** Each directory before what it holds, names in the order of fs.readdir. */
function readAll(folder: Buffer): Buffer[] {
  return readdirSync(folder, { encoding: 'buffer', withFileTypes: true }).flatMap((entry) => {
    const path = Buffer.concat([folder, Buffer.from('/'), entry.name]);
    return entry.isDirectory() ? [path, ...readAll(path)] : [path];
  });
}

describe('the paths below a root', () => {
  test.each(['names', 'plain', 'prefixes'])('come in the order of fs.readdir: %s', (name) => {
    const root = `${fixture.tree}/${name}`;
    const paths = collectPathsRecursive(root).map(({ fullPath }) => pathToBytes(fullPath).toString('latin1'));
    const expected = readAll(Buffer.from(root)).map((path) => path.toString('latin1'));
    expect(paths).toEqual([root, ...expected]);
  });

  test('say how deep they are, and which is the root', () => {
    const root = `${fixture.tree}/prefixes`;
    const [first, ...others] = collectPathsRecursive(root);
    expect(first).toEqual({ fullPath: root, relativePath: '', depth: 0, isRoot: true });
    expect(others.length).toBeGreaterThan(0);
    for (const { fullPath, relativePath, depth, isRoot } of others) {
      expect(isRoot).toBe(false);
      expect(fullPath).toBe(`${root}/${relativePath}`);
      expect(depth).toBe(relativePath.split('/').length);
    }
  });

  test.each([false, true])(
    'are those of the plain walk, where followLinks is %s',
    (followLinks) => {
      const root = followLinks ? `${fixture.tree}/symbolic-links` : fixture.tree;
      const briefly = ({ fullPath, depth }: PathEntry) => `${depth} ${fullPath}`;
      const paths = collectPathsRecursive(root, { followLinks }).map(briefly);
      const walked = [...new FileListWalker(root, { followLinks })].map(briefly);
      expect(paths.length).toBe(walked.length);
      expect(paths.findIndex((path, index) => path !== walked[index])).toBe(-1);
    },
    60_000,
  );

  test('may be longer than PATH_MAX', () => {
    const paths = collectPathsRecursive(deep.tree);
    const depths = [...new FileListWalker(deep.tree)].map(({ depth }) => depth);
    expect(paths.map(({ depth }) => depth)).toEqual(depths);
    expect(Math.max(...depths)).toBeGreaterThan(6000);
    const longest = paths.find(({ depth }) => depth === Math.max(...depths))!;
    expect(longest.relativePath).toMatch(/^deep\/levels\/(s\/)+leaf$/);
  }, 60_000);

  test('keep the root as it was given', () => {
    const [root, first] = collectPathsRecursive(`${fixture.tree}/plain/`);
    expect(root!.fullPath).toBe(`${fixture.tree}/plain/`);
    expect(first!.fullPath).toBe(`${fixture.tree}/plain/${first!.relativePath}`);
  });

  test('throw for a root that cannot be read', () => {
    expect(() => collectPathsRecursive('/no/such/folder')).toThrow(
      expect.objectContaining({ code: 'ENOENT' }),
    );
  });
});

describe('a path as a string', () => {
  test.each([
    ['ASCII', 'plain'],
    ['UTF-8', 'h\u00e9ctare-\u{1f33e}'],
  ])('is the text itself: %s', (_, text) => {
    expect(bytesToPath(Buffer.from(text))).toBe(text);
    expect(pathToBytes(text)).toEqual(Buffer.from(text));
  });

  test('leads back to bytes that are not UTF-8', () => {
    const bytes = Buffer.from('caf\xe9-\xff\xed\xa0\x80', 'latin1');
    expect(pathToBytes(bytesToPath(bytes))).toEqual(bytes);
  });
});
