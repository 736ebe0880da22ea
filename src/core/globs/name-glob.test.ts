import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeName } from '../columns/text.js';
import { compileNameExclusion } from './exclusion.js';
import { compileNameGlob } from './name-glob.js';

const brackets = ['[ab]', '[a-c]', '[c-a]', '[0-9]', '[b0-9]', '[A-Za-c]', '[a]', '[b-b]'];
const glob = fc
  .array(fc.constantFrom('a', 'b', 'c', '0', '9', '.', '-', 'é', '*', '*', ...brackets), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''));
const name = fc
  .array(fc.constantFrom('a', 'b', 'c', '0', '5', '9', '.', '-', 'é', 'A', '[', ']', '[ab]', '[a-c]'), {
    minLength: 1,
    maxLength: 5,
  })
  .map((pieces) => pieces.join(''))
  .filter((each) => !/^\.\.?$/.test(each));

test('stars, brackets and what means itself match the bytes of the names that picomatch matches', () => {
  fc.assert(
    fc.property(glob, fc.array(name, { minLength: 20, maxLength: 20 }), (pattern, names) => {
      const expected = compileNameExclusion(pattern);
      const matches = compileNameGlob(pattern);
      for (const each of [...names, pattern]) {
        const bytes = encodeName(`<${each}>`);
        expect([pattern, each, matches(bytes, 1, bytes.length - 1)]).toEqual([pattern, each, expected(each)]);
      }
    }),
    { numRuns: 500 },
  );
});
