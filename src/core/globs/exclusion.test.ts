import { describe, expect, test } from 'vitest';
import { encodeName } from '../columns/text.js';
import { compileExclusion } from './exclusion.js';

function excludes(globs: string | readonly string[], path: string, isDirectory = false): boolean {
  const exclusion = compileExclusion(typeof globs === 'string' ? [globs] : globs)!;
  const slash = path.lastIndexOf('/');
  const directory = exclusion.enter(encodeName(path.slice(0, Math.max(0, slash))));
  const name = encodeName(path.slice(slash + 1));
  return exclusion.excludes(directory, name, 0, name.length, () => isDirectory);
}

describe('a glob without a slash matches a name, wherever it is', () => {
  test.each<[glob: string, path: string, isLeftOut: boolean]>([
    ['b', 'b', true],
    ['b', 'a/b', true],
    ['b', 'b/a', false],
    ['b', 'bb', false],
    ['*.o', 'a/x.o', true],
    ['*.o', '.o', true],
    ['*.o', 'x.oo', false],
    ['*', '.hidden', true],
    ['?', '\u00e9', true],
    ['?', 'ab', false],
    ['[ab]', 'b', true],
    ['[!ab]', 'b', false],
    ['\\[ab\\]', '[ab]', true],
    ['{x,y}.c', 'y.c', true],
    ['!b', 'a', false],
    ['!b', '!b', true],
    ['#b', '#b', true],
    ['*', 'two\nlines', true],
    ['a*z', 'a\nz', true],
    ['*\udcff', 'bad\udcff', true],
    ['b', 'B', false],
  ])('%j and %j: %j', (glob, path, isLeftOut) => {
    expect(excludes(glob, path)).toBe(isLeftOut);
  });
});

describe('a glob with a slash matches the end of a path, or from the root', () => {
  test.each<[glob: string, path: string, isLeftOut: boolean]>([
    ['a/b', 'a/b', true],
    ['a/b', 'x/y/a/b', true],
    ['a/b', 'xa/b', false],
    ['a/b', 'a/b/c', false],
    ['/b', 'b', true],
    ['/b', 'a/b', false],
    ['/a/*', 'a/b', true],
    ['/a/*', 'a/b/c', false],
    ['/a/**', 'a/b/c', true],
    ['a/**/z', 'x/a/z', true],
    ['a/**/z', 'a/b/c/z', true],
    ['.git/config', 'deep/.git/config', true],
    ['a/*', '.hidden/a/.b', true],
    ['a/b', 'two\nlines/a/b', true],
    ['a/**/z', 'a/two\nlines/z', true],
    ['dir/**', 'dir', false],
    ['dir/**', 'dir/x', true],
    ['dir/**', 'a/dir/x/y', true],
    ['dir*/**', 'dirs', false],
    ['**', 'a', true],
    ['**/a', 'a', true],
    ['**/a', 'x/y/a', true],
    ['x**y/z', 'x1y/z', true],
    ['x**y/z', 'x/y/z', false],
    ['a/***/z', 'a/b/c/z', true],
    ['./b', 'b', true],
    ['./b', 'a/b', false],
    ['a//b', 'a/b', true],
    ['a/./b', 'a/b', true],
    ['.//./b', 'b', true],
    ['a\\/b', 'x/a/b', true],
    ['[a/]b', 'a/b', false],
    ['?/b', 'a/b', true],
    ['a?b', 'a/b', false],
    ['a[!x]b', 'a/b', false],
  ])('%j and %j: %j', (glob, path, isLeftOut) => {
    expect(excludes(glob, path)).toBe(isLeftOut);
  });
});

describe('a glob with braces matches what one of its parts does', () => {
  test.each<[glob: string, path: string, isLeftOut: boolean]>([
    ['{a,b/c}/d', 'a/d', true],
    ['{a,b/c}/d', 'b/c/d', true],
    ['{a,b/c}/d', 'c/d', false],
    ['{a,{b,c}x}', 'cx', true],
    ['a{,b}', 'a', true],
    ['a{,b}', 'ab', true],
    ['{**,x}/b', 'b', true],
    ['{**,x}/b', 'p/q/b', true],
    ['a/{**,b}', 'a/x/y', true],
    ['a/{**/,}z', 'a/z', true],
    ['a/{**/,}z', 'a/b/c/z', true],
    ['{a/,b}/c', 'a/c', true],
    ['{a}', '{a}', true],
    ['{a}', 'a', false],
    ['{1..3}', '{1..3}', true],
    ['{}', '{}', true],
    ['a}', 'a}', true],
    ['a,b', 'a,b', true],
    ['a]', 'a]', true],
    ['{a\\,b,c}', 'a,b', true],
  ])('%j and %j: %j', (glob, path, isLeftOut) => {
    expect(excludes(glob, path)).toBe(isLeftOut);
  });
});

describe('parentheses, bars and other signs are letters', () => {
  test.each<[glob: string, path: string, isLeftOut: boolean]>([
    ['report (1)*', 'report (1).pdf', true],
    ['report (1)*', 'report 1.pdf', false],
    ['*|*', 'anything', false],
    ['*|*', 'a|b', true],
    ['(*', '(x', true],
    ['(*', 'x', false],
    ['@(a|b)', 'a', false],
    ['@(a|b)', '@(a|b)', true],
    ['+(a)', 'aa', false],
    ['!(a)', 'b', false],
    ['a+b$^"\'', 'a+b$^"\'', true],
    ['?', '\u{1f333}', true],
    ['[\u{1f330}-\u{1f335}]', '\u{1f333}', true],
    ['??', '\u{1f333}', false],
  ])('%j and %j: %j', (glob, path, isLeftOut) => {
    expect(excludes(glob, path)).toBe(isLeftOut);
  });
});

describe('a glob with a slash at its end matches directories only', () => {
  test.each<[glob: string, path: string]>([
    ['b/', 'b'],
    ['b/', 'a/b'],
    ['b//', 'b'],
    ['*/', '.hidden'],
    ['a/b/', 'x/a/b'],
    ['/b/', 'b'],
    ['/a/**/', 'a/x/y'],
  ])('%j and %j', (glob, path) => {
    expect(excludes(glob, path, true)).toBe(true);
    expect(excludes(glob, path, false)).toBe(false);
    expect(excludes(glob.replace(/\/+$/, ''), path, false)).toBe(true);
  });

  test('and no others', () => {
    expect(excludes('b/', 'c', true)).toBe(false);
    expect(excludes('/b/', 'a/b', true)).toBe(false);
    expect(excludes('/a/**/', 'a', true)).toBe(false);
    expect(excludes('{b/,c}', 'b', false)).toBe(false);
    expect(excludes('{b/,c}', 'b', true)).toBe(true);
  });
});

test('one of several globs is enough, whether it is of a name or of a path', () => {
  const globs = ['*.o', '/build', 'cache/tmp'];
  const paths = ['src/x.o', 'build', 'var/cache/tmp', 'src/build', 'tmp'];
  expect(paths.map((path) => excludes(globs, path))).toEqual([true, true, true, false, false]);
});

test('no globs, nothing to ask', () => {
  expect(compileExclusion([])).toBeUndefined();
});
