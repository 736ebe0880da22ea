/** File that appears under its name only when it is whole. */
import { type FileHandle, open, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

export interface WholeFile {
  write(bytes: Uint8Array): Promise<void>;
  /** Gives the file its name, when all was written. */
  finish(): Promise<void>;
  /** Removes what was written. */
  discard(): Promise<void>;
}

/**
 * Opens a file for writing. All methods reject with the system's error.
 *
 * why the temporary file is made only for the first bytes: until then whoever reads its folder would find it there. That it
 * can be made is tried at once.
 */
export async function openWholeFile(file: string): Promise<WholeFile> {
  const target = await realpath(file).catch(() => file);
  const isSpecial = await stat(target).then(
    (found) => !found.isFile(),
    () => false,
  );
  // why: a device or a pipe is written to; to put a file in its place would be wrong.
  if (isSpecial) {
    const handle = await open(target, 'w');
    return writeTo(async () => handle, nothing, nothing);
  }
  const temporary = join(dirname(target), `.${basename(target).slice(0, 200)}.${process.pid}.part`);
  await (await open(temporary, 'wx')).close();
  await unlink(temporary);
  let opened: Promise<FileHandle> | undefined;
  const provide = () => {
    opened ??= open(temporary, 'wx');
    return opened;
  };
  return writeTo(
    provide,
    () => rename(temporary, target),
    async () => {
      if (opened !== undefined) await unlink(temporary);
    },
  );
}

const nothing = async (): Promise<void> => undefined;

function writeTo(
  provide: () => Promise<FileHandle>,
  name: () => Promise<void>,
  remove: () => Promise<void>,
): WholeFile {
  return {
    write: async (bytes) => {
      if (bytes.length > 0) await (await provide()).writeFile(bytes);
    },
    finish: async () => {
      const handle = await provide();
      // why: some file systems tell only now that they were full. A pipe cannot be synchronised: EINVAL.
      await handle.sync().catch((error: NodeJS.ErrnoException) => {
        if (error.code !== 'EINVAL' && error.code !== 'EROFS') throw error;
      });
      await handle.close();
      await name();
    },
    discard: async () => {
      const handle = await provide().catch(() => undefined);
      await handle?.close().catch(() => undefined);
      await remove().catch(() => undefined);
    },
  };
}
