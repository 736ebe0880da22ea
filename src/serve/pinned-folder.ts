/**
 * Folder that is held by a descriptor while it is used: what is at its path may be exchanged at any
 * time by whoever may write there, the descriptor may not.
 */
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, readlink, realpath } from 'node:fs/promises';

export interface PinnedFolder {
  readonly path: Buffer;
  /** Device and inode, as in `NodeDetails`. */
  readonly device: string;
  readonly inode: string;
  /** Path that leads to the pinned folder itself, where the system has such paths; otherwise `path`. */
  readonly direct: Buffer;
  close(): Promise<void>;
}

/** Error: the path leads through a symbolic link, or somewhere else by now. */
export class DetourError extends Error {}

const { O_RDONLY, O_DIRECTORY = 0, O_NOFOLLOW = 0 } = constants;

/** Opens a folder by its real path. @throws DetourError, and errors of the system. */
export async function pinFolder(path: Buffer): Promise<PinnedFolder> {
  if (!(await realPath(path)).equals(path)) throw new DetourError();
  // why: Windows opens no directories this way, and a folder that is open there cannot be moved.
  if (process.platform === 'win32') return identify(path, path, await lstat(path, { bigint: true }));
  const handle = await open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
  try {
    const status = await handle.stat({ bigint: true });
    const direct = await verify(path, handle, status);
    return identify(path, direct, status, () => handle.close());
  } catch (error) {
    await handle.close();
    throw error;
  }
}

export function realPath(path: Buffer): Promise<Buffer> {
  return realpath(path, { encoding: 'buffer' });
}

interface Status {
  readonly dev: bigint;
  readonly ino: bigint;
}

/** Checks that a descriptor is of the folder with this real path. Returns the direct path. */
async function verify(path: Buffer, handle: FileHandle, status: Status): Promise<Buffer> {
  const direct = Buffer.from(`/proc/self/fd/${handle.fd}`);
  const target = await readlink(direct, { encoding: 'buffer' }).catch(() => undefined);
  if (target !== undefined) {
    if (!target.equals(path)) throw new DetourError();
    return direct;
  }
  const { dev, ino } = await lstat(path, { bigint: true });
  const isSame = dev === status.dev && ino === status.ino && (await realPath(path)).equals(path);
  if (!isSame) throw new DetourError();
  return path;
}

function identify(
  path: Buffer,
  direct: Buffer,
  { dev, ino }: Status,
  close = () => Promise.resolve(),
): PinnedFolder {
  return { path, direct, device: deviceName(dev), inode: String(ino), close };
}

/** Returns the name of a device: major and minor number on Linux, the two halves elsewhere. */
export function deviceName(device: bigint): string {
  if (process.platform !== 'linux') return `${device >> 32n}:${device & 0xffff_ffffn}`;
  const major = ((device >> 8n) & 0xfffn) | ((device >> 32n) & 0xffff_f000n);
  const minor = (device & 0xffn) | ((device >> 12n) & 0xffff_ff00n);
  return `${major}:${minor}`;
}
