import { NodeFlag } from '../../../src/contract/entry-batch.js';
import { treeBatches } from '../../../src/core/stored/tree-batches.js';
import { isDirectory } from '../../../src/core/tree/mode.js';
import { directoryPath } from '../../../src/core/tree/paths.js';
import { SortedWalk } from '../../../src/core/tree/sorted-walk.js';
import { newSenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import type { ExpectedTotals } from './model-totals.js';
import type { ModelEntry } from './model-tree.js';

/** The totals that a tree holds, by path: comparable with those expected. */
export function totalsByPath(tree: Tree): Record<string, ExpectedTotals> {
  const { directories } = tree;
  const { totals } = directories;
  const found: Record<string, ExpectedTotals> = {};
  for (let directory = 0; directory < directories.count; directory++) {
    if (tree.nodes.hasFlag(directories.node(directory), NodeFlag.removed)) continue;
    found[pathOfDirectory(tree, directory)] = {
      files: totals.files.get(directory),
      directories: totals.directories.get(directory),
      symlinks: totals.symlinks.get(directory),
      others: totals.others.get(directory),
      apparentBytes: totals.apparentBytes(directory),
      allocatedBytes: totals.allocatedBytes(directory),
      apparentOfEveryLink: totals.apparentBytes(directory, true),
      allocatedOfEveryLink: totals.allocatedBytes(directory, true),
    };
  }
  return found;
}

/** As latin1. */
export const pathOfDirectory = (tree: Tree, directory: number): string =>
  Buffer.from(directoryPath(tree, directory)).toString('latin1');

/** The path of every entry, as latin1, in the order of a listing. */
export const pathsInOrder = (tree: Tree): string[] => walkTree(tree).map(([path]) => path);

/** Path (as latin1) and node of every entry, in the order of a listing. */
export function walkTree(tree: Tree): [path: string, node: number][] {
  const walk = new SortedWalk(tree);
  const found: [string, number][] = [];
  for (let node = walk.next(); node >= 0; node = walk.next()) {
    found.push([Buffer.from(walk.path.subarray(0, walk.pathLength)).toString('latin1'), node]);
  }
  return found;
}

export const pathsWithFlag = (tree: Tree, flag: number): string[] =>
  walkTree(tree)
    .filter(([, node]) => tree.nodes.hasFlag(node, flag))
    .map(([path]) => path);

export const duplicatePaths = (tree: Tree): string[] => pathsWithFlag(tree, NodeFlag.duplicate);

/** "stat 5 a/b": what failed, with which errno, where. Sorted. */
export function failuresByPath(tree: Tree): string[] {
  const paths = new Map(walkTree(tree).map(([path, node]) => [node, path]));
  return tree.failures.map(({ node, operation, errno }) => `${operation} ${errno} ${paths.get(node)}`).sort();
}

/** All that a scan found out, but for what depends on which scanner was faster (numbers of nodes). */
export function contentsOf(tree: Tree): object {
  return {
    entries: walkTree(tree).map(([path, node]) => entryAt(tree, path, node)),
    totals: totalsByPath(tree),
    failures: failuresByPath(tree),
    hardLinks: tree.hardLinks,
    otherMounts: tree.otherMounts.length,
  };
}

const entryAt = ({ nodes }: Tree, path: string, node: number) => ({
  path,
  mode: nodes.mode(node),
  links: nodes.links(node),
  flags: nodes.flags.get(node),
  identity: nodes.identity(node),
  apparentBytes: nodes.apparentBytes(node),
  allocatedBytes: nodes.allocatedBytes(node),
  mtime: nodes.mtime(node),
});

/** Of all but some entries what was found out of each by itself: not whether it is the first name of its inode. */
export function entriesBesides(tree: Tree, paths: readonly string[]): object[] {
  const left = new Set(paths);
  return walkTree(tree)
    .filter(([path]) => !left.has(path))
    .map(([path, node]) => {
      const entry = entryAt(tree, path, node);
      return { ...entry, flags: entry.flags & ~NodeFlag.duplicate };
    });
}

/** Names and numbers of every inode that is no directory, by its device and number. */
export function inodesOf(tree: Tree): Map<string, { path: string; links: number; bytes: bigint }[]> {
  const { nodes } = tree;
  const found = new Map<string, { path: string; links: number; bytes: bigint }[]>();
  for (const [path, node] of walkTree(tree)) {
    if (isDirectory(nodes.mode(node))) continue;
    const key = nodes.identity(node).join();
    const names = found.get(key) ?? [];
    names.push({ path, links: nodes.links(node), bytes: nodes.apparentBytes(node) });
    found.set(key, names);
  }
  return found;
}

/** The same, and when each directory was changed, as a real tree has it. */
export const contentsAndTimesOf = (tree: Tree): object => ({
  ...contentsOf(tree),
  directories: directoriesByPath(tree),
});

/** How each directory was read, and when it was changed. */
function directoriesByPath(tree: Tree): Record<string, object> {
  const { nodes, directories } = tree;
  const found: Record<string, object> = {};
  for (const [path, node] of walkTree(tree)) {
    const directory = isDirectory(nodes.mode(node)) ? directories.ofNode(node) : -1;
    if (directory < 0) continue;
    found[path] = { state: directories.state.get(directory), changed: directories.changed(directory) };
  }
  return found;
}

/** The directory with a path relative to the root. */
export const directoryAt = (tree: Tree, path: string): number =>
  tree.directories.ofNode(new Map(walkTree(tree)).get(path)!);

/** The entries that a tree holds, as plain data: what its totals must add up to. Nothing may be marked as uncounted. */
export function modelFromTree(tree: Tree): ModelEntry[] {
  const { nodes, directories } = tree;
  const there = Array.from({ length: nodes.count }, (_, node) => node).filter(
    (node) => !nodes.hasFlag(node, NodeFlag.removed),
  );
  const index = new Map(there.map((node, at) => [node, at]));
  return there.map((node) => {
    const holder = directories.holding(node);
    return {
      name: Buffer.from(nodes.name(node)),
      parent: holder < 0 ? -1 : index.get(directories.node(holder))!,
      mode: nodes.mode(node),
      links: nodes.links(node),
      inode: nodes.inode(node),
      apparentBytes: nodes.apparentBytes(node),
      blocks: nodes.allocatedBytes(node) / 512n,
    };
  });
}

/** The same entries, added up anew. */
export function addUpAgain(tree: Tree): Tree {
  const other = new Tree();
  const sender = newSenderNumbers();
  for (const batch of treeBatches(tree, false)) other.append(batch, sender);
  return other;
}
