import { expect, test } from 'vitest';
import { permissionText } from './permission-text.js';

test.each([
  [0o100755, 'rwxr-xr-x (755)'],
  [0o040000, '--------- (000)'],
  [0o104755, 'rwsr-xr-x (4755)'],
  [0o102644, 'rw-r-Sr-- (2644)'],
  [0o041777, 'rwxrwxrwt (1777)'],
])('permissions %o are %s', (mode, text) => {
  expect(permissionText(mode)).toBe(text);
});
