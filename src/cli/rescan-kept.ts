/** `hectare scan --rescan` and `--quick`: reads a root again, starting from its newest snapshot. */
import type { QuickRules } from '../contract/scans.js';
import { decodeName, encodeName } from '../core/columns/text.js';
import { findPaths } from '../core/tree/find-paths.js';
import { isDirectory } from '../core/tree/mode.js';
import type { Tree } from '../core/tree/tree.js';
import { quickChoice, quickDefaults } from '../core/update/quick-choice.js';
import { absoluteRoot } from '../engine/files/absolute-root.js';
import type { ScanResult } from '../engine/reading/reading.js';
import { isOfFolder } from '../engine/snapshots/root-folder.js';
import type { LoadedSnapshot, SnapshotStore } from '../engine/snapshots/store.js';
import { ExitCode, UserError } from './exit-code.js';
import { askStore, shown } from './kept-snapshots.js';
import { type ReadingOptions, type RootTask, rescanRoot, rulesOf } from './root-scan.js';

export interface RescanKeptOptions {
  /** Path of the folder below the root to which the rescan is limited. */
  readonly only?: string;
  /** Whether files in folders that have not changed are trusted. */
  readonly quick?: true;
  readonly quickLarge?: number;
  readonly quickRecent?: number;
}

/** Rescans a root; undefined where there is no snapshot to start from, and the user was told. @throws UserError */
export async function rescanKept(
  store: SnapshotStore,
  task: RootTask<ReadingOptions & RescanKeptOptions>,
): Promise<ScanResult | undefined> {
  const { folder, options } = task;
  const anew = (why: string) => {
    process.stderr.write(`hectare: ${why}: ${shown(folder)} is scanned anew\n`);
    return undefined;
  };
  if (options.followLinks) return anew('where links are followed, nothing can be taken from before');
  const newest = await newestOf(store, task);
  if (newest instanceof UserError) return anew(newest.message);
  if (!newest) return anew('no snapshot by the same rules was found');
  const { tree, header } = newest;
  if (!(await isOfFolder(tree, encodeName(folder))))
    return anew('the snapshot is of another folder at this path');
  const { quick, quickLarge, quickRecent, only = '' } = options;
  const below = await pathBelow(folder, only);
  const rules: QuickRules = {
    largeBytes: quickLarge ?? quickDefaults.largeBytes,
    recentDays: quickRecent ?? quickDefaults.recentDays,
  };
  const known = {
    tree,
    before: { wall: header.started },
    ...(below !== '' && { directory: findDirectory(tree, below) }),
    ...(quick && { isWanted: quickChoice(tree.nodes, rules, header.started / 1000) }),
  };
  return rescanRoot(task, known);
}

/** Returns the newest snapshot by the same rules, or why none can be read. */
async function newestOf(
  store: SnapshotStore,
  { folder, options }: RootTask,
): Promise<LoadedSnapshot | UserError | undefined> {
  try {
    return await askStore(store, () =>
      store.newest(encodeName(folder), rulesOf(options, { followLinks: false })),
    );
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
}

/** Returns a path as seen from the root, also of one that is absolute or spelled with ./ and slashes. @throws UserError */
async function pathBelow(folder: string, only: string): Promise<string> {
  const parts = partsOf(only);
  if (!only.startsWith('/')) return parts.join('/');
  const root = partsOf(decodeName(await absoluteRoot(encodeName(folder))));
  if (root.every((part, index) => part === parts[index])) return parts.slice(root.length).join('/');
  throw new UserError(`${shown(only)}: it is not below ${shown(folder)}`, ExitCode.noRoot);
}

const partsOf = (path: string): string[] => path.split('/').filter((part) => part !== '' && part !== '.');

/** Finds a folder by its path below the root. @throws UserError where the snapshot knows no such folder, or has not read it. */
function findDirectory(tree: Tree, path: string): number {
  const { node, isWhole } = findPaths(tree, [encodeName(path)]);
  const found = node[0]!;
  const isFolder = isWhole[0] === 1 && isDirectory(tree.nodes.mode(found));
  const directory = isFolder ? tree.directories.ofNode(found) : -1;
  if (directory >= 0) return directory;
  throw new UserError(
    `${shown(path)}: the snapshot knows no such folder: write its path as seen from the scanned folder, or rescan all`,
    ExitCode.noRoot,
  );
}
