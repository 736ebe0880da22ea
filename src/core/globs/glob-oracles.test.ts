import fc from 'fast-check';
import { expect, test } from 'vitest';
import { makeFolder } from '../../../test/fixture/files.js';
import { provideEmptyFixture } from '../../../test/fixture/provide-fixture.js';
import { findNames } from '../../../test/oracles/find-names.js';
import { testNeeding } from '../../../test/programs/requirements.js';
import { encodeName } from '../columns/text.js';
import { GlobAutomaton } from './glob-automaton.js';
import { findGlobProblem, parseGlob } from './glob-parser.js';

const folder = provideEmptyFixture();

function matches(glob: string, path: Uint8Array): boolean {
  const automaton = new GlobAutomaton([parseGlob(glob)]);
  return automaton.run(automaton.start, path, 0, path.length).globs.length > 0;
}

const letters = [
  'a',
  'b',
  'c',
  'B',
  '0',
  '7',
  '.',
  '-',
  ' ',
  '(',
  ')',
  '|',
  '+',
  '!',
  '^',
  ']',
  '\\',
  '*',
  '[',
  'é',
  'ü',
];
const signs = ['\u{1f333}', '日', '#', '@', '$', '=', ':', '~', '"', "'", '\n', '\t'];
const brackets = [
  '[ab]',
  '[!ab]',
  '[^a-c]',
  '[]a]',
  '[!]]',
  '[a-]',
  '[-a]',
  '[à-ü]',
  '[\\]b]',
  '[[:alpha:]]',
];
const classes = [
  '[[:digit:]x]',
  '[![:punct:]]',
  '[[:upper:]-]',
  '[[:space:]]',
  '[[:alnum:]_]',
  '[[:xdigit:]]',
  '[a-cB-]',
];
const escapes = ['\\a', '\\*', '\\?', '\\[', '\\\\', '\\é', '\\('];
const stars = ['*', '*', '*', '?', '?', '**', '***'];
const plain = fc.constantFrom(...letters, ...signs);
const piece = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('a', 'b', 'c', ...letters) },
  { weight: 3, arbitrary: fc.constantFrom(...stars) },
  { weight: 2, arbitrary: fc.constantFrom(...brackets, ...classes, ...escapes) },
);
const randomGlob = fc
  .array(piece, { minLength: 1, maxLength: 7 })
  .map((pieces) => pieces.join(''))
  .filter((glob) => findGlobProblem(glob) === null);
const randomName = fc
  .array(plain, { minLength: 1, maxLength: 6 })
  .map((pieces) => Buffer.from(pieces.join('')))
  .filter((name) => !/^\.\.?$/.test(name.toString()));
/** Not UTF-8 anywhere beyond ASCII, since find then sees bytes in the whole name. */
const brokenName = fc
  .array(fc.constantFrom('a', 'b', '.', '\xff', '\xfe', '\x80'), { minLength: 1, maxLength: 6 })
  .map((pieces) => Buffer.from(pieces.join(''), 'latin1'))
  .filter((name) => !/^\.\.?$/.test(name.toString('latin1')));

/** A matcher of names that are given, and answered, in Latin-1. */
function matcher(glob: string): (name: string) => boolean {
  const automaton = new GlobAutomaton([parseGlob(glob)]);
  return (name) => {
    const bytes = Buffer.from(name, 'latin1');
    return automaton.run(automaton.start, bytes, 0, bytes.length).globs.length > 0;
  };
}

/** The same for each byte of glob and names. */
function byteMatcher(glob: string): (name: string) => boolean {
  const matchesText = matcher(Buffer.from(glob).toString('latin1'));
  return (name) => matchesText(Buffer.from(name).toString('latin1'));
}

