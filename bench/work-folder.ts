import { lstatSync, mkdirSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/**
 * The folder outside the repository that keeps compiled programs and generated trees from one run to the
 * next. Set TMPDIR to put it on the disk that is to be measured.
 *
 * The temporary folder is open to everybody, the name is no secret, and programs are run from here. So a folder that
 * somebody else owns or may write to is refused.
 */
export function workFolder(): string {
  const folder = join(tmpdir(), `hectare-bench-${userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const status = lstatSync(folder);
  const isOurs = process.getuid === undefined || status.uid === process.getuid();
  const isClosed = process.platform === 'win32' || (status.mode & 0o022) === 0;
  if (!status.isDirectory() || !isOurs || !isClosed) {
    throw new Error(`${folder} is not a folder that only this user may write: remove it, or set TMPDIR`);
  }
  return folder;
}
