/** Files that exist whole or not at all, also after a loss of power. */
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Mode by which only the user may look: snapshots hold the names of all files. */
const fileMode = 0o600;
const folderMode = 0o700;

/**
 * Writes a file under another name, and renames it when it is on the disk. Missing folders are made. A failure leaves
 * nothing behind.
 * @throws what node:fs throws, and what `write` does.
 */
export async function writeDurably(
  folder: string,
  names: { readonly part: string; readonly final: string },
  write: (file: FileHandle) => Promise<void>,
): Promise<string> {
  const part = join(folder, names.part);
  const file = await create(folder, part);
  const final = join(folder, names.final);
  try {
    await write(file);
    await file.sync();
    await file.close();
    await rename(part, final);
  } catch (error) {
    await file.close().catch(() => undefined);
    await unlink(part).catch(() => undefined);
    throw error;
  }
  await syncFolder(folder);
  return final;
}

async function create(folder: string, part: string): Promise<FileHandle> {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL;
  for (let attempt = 0; ; attempt++) {
    try {
      await provideFolder(folder);
      return await open(part, flags, fileMode);
    } catch (error) {
      // why: another process may have removed the folder, when it removed the last snapshot in it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 3) throw error;
    }
  }
}

/**
 * Makes a folder and its parents where they are missing.
 *
 * why: Node's recursive mkdir (seen in 20.20) never ends where a folder that is there takes no new names and says
 * ENOENT, as /proc does.
 */
async function provideFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(folder);
  if (parent !== folder) await provideFolder(parent);
  await mkdir(folder, folderMode).catch(async (error: NodeJS.ErrnoException) => {
    // why: another process may have made it meanwhile.
    if (await isFolder(folder)) return;
    // Something else has its name: that is what is wrong, and what this says.
    if (error.code === 'EEXIST') await readdir(folder);
    throw error;
  });
  await syncFolder(parent);
}

const isFolder = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );

/** Syncs a folder: the names in it are its data, and need to be written too (fsync(2)). */
async function syncFolder(folder: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(folder, 'r');
    await handle.sync();
  } catch (error) {
    // why: Windows opens no folders, and some network file systems synchronise none. A folder is gone
    // where another process has removed its last file already.
    const { code } = error as NodeJS.ErrnoException;
    if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'ENOTSUP', 'EBADF', 'ENOENT'].includes(code ?? ''))
      throw error;
  } finally {
    await handle?.close();
  }
}