testNeeding('GNU find', 'Linux')('names match as find and fnmatch match them', () => {
  const globs = [...new Set(fc.sample(randomGlob, { seed: 1, numRuns: 3000 }))];
  const random = fc.sample(fc.oneof({ weight: 4, arbitrary: randomName }, brokenName), {
    seed: 2,
    numRuns: 400,
  });
  const single = letters.filter((name) => name !== '.').map((name) => Buffer.from(name));
  const named = new Map([...random, ...single].map((name) => [name.toString('latin1'), name]));
  const found = findNames(makeFolder(folder.tree, 'names'), [...named.values()], globs);
  let matched = 0;
  for (const [index, glob] of globs.entries()) {
    const isMatch = matcher(glob);
    const isByteMatch = byteMatcher(glob);
    const foundNames = new Set(found[index]);
    const hasClass = glob.includes('[:');
    // why: what does not match as characters, glibc tries as bytes, of which none beyond ASCII is in a class: "??" matches "é".
    const expected = [...named.keys()].filter(
      (name) =>
        isMatch(name) ||
        (foundNames.has(name) && (isByteMatch(name) || (hasClass && /[\x80-\xff]/.test(name)))),
    );
    expect([glob, ...expected.sort()]).toEqual([glob, ...found[index]!]);
    matched += expected.length;
  }
  expect(globs.length).toBeGreaterThan(2000);
  expect(matched).toBeGreaterThan(10_000);
});

/** Globs that one with braces stands for, multiplied out. */
function expand(glob: string): string[] {
  const open = /\{([^{}]*,[^{}]*)\}/.exec(glob);
  if (!open) return [glob];
  const [whole, list] = open;
  return list!.split(',').flatMap((each) => expand(glob.replace(whole, () => each)));
}

/** Matches by trying every possibility. */
function matchesNames(parts: readonly string[], names: readonly string[]): boolean {
  if (parts.length === 0) return names.length === 0;
  const [part, ...others] = parts;
  if (part === '**') {
    const least = others.length === 0 ? 1 : 0;
    return (
      names.some((_, count) => count >= least && matchesNames(others, names.slice(count))) ||
      (names.length >= least && matchesNames(others, []))
    );
  }
  return names.length > 0 && matchesName(part!, names[0]!) && matchesNames(others, names.slice(1));
}

function matchesName(glob: string, name: string): boolean {
  if (glob === '') return name === '';
  if (glob[0] === '*')
    return matchesName(glob.slice(1), name) || (name !== '' && matchesName(glob, name.slice(1)));
  return name !== '' && (glob[0] === '?' || glob[0] === name[0]) && matchesName(glob.slice(1), name.slice(1));
}

function expected(glob: string, path: string): boolean {
  return expand(glob).some((each) => {
    const parts = each.replace(/^\//, '').split('/');
    return matchesNames(each.startsWith('/') ? parts : ['**', ...parts], path.split('/'));
  });
}

const pathPiece = fc.constantFrom(
  'a',
  'b',
  'ab',
  '*',
  '?',
  '**',
  '/',
  '/',
  '/**/',
  '{a,b}',
  '{a/b,b}',
  '{a,{b,ab}}',
  '{**,a}',
  '{,a}',
  '{*,**/a}',
  '{a,b/**}',
);
const pathGlob = fc
  .array(pathPiece, { minLength: 1, maxLength: 6 })
  .map((pieces) =>
    pieces
      .join('')
      .replace(/\/+/g, '/')
      .replace(/\/$/, '')
      .replace(/\*{3,}/g, '**'),
  )
  .filter((glob) => findGlobProblem(glob) === null)
  // Braces hide from `**` what follows them, and from a slash another one (`docs/globs.md`).
  .filter((glob) => !/\}\*|\*\{|\}\{/.test(glob))
  .filter((glob) =>
    expand(glob).every((each) => !/\/\/|\/$|^$/.test(each) && each.startsWith('/') === glob.startsWith('/')),
  );
const name = fc.constantFrom('a', 'b', 'ab', 'ba', 'aab');
const path = fc.array(name, { minLength: 1, maxLength: 5 }).map((names) => names.join('/'));

test('paths match as all globs without braces do that a glob stands for, tried in every way', () => {
  fc.assert(
    fc.property(pathGlob, fc.array(path, { minLength: 10, maxLength: 10 }), (glob, paths) => {
      for (const each of paths)
        expect([glob, each, matches(glob, encodeName(each))]).toEqual([glob, each, expected(glob, each)]);
    }),
    { numRuns: 3000 },
  );
});
