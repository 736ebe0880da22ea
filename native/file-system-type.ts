/** The type of the file system that holds a path: `f_type` of statfs(2); undefined where the system does not tell. */
import { statfsSync } from 'node:fs';

export function fileSystemType(path: Uint8Array): number | undefined {
  try {
    return statfsSync(Buffer.from(path)).type;
  } catch {
    // why: a path longer than PATH_MAX, or a system call that is refused. The type is then one that is not known.
    return undefined;
  }
}
