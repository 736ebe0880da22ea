/** A folder for the tests around, made anew for each, that they fill and change as they go. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export interface ChangingRoot {
  /** Of this moment's test. */
  readonly path: string;
  /** A file within, with the folders on the way. */
  write(path: string, bytes: number): void;
}

export function provideChangingRoot(): ChangingRoot {
  let parent = '';
  const root: ChangingRoot = {
    get path() {
      return join(parent, 'root');
    },
    write: (path, bytes) => {
      const file = join(root.path, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, Buffer.alloc(bytes, 1));
    },
  };
  beforeEach(() => {
    parent = mkdtempSync(join(tmpdir(), 'hectare-root-'));
  });
  afterEach(() => {
    rmSync(parent, { recursive: true, force: true });
  });
  return root;
}
