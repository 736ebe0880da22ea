import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { findTooLarge, maxFileLines, maxFolderFiles } from './source-sizes.js';

describe('sizes of sources', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'hectare-sizes-'));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function write(path: string, lines: number): void {
    mkdirSync(join(root, dirname(path)), { recursive: true });
    writeFileSync(join(root, path), 'x\n'.repeat(lines));
  }

  test('may reach their limits', () => {
    write('native/libc.ts', maxFileLines);
    for (let file = 0; file < maxFolderFiles; file++) write(`src/core/map/${file}.ts`, 1);
    expect(findTooLarge(root)).toEqual([]);
  });

  test('may not pass them, style sheets included', () => {
    write('src/renderer/app.tsx', maxFileLines + 1);
    write('src/renderer/styles/map.css', maxFileLines + 7);
    for (let file = 0; file <= maxFolderFiles; file++) write(`src/core/map/${file}.ts`, 1);
    expect(findTooLarge(root)).toEqual([
      'src/renderer/app.tsx has 301 lines, of at most 300',
      'src/renderer/styles/map.css has 307 lines, of at most 300',
      'src/core/map has 31 files, of at most 30',
    ]);
  });

  test('do not count tests, nor what is not production', () => {
    write('src/core/map/layout.test.ts', 2 * maxFileLines);
    write('bench/main.ts', 2 * maxFileLines);
    write('src/renderer/public/icon.svg', 2 * maxFileLines);
    for (let file = 0; file < maxFolderFiles; file++) write(`src/core/map/${file}.ts`, 1);
    expect(findTooLarge(root)).toEqual([]);
  });
});
