import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatBytes, formatCount, plural } from './numbers.js';

test.each<[bytes: bigint, text: string]>([
  [0n, '0 B'],
  [1n, '1 B'],
  [999n, '999 B'],
  [1000n, '1.00 kB'],
  [1004n, '1.00 kB'],
  [1005n, '1.00 kB'],
  [9994n, '9.99 kB'],
  [9995n, '10.0 kB'],
  [99_949n, '99.9 kB'],
  [99_950n, '100 kB'],
  [999_499n, '999 kB'],
  [999_500n, '1.00 MB'],
  [7_216_000_000n, '7.22 GB'],
  [2n ** 64n, '18.4 EB'],
  [10n ** 21n, '1.00 ZB'],
  [10n ** 24n, '1000 ZB'],
])('%s bytes are "%s"', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('the text of bytes is never further off than half of its last digit', () => {
  const scale = { B: 0, kB: 3, MB: 6, GB: 9, TB: 12, PB: 15, EB: 18, ZB: 21 };
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 24n - 10n ** 21n }), (bytes) => {
      const [number, unit] = formatBytes(bytes).split(' ') as [string, keyof typeof scale];
      const decimals = number.split('.')[1]?.length ?? 0;
      const off = Math.abs(Number(number) - Number(bytes) / 10 ** scale[unit]);
      expect(off).toBeLessThanOrEqual(0.5 * 10 ** -decimals * (1 + 1e-9));
      expect(number.replace('.', '').length).toBeLessThanOrEqual(3);
    }),
  );
});

test.each<[count: number | bigint, text: string]>([
  [0, '0'],
  [999, '999'],
  [1000, '1,000'],
  [566_640, '566,640'],
  [9_166_629_569_840_013n, '9,166,629,569,840,013'],
])('%s is written as "%s"', (count, text) => {
  expect(formatCount(count)).toBe(text);
});

test.each<[count: number, text: string]>([
  [0, '0 entries'],
  [1, '1 entry'],
  [1000, '1,000 entries'],
])('%i is "%s"', (count, text) => {
  expect(plural(count, 'entry', 'entries')).toBe(text);
});
