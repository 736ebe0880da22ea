import { describe, expect, test } from 'vitest';
import { compileExclusion, compileNameExclusion, findGlobProblem } from './exclusion.js';

const excludes = (glob: string, path: string, isDirectory = false): boolean => {
  const slash = path.lastIndexOf('/');
  const [directory, name] = [path.slice(0, Math.max(0, slash)), path.slice(slash + 1)];
  return compileExclusion([glob])!.excludes(directory, name, () => isDirectory);
};

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
  });

  test.each(['/', '//'])('but %j asks for nothing', (glob) => {
    expect(findGlobProblem(glob)?.problem).toBe('nothing');
  });
});

test('one of several globs is enough, whether it is of a name or of a path', () => {
  const exclusion = compileExclusion(['*.o', '/build', 'cache/tmp'])!;
  const paths: [string, string][] = [
    ['src', 'x.o'],
    ['', 'build'],
    ['var/cache', 'tmp'],
    ['src', 'build'],
    ['', 'tmp'],
  ];
  expect(paths.map(([directory, name]) => exclusion.excludes(directory, name, () => false))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
});

test.each([4, 5, 50, 51])('a glob that ends with %d backslashes comes to an end', (count) => {
  for (const glob of ['a', 'a/b', '{a,b}'].map((begin) => begin + '\\'.repeat(count))) {
    expect(excludes(glob, 'a')).toBe(false);
    expect(excludes(`${glob}/`, 'a', true)).toBe(false);
    expect(compileNameExclusion(glob)('a')).toBe(false);
  }
  expect(excludes(`a${'\\'.repeat(4)}`, 'a\\')).toBe(true);
});

test('no globs, nothing to ask', () => {
  expect(compileExclusion([])).toBeUndefined();
});

test.each(['[', '[a', 'a/[b', '(a', '{a', 'x{a,b'])('the broken glob %j is refused', (glob) => {
  expect(() => compileExclusion([glob])).toThrow(SyntaxError);
});

test.each(['', '/'])('the empty glob %j is refused', (glob) => {
  expect(() => compileExclusion([glob])).toThrow();
});

test.each([
  ['*.o', null],
  ['[ab', { problem: 'missingClosing', bracket: ']' }],
  ['a]', { problem: 'missingOpening', bracket: '[' }],
  ['x/{a,b', { problem: 'missingClosing', bracket: '}' }],
  ['(a', { problem: 'missingClosing', bracket: ')' }],
  ['a)', { problem: 'missingOpening', bracket: '(' }],
  ['\\[', null],
  ['/', { problem: 'nothing', bracket: '' }],
])('what is wrong with the glob %s: %j', (glob, problem) => {
  expect(findGlobProblem(glob)).toEqual(problem);
});
