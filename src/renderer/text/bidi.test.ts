import { describe, expect, test } from 'vitest';
import { isolate } from './bidi.js';

/** Returns text with its isolates as brackets. */
const shown = (text: string) => isolate(text).replaceAll('\u2066', '[').replaceAll('\u2069', ']');

describe('names in text without elements', () => {
  test.each([
    ['plain/path/file.txt', 'plain/path/file.txt'],
    ['日本/Überraschung', '日本/Überraschung'],
    ['rtl/שלום/קובץ.txt', '[[rtl]/[שלום]/[קובץ.txt]]'],
    ['/مجلد/sub', '[/[مجلد]/[sub]]'],
    ['דוח שנתי.pdf', '[[דוח שנתי.pdf]]'],
  ])('%s is isolated as %s', (path, isolated) => {
    expect(shown(path)).toBe(isolated);
  });
});
