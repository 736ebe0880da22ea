/** Looks up what is protected on this machine. */
import { readFileSync, realpathSync } from 'node:fs';
import { MountTable } from '../../native/mount-table.js';
import { joinComponents, splitPath } from './absolute-path.js';
import type { ProtectedPlaces } from './protected-paths.js';
import type { TrashFolder } from './trash/trash-folder.js';

const latin1Path = (path: string): Uint8Array => Uint8Array.from(Buffer.from(path, 'latin1'));

/** Returns where local file systems are mounted, as components: where trashes can be. */
export const localMountPoints = (): Uint8Array[][] =>
  MountTable.read()
    .paths(true)
    .map((path) => splitPath(latin1Path(path)));

/** @param home the user's own; @param ownFolders where Hectare keeps its data, whether they are there or not. */
export function findProtectedPlaces(
  home: string,
  ownFolders: readonly string[],
  trashes: readonly TrashFolder[],
): ProtectedPlaces {
  return {
    homeFolders: [home, ...accountHomes()].flatMap(resolved),
    ownFolders: ownFolders.flatMap(resolved),
    trashFolders: trashes.map(({ components }) => joinComponents(components)),
    mountPoints: MountTable.read().paths(false).map(latin1Path),
  };
}

/** Returns a path where it leads to now. Nothing where it leads nowhere: then nothing can be trashed there either. */
function resolved(path: string): Uint8Array[] {
  try {
    return [Uint8Array.from(realpathSync(path, { encoding: 'buffer' }))];
  } catch {
    return [];
  }
}

/** Reads the home folders of passwd(5). Some services have `/` or a folder of the system's: those are protected anyway. */
function accountHomes(): string[] {
  try {
    return readFileSync('/etc/passwd', 'utf8')
      .split('\n')
      .map((line) => line.split(':')[5] ?? '')
      .filter((path) => path.startsWith('/') && path.length > 1);
  } catch {
    // why: a system without the file.
    return [];
  }
}
