import { describe, expect, test } from 'vitest';
import { maxGlobLength, plainScan, readScanOptions } from './scan-options.js';

describe('options of a scan that were kept', () => {
  test.each([
    ['nothing', null, plainScan],
    ['something else', 'text', plainScan],
    ['a list', [true], plainScan],
    [
      'choices',
      { crossMounts: true, followLinks: true, exclude: ['*.tmp', 'node_modules'] },
      { crossMounts: true, followLinks: true, exclude: ['*.tmp', 'node_modules'] },
    ],
    ['what is no choice', { crossMounts: 1, followLinks: 'yes', exclude: '*.tmp' }, plainScan],
    [
      'patterns that are none',
      { exclude: ['', '*.{tmp', 3, null, 'x'.repeat(maxGlobLength + 1), 'kept'] },
      { ...plainScan, exclude: ['kept'] },
    ],
  ])('are taken as far as they can be asked for: %s', (_title, kept, options) => {
    expect(readScanOptions(kept)).toEqual(options);
  });
});
