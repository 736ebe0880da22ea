/** Folders that were given on the command line, and all below: nothing else can be seen. */
import type { Dirent } from 'node:fs';
import { lstat, opendir, statfs } from 'node:fs/promises';
import type { FolderList, OfferedFolder, OfferedRoot } from '../contract/host-protocol.js';
import { RequestRefused } from '../contract/refusal.js';
import type { FolderIdentity } from '../contract/scans.js';
import { isPlainPathIn, joinName, lastName } from './folder-path.js';
import { DetourError, deviceName, type PinnedFolder, pinFolder, realPath } from './pinned-folder.js';
import { isSystemError, refuseUnreadable } from './unreadable.js';

/** Limit of listed subfolders: nobody scrolls through more to choose one. */
const maxListed = 5000;

/** Error: a folder of the command line cannot be offered. */
export class FolderError extends Error {
  readonly path: Uint8Array;
  readonly errno: number;

  constructor(path: Uint8Array, errno: number) {
    super(`a folder cannot be read: errno ${errno}`);
    this.path = path;
    this.errno = errno;
  }
}

/** Root as it was when the server started. */
interface ServedRoot extends FolderIdentity {
  readonly path: Buffer;
}

export class OfferedFolders {
  private readonly served: readonly ServedRoot[];

  private constructor(roots: readonly ServedRoot[]) {
    this.served = roots;
  }

  /** @throws FolderError */
  static async of(folders: readonly Uint8Array[]): Promise<OfferedFolders> {
    const roots: ServedRoot[] = [];
    for (const folder of folders) {
      const root = await findRoot(folder);
      if (!roots.some(({ path }) => path.equals(root.path))) roots.push(root);
    }
    return new OfferedFolders(roots);
  }

  roots(): Promise<OfferedRoot[]> {
    return Promise.all(
      this.served.map(async ({ path }) => ({ ...offer(path), space: await findSpace(path) })),
    );
  }

  /** Pins a folder that may be seen. @throws RequestRefused */
  async pin(path: Uint8Array): Promise<PinnedFolder> {
    const root = this.served.find((each) => isPlainPathIn(path, each.path));
    if (!root) throw notAllowed();
    try {
      if (!(await isStillThere(root))) throw new DetourError();
      return await pinFolder(Buffer.from(path));
    } catch (error) {
      throw error instanceof DetourError ? notAllowed() : refuseUnreadable(error);
    }
  }

  /** @throws RequestRefused */
  async list(parent: Uint8Array): Promise<FolderList> {
    const pinned = await this.pin(parent);
    try {
      const names = await readSubfolders(pinned.direct);
      const folders = names.toSorted(Buffer.compare).map((name) => offer(joinName(pinned.path, name)));
      return { folders: folders.slice(0, maxListed), isCut: folders.length > maxListed };
    } catch (error) {
      throw refuseUnreadable(error);
    } finally {
      await pinned.close();
    }
  }
}

/** Returns the real path of a folder that the user has named. */
async function findRoot(folder: Uint8Array): Promise<ServedRoot> {
  try {
    // why: the user may name a link; from here on its target counts.
    const path = await realPath(Buffer.from(folder));
    const { device, inode, close } = await pinFolder(path);
    await close();
    return { path, device, inode };
  } catch (error) {
    if (isSystemError(error)) throw new FolderError(folder, Math.abs(error.errno ?? 0));
    throw error;
  }
}

/** why: another folder that has come to lie at a root's path was never offered. */
async function isStillThere({ path, device, inode }: ServedRoot): Promise<boolean> {
  const { dev, ino } = await lstat(path, { bigint: true });
  return deviceName(dev) === device && String(ino) === inode;
}

function notAllowed(): RequestRefused {
  return new RequestRefused('notAllowed', 'this is not below a folder that is served');
}

function offer(path: Buffer): OfferedFolder {
  return { path, name: lastName(path) };
}

/** Returns at most one more than are listed. */
async function readSubfolders(folder: Buffer): Promise<Buffer[]> {
  const names: Buffer[] = [];
  // why: the declarations do not know that names can be had as bytes here too.
  const directory = await opendir(folder, { encoding: 'buffer' as BufferEncoding, bufferSize: 512 });
  for await (const entry of directory as AsyncIterable<unknown> as AsyncIterable<Dirent<Buffer>>) {
    if (entry.isDirectory()) names.push(entry.name);
    if (names.length > maxListed) break;
  }
  return names;
}

async function findSpace(root: Buffer): Promise<OfferedRoot['space']> {
  try {
    const { blocks, bavail, bsize } = await statfs(root);
    return { total: blocks * bsize, free: bavail * bsize };
  } catch {
    // The file system does not say, or the folder is gone, which shows as soon as it is opened.
    return null;
  }
}
