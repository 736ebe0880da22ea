import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findGlobProblem } from '../globs/glob-parser.js';
import { parseFilter } from './parser.js';
import { printFilter } from './printer.js';
import { ageUnits, type Filter, sizeUnits } from './syntax.js';

const word = (text: string): Filter => ({ type: 'word', text });

const read: [line: string, filter: Filter | null][] = [
  ['', null],
  ['  \t ', null],
  ['film', word('film')],
  [' Film.2024 ', word('Film.2024')],
  ['"two words"', word('two words')],
  ['"say \\"no\\" to \\\\"', word('say "no" to \\')],
  ['back\\slash', word('back\\slash')],
  ['a=b', word('a=b')],
  ['a-b', word('a-b')],
  ['"and"', word('and')],
  ['android', word('android')],
  ['日本', word('日本')],
  ['ext:mp4', { type: 'ext', values: ['mp4'] }],
  ['EXT:.MP4,Mkv,tar.gz', { type: 'ext', values: ['mp4', 'mkv', 'tar.gz'] }],
  ['ext="a b"', { type: 'ext', values: ['a b'] }],
  ['kind:video,folder', { type: 'kind', values: ['video', 'folder'] }],
  ['kind:DISKIMAGE', { type: 'kind', values: ['diskImage'] }],
  ['owner:root,1000', { type: 'owner', values: ['root', '1000'] }],
  ['path:src/**', { type: 'path', glob: 'src/**' }],
  ['path:"(a)/*"', { type: 'path', glob: '(a)/*' }],
  ['size>1G', { type: 'size', comparison: '>', amount: 1, unit: 'G' }],
  ['size<=1.5gb', { type: 'size', comparison: '<=', amount: 1.5, unit: 'G' }],
  ['size<0,5KiB', { type: 'size', comparison: '<', amount: 0.5, unit: 'Ki' }],
  ['size=100', { type: 'size', comparison: '=', amount: 100, unit: 'B' }],
  ['size:100', { type: 'size', comparison: '=', amount: 100, unit: 'B' }],
  ['size:>=100B', { type: 'size', comparison: '>=', amount: 100, unit: 'B' }],
  ['age>1y', { type: 'age', comparison: '>', amount: 1, unit: 'y' }],
  ['age<="6 months"', { type: 'age', comparison: '<=', amount: 6, unit: 'm' }],
  ['a b', { type: 'and', parts: [word('a'), word('b')] }],
  ['a AND b', { type: 'and', parts: [word('a'), word('b')] }],
  ['a"b"', { type: 'and', parts: [word('a'), word('b')] }],
  ['a (b c) and d', { type: 'and', parts: [word('a'), word('b'), word('c'), word('d')] }],
  ['a or b c', { type: 'or', parts: [word('a'), { type: 'and', parts: [word('b'), word('c')] }] }],
  ['(a or b) c', { type: 'and', parts: [{ type: 'or', parts: [word('a'), word('b')] }, word('c')] }],
  ['-a', { type: 'not', part: word('a') }],
  ['not a', { type: 'not', part: word('a') }],
  ['not -a', word('a')],
  ['-"a b" c', { type: 'and', parts: [{ type: 'not', part: word('a b') }, word('c')] }],
  ['-(a or b)', { type: 'not', part: { type: 'or', parts: [word('a'), word('b')] } }],
  ['not(a)b', { type: 'and', parts: [{ type: 'not', part: word('a') }, word('b')] }],
  ['((((a))))', word('a')],
];

const refused: [line: string, problem: string, place: string][] = [
  ['film colour:red', 'unknownField', '     ------    '],
  ['szie>1G', 'unknownField', '----   '],
  ['ext:', 'missingValue', '----'],
  ['ext:mp4,', 'missingValue', '    ----'],
  ['a size> b', 'missingValue', '  -----  '],
  ['a ""', 'missingValue', '  --'],
  ['a and', 'missingValue', '  ---'],
  ['not', 'missingValue', '---'],
  ['a - b', 'missingValue', '  -  '],
  ['size>1X', 'badNumber', '     --'],
  ['size>much', 'badNumber', '     ----'],
  ['size>-1', 'badNumber', '     --'],
  ['size>12345678901234567890', 'badNumber', '     --------------------'],
  ['age>1', 'badDuration', '    -'],
  ['age>1fortnight', 'badDuration', '    ----------'],
  ['path:a[', 'badGlob', '     --'],
  ['"two words', 'unclosed', '----------'],
  ['a ext:"b', 'unclosed', '  ------'],
  ['a (b or c', 'unclosed', '  -      '],
  ['(', 'unclosed', '-'],
  [')', 'unexpected', '-'],
  ['a ) b', 'unexpected', '  -  '],
  ['()', 'unexpected', ' -'],
  ['or a', 'unexpected', '--  '],
  ['a or or b', 'unexpected', '     --  '],
  ['owner>1', 'unexpected', '     - '],
  ['kind:vidoe', 'unknownKind', '     -----'],
];

