/** The volumes of this machine, with what is free on them. */
import { readdir, stat, statfs } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { MountTable } from '../../native/mount-table.js';
import type { OfferedRoot } from '../contract/host-protocol.js';

/** Sorted by path. One that does not tell its space, or has none, is left out. */
export async function listVolumes(): Promise<OfferedRoot[]> {
  const paths = await volumePaths();
  const volumes = await Promise.all(paths.map(describe));
  return volumes.filter((volume) => volume !== undefined);
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

/** why: macOS mounts volumes below /Volumes, where the system's own is a link to `/`. */
async function darwinPaths(): Promise<Buffer[]> {
  const names = await readdir('/Volumes').catch(() => []);
  const paths = ['/', ...names.map((name) => join('/Volumes', name))];
  const devices = await Promise.all(paths.map((path) => stat(path).catch(() => undefined)));
  return paths
    .filter((_, index) => devices.findIndex((each) => each?.dev === devices[index]?.dev) === index)
    .map((path) => Buffer.from(path));
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
