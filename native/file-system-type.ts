import { statfsSync } from 'node:fs';

/** Returns the type of the file system that holds a path (`f_type` of statfs(2)), or undefined where it is not told. */
export function fileSystemType(path: Uint8Array): number | undefined {
  try {
    return statfsSync(Buffer.from(path)).type;
  } catch {
    // why: a path longer than PATH_MAX, or a system call that is refused. The type is then one that is not known.
    return undefined;
  }
}
