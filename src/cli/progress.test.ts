import { expect, test } from 'vitest';
import { fitLine } from './progress.js';

const line = '109,471 entries, 5.26 GB, 69,871 a second, 12 unreadable';

test.each([
  [40, '109,471 entries, 5.26 GB, 69,871 a seco'],
  [200, line],
  [0, line],
])('a line of progress fits into %d columns', (columns, shown) => {
  expect(fitLine(line, columns)).toBe(shown);
});
