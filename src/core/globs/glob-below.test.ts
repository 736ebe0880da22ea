import { expect, test } from 'vitest';
import { globBelow } from './glob-below.js';

test.each<[glob: string, folder: string, isWindows: boolean, expected: string]>([
  ['/srv/data/cache', '/srv/data', false, '/cache'],
  ['/srv//data/cache/*', '/srv/data/', false, '/cache/*'],
  ['/srv/data/', '/srv/data', false, '/srv/data/'],
  ['/', '', false, '/'],
  ['/x', '', false, '/x'],
  ['/srv/database', '/srv/data', false, '/srv/database'],
  ['/cache', '/srv/data', false, '/cache'],
  ['/cache', '/', false, '/cache'],
  ['srv/data/x', '/srv/data', false, 'srv/data/x'],
  ['a//b', '/srv', false, 'a/b'],
  ['/a[1]/x', '/a[1]', false, '/x'],
  ['\\*', '/srv', false, '\\*'],
  ['c:\\Data\\cache', 'C:\\data', true, '/cache'],
  ['build\\*.o', 'C:\\data', true, 'build/*.o'],
  ['C:/data/x', 'C:\\', true, '/data/x'],
])('%j in %j (Windows: %j) is %j', (glob, folder, isWindows, expected) => {
  expect(globBelow(glob, folder, isWindows)).toBe(expected);
});