describe('the filter line', () => {
  test.each(read)('reads %s', (line, filter) => {
    expect(parseFilter(line)).toEqual({ filter, problem: null });
  });

  test.each(refused)('refuses %s: %s', (line, problem, place) => {
    const found = parseFilter(line).problem;
    expect(found?.problem).toBe(problem);
    const { start, end } = found!;
    expect(' '.repeat(start) + '-'.repeat(end - start) + ' '.repeat(line.length - end)).toBe(place);
  });

  test('says which of several kinds there is not', () => {
    expect(parseFilter('kind:video,vidoe').problem?.text).toBe('vidoe');
  });

  test('refuses what is nested deeper than anybody types, at its place', () => {
    for (const line of [
      '('.repeat(100_000),
      '-'.repeat(100_000),
      'not '.repeat(100_000),
      '(-'.repeat(50_000),
    ]) {
      const { problem } = parseFilter(`${line}a`);
      expect(problem?.problem).toBe('unexpected');
      expect(problem?.start).toBeGreaterThanOrEqual(100);
    }
  });

  test('reads lines of any width', () => {
    const { filter } = parseFilter('a or '.repeat(100_000).concat('b'));
    expect(filter).toMatchObject({ type: 'or', parts: { length: 100_001 } });
  });
});

const text = fc.string({ minLength: 1, unit: 'binary' });
const amount = fc.oneof(
  fc.nat(),
  fc.nat(999_999).map((digits) => digits / 1000),
);
const comparison = fc.constantFrom('<', '<=', '=', '>=', '>');
const keysOf = <Key extends string>(units: Readonly<Record<Key, number>>) =>
  fc.constantFrom(...(Object.keys(units) as Key[]));

const listValue = (field: 'ext' | 'owner') =>
  text
    .map((each) => (field === 'ext' ? each.toLowerCase().replace(/^\.+/, '') : each).replaceAll(',', ''))
    .filter((each) => each !== '' && (field === 'owner' || each === each.toLowerCase()));
const listTerm = (type: 'ext' | 'owner') =>
  fc.record({ type: fc.constant(type), values: fc.array(listValue(type), { minLength: 1, maxLength: 3 }) });

const term = fc.oneof(
  fc.record({
    type: fc.constant('word'),
    text: fc.oneof(text, fc.constantFrom('and', 'Or', '-a', 'size>1', 'a:')),
  }),
  listTerm('ext'),
  listTerm('owner'),
  fc.record({
    type: fc.constant('kind'),
    values: fc.array(fc.constantFrom('video', 'folder', 'link', 'file', 'diskImage'), { minLength: 1 }),
  }),
  fc.record({ type: fc.constant('size'), comparison, amount, unit: keysOf(sizeUnits) }),
  fc.record({ type: fc.constant('age'), comparison, amount, unit: keysOf(ageUnits) }),
  fc.record({
    type: fc.constant('path'),
    glob: fc.stringMatching(/^[a-z.*?][a-z.*?/ ]*$/).filter((glob) => findGlobProblem(glob) === null),
  }),
) as fc.Arbitrary<Filter>;

const { filter: anyFilter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4 },
    term,
    tie('filter').map((part): Filter => (part.type === 'not' ? part.part : { type: 'not', part })),
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('filter'), { minLength: 2, maxLength: 4 }),
      )
      .map(([type, parts]) => group(type, parts)),
  ),
}));

function group(type: 'and' | 'or', parts: readonly Filter[]): Filter {
  return { type, parts: parts.flatMap((part) => (part.type === type ? part.parts : [part])) };
}

describe('any filter', () => {
  test('is the same after it was printed and read', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parseFilter(printFilter(filter))).toEqual({ filter, problem: null });
      }),
    );
  });

  test('is never a crash: it is read, or refused at a place within the line', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '(',
        ')',
        '"',
        '-',
        ' ',
        'and',
        'or',
        'not',
        'ext:',
        'size>',
        'age<',
        'path:',
        'kind:',
        ',',
        '\\',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
      fc.constantFrom('1G', '5d', '**', '[', '{', '@(', '*('),
    );
    const line = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(line, (written) => {
        const { filter, problem } = parseFilter(written);
        if (problem) {
          expect(problem.start).toBeGreaterThanOrEqual(0);
          expect(problem.end).toBeGreaterThan(problem.start);
          expect(problem.end).toBeLessThanOrEqual(written.length);
        } else if (filter) {
          expect(parseFilter(printFilter(filter)).filter).toEqual(filter);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
