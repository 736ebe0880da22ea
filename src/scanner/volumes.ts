/**
 * The volumes of this machine, with what is free on them. Each answers on its own: one mount that does not answer takes a thread
 * of libuv's pool, and nothing else waits for it. The pool must be as large as there may be such mounts.
 */
import { readdir, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MountTable } from '../../native/mount-table.js';
import type { OfferedRoot } from '../contract/host-protocol.js';

/**
 * Tells each volume as soon as it has answered, and resolves when all have. One that does not tell its space, or has none, is left
 * out.
 */
export async function findVolumes(tell: (volume: OfferedRoot) => void): Promise<void> {
  const paths = await volumePaths();
  await Promise.all(
    paths.map(async (path) => {
      const volume = await describe(path);
      if (volume) tell(volume);
    }),
  );
}

async function volumePaths(): Promise<Buffer[]> {
  if (process.platform === 'win32') {
    return Array.from({ length: 26 }, (_, letter) => Buffer.from(`${String.fromCharCode(65 + letter)}:\\`));
  }
  if (process.platform === 'darwin') return darwinPaths();
  return MountTable.read()
    .storagePaths()
    .map((path) => Buffer.from(path, 'latin1'));
}

/** why: macOS mounts volumes below /Volumes, where the system's own is a link to `/`. None is stat'ed to find that out. */
async function darwinPaths(): Promise<Buffer[]> {
  const entries = await readdir('/Volumes', { withFileTypes: true }).catch(() => []);
  const mounted = entries.filter((entry) => !entry.isSymbolicLink());
  return ['/', ...mounted.map(({ name }) => join('/Volumes', name))].map((path) => Buffer.from(path));
}

async function describe(path: Buffer): Promise<OfferedRoot | undefined> {
  try {
    const { blocks, bavail, bsize } = await statfs(path);
    // why: in containers single files are mounted, too.
    if (blocks === 0 || !(await stat(path)).isDirectory()) return undefined;
    const name = Buffer.from(basename(path.toString('latin1')) || path.toString('latin1'), 'latin1');
    const space = { total: blocks * bsize, free: bavail * bsize };
    return { path: new Uint8Array(path), name: new Uint8Array(name), space };
  } catch {
    // No such drive, one without a disk, or one that may not be asked: there is nothing to offer.
    return undefined;
  }
}
