import { expect, test } from 'vitest';
import { openStore } from './kept-snapshots.js';

test('a folder for snapshots whose name is not UTF-8 is refused: node:fs would make another of it', () => {
  expect(() => openStore({ snapshots: '/a/\udcff' })).toThrow('/a/\\xff: for snapshots choose a folder');
  expect(openStore({ snapshots: '/a/\u{1f333}' }).folder).toBe('/a/\u{1f333}');
});
