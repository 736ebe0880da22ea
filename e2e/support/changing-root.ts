import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';

export interface ChangingRoot {
  /** Path of the folder of the running test. */
  readonly path: string;
  /** Writes a file in it, with the folders on the way. */
  write(path: string, bytes: number): void;
}

/** Makes a folder for each test of a file, which the test fills and changes. */
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
