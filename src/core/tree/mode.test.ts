import { expect, test } from 'vitest';
import { hasLength, isDirectory, type Kind, kindOf } from './mode.js';

/** The numbers of sys/stat.h. */
test.each<[mode: number, kind: Kind, hasLength: boolean]>([
  [0o100644, 'file', true],
  [0o107777, 'file', true],
  [0o040755, 'directory', false],
  [0o120777, 'symlink', true],
  [0o010600, 'fifo', false],
  [0o140755, 'socket', false],
  [0o020666, 'character-device', false],
  [0o060660, 'block-device', false],
  [0, 'unknown', false],
  [0o160000, 'unknown', false],
])('mode %i is of the kind "%s"', (mode, kind, counts) => {
  expect([kindOf(mode), isDirectory(mode), hasLength(mode)]).toEqual([kind, kind === 'directory', counts]);
});
