import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeName } from '../columns/text.js';
import { GlobAutomaton } from './glob-automaton.js';
import { findGlobProblem, GlobError, MAX_GLOB_LENGTH, parseGlob } from './glob-parser.js';

describe('what is wrong with a glob, and where', () => {
  test.each<[glob: string, problem: string, position: number, text: string]>([
    ['[ab', 'openBracket', 0, '['],
    ['a/[b', 'openBracket', 2, '['],
    ['\u{1f333}[]', 'openBracket', 1, '['],
    ['[!]', 'openBracket', 0, '['],
    ['[a\\', 'openBracket', 0, '['],
    ['[a-', 'openBracket', 0, '['],
    ['x/{a,b', 'openBrace', 2, '{'],
    ['{a', 'openBrace', 0, '{'],
    ['{a,{b,c}', 'openBrace', 0, '{'],
    ['a\\', 'lastBackslash', 1, '\\'],
    [`a${'\\'.repeat(5)}`, 'lastBackslash', 5, '\\'],
    ['x[[:digits:]]', 'unknownClass', 2, '[:digits:]'],
    ['[[=a=]]', 'unknownClass', 1, '[=a=]'],
    ['[[.-.]]', 'unknownClass', 1, '[.-.]'],
    ['a[z-a]', 'emptyRange', 2, 'z-a'],
    ['', 'nothing', 0, ''],
    ['/', 'nothing', 0, '/'],
    ['//', 'nothing', 0, '//'],
    ['./', 'nothing', 0, './'],
    ['{'.repeat(100), 'tooDeep', 64, '{'],
    ['a'.repeat(MAX_GLOB_LENGTH + 1), 'tooLong', MAX_GLOB_LENGTH, 'a'],
  ])('%j: %s at %i', (glob, problem, position, text) => {
    expect(findGlobProblem(glob)).toEqual({ problem, position, text });
    expect(() => parseGlob(glob)).toThrow(GlobError);
  });

  test('is told in English', () => {
    expect(() => parseGlob('a/[b')).toThrow('the "[" at character 3 has no "]"');
    expect(() => parseGlob('a[z-a]')).toThrow('the range "z-a" at character 3 is empty');
    expect(() => parseGlob('[[:x:]]')).toThrow('"[:x:]" at character 2 is no class of characters');
  });

  test.each(
    ['*.o', '\\[', 'a]', 'a)', '(a', '{', 'a'.repeat(MAX_GLOB_LENGTH)].filter((glob) => glob !== '{'),
  )('nothing is wrong with %s', (glob) => expect(findGlobProblem(glob)).toBeNull());
});

const piece = fc.constantFrom(
  ...[
    'a',
    'b',
    'é',
    '/',
    '*',
    '**',
    '?',
    '[',
    ']',
    '[ab]',
    '[!a-c]',
    '[[:alpha:]]',
    '{',
    '}',
    ',',
    '\\',
    '-',
    '.',
  ],
);
const anyGlob = fc.array(piece, { maxLength: 60 }).map((pieces) => pieces.join(''));

test('any text is a glob or has a problem; it takes states by its length, and time by that and the path', () => {
  const paths = ['a/b', 'abababababababab', 'a/é/b/a.b', `${'a'.repeat(120)}/b`].map(encodeName);
  fc.assert(
    fc.property(fc.oneof(anyGlob, fc.string({ unit: 'binary', maxLength: 60 })), (glob) => {
      if (findGlobProblem(glob) !== null) return;
      const automaton = new GlobAutomaton([parseGlob(glob)]);
      expect(automaton.size).toBeLessThanOrEqual(5 * glob.length + 5);
      for (const path of paths) {
        const before = automaton.work;
        automaton.run(automaton.start, path, 0, path.length);
        expect(automaton.work - before).toBeLessThanOrEqual(4 * automaton.size * path.length);
      }
    }),
    { numRuns: 2000 },
  );
});

describe('no glob takes long', () => {
  test.each<[glob: string, name: string, matches: boolean]>([
    ['*(*)b', 'a'.repeat(31), false],
    ['*a*a*a*a*a*b', 'a'.repeat(120), false],
    [`${'*a'.repeat(60)}b`, 'a'.repeat(250), false],
    ['[ab]'.repeat(24), 'ab'.repeat(12), true],
    ['[ab]'.repeat(24), 'ab'.repeat(13), false],
    ['{a,b}'.repeat(300), 'ab'.repeat(150), true],
    ['{a,b}'.repeat(300), 'ab'.repeat(149), false],
    [`a${'\\'.repeat(4)}`, 'a\\\\', true],
    [`*a${'?'.repeat(200)}`, `${'ab'.repeat(60)}a${'b'.repeat(200)}`, true],
    [`{${'{a,b},'.repeat(600)}c}`, 'c', true],
  ])('%j and %j', (glob, name, matches) => {
    const automaton = new GlobAutomaton([parseGlob(glob)]);
    const bytes = encodeName(name);
    const { globs } = automaton.run(automaton.start, bytes, 0, bytes.length);
    expect(globs.length > 0).toBe(matches);
    expect(automaton.size).toBeLessThanOrEqual(5 * glob.length + 5);
    expect(automaton.work).toBeLessThanOrEqual(4 * automaton.size * (bytes.length + 1));
  });
});

test('what was found is dropped when it takes too much room, and found again', () => {
  const glob = `*a${'?'.repeat(150)}`;
  const automaton = new GlobAutomaton([parseGlob(glob)]);
  for (let round = 0; round < 60; round++) {
    const name = Array.from({ length: 250 }, (_, at) =>
      (at * 7919 + round * 104_729) % 5 < 2 ? 'a' : 'b',
    ).join('');
    const bytes = encodeName(name);
    const { globs } = automaton.run(automaton.start, bytes, 0, bytes.length);
    expect(globs.length > 0).toBe(name.at(-151) === 'a');
  }
});
