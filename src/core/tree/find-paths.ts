/** Finds nodes by their paths, of which it looks at the names of each directory on the way once. */

import { NodeFlag } from '../../contract/entry-batch.js';
import type { FoundPaths } from '../../contract/lists.js';
import { SLASH } from '../columns/bytes.js';
import { decodeName } from '../columns/text.js';
import { isDirectory } from './mode.js';
import { nodePath } from './paths.js';
import { ROOT_NODE, type Tree } from './tree.js';

/** The path of a node relative to the root as `findPaths` takes it: that of a directory ends with a slash. */
export function findablePath(tree: Tree, node: number): Uint8Array {
  const path = nodePath(tree, node);
  if (!isDirectory(tree.nodes.mode(node))) return path;
  const longer = new Uint8Array(path.length + 1);
  longer.set(path);
  longer[path.length] = SLASH;
  return longer;
}

/** @param paths relative to the root. One that ends with a slash is a directory's, and nothing else's. */
export function findPaths(tree: Tree, paths: readonly Uint8Array[]): FoundPaths {
  const node = new Uint32Array(paths.length).fill(ROOT_NODE);
  const isWhole = new Uint8Array(paths.length);
  const names = paths.map(splitPath);
  let ways = paths.map((_, way) => way);
  for (let level = 0; ways.length > 0; level++) {
    const wanted = new WantedNames();
    for (const way of ways) {
      const name = names[way]![level];
      if (name === undefined) isWhole[way] = 1;
      else wanted.add(tree.directories.ofNode(node[way]!), name, way);
    }
    ways = wanted.find(tree, (way, child) => {
      const isLast = level + 1 === names[way]!.length;
      if (isLast && paths[way]!.at(-1) === SLASH && !isDirectory(tree.nodes.mode(child))) return false;
      node[way] = child;
      return true;
    });
  }
  return { node, isWhole };
}

/** Names that are looked for in directories, each by some ways. */
class WantedNames {
  private readonly byDirectory = new Map<number, Map<string, number[]>>();

  /** @param directory -1 where there is none, and so nothing to be found. */
  add(directory: number, name: Uint8Array, way: number): void {
    if (directory < 0) return;
    const byName = this.byDirectory.get(directory) ?? new Map<string, number[]>();
    this.byDirectory.set(directory, byName);
    const key = decodeName(name);
    const ways = byName.get(key);
    if (ways === undefined) byName.set(key, [way]);
    else ways.push(way);
  }

  /** Returns the ways on which a name was found and taken. */
  find({ directories, nodes }: Tree, take: (way: number, node: number) => boolean): number[] {
    const found: number[] = [];
    for (const [directory, byName] of this.byDirectory) {
      directories.eachSection(directory, (start, end) => {
        for (let node = start; node < end && byName.size > 0; node++) {
          if (nodes.hasFlag(node, NodeFlag.removed)) continue;
          const name = decodeName(nodes.name(node));
          for (const way of byName.get(name) ?? []) if (take(way, node)) found.push(way);
          byName.delete(name);
        }
      });
    }
    return found;
  }
}

function splitPath(path: Uint8Array): Uint8Array[] {
  const names: Uint8Array[] = [];
  for (let start = 0; start < path.length; ) {
    const next = path.indexOf(SLASH, start);
    const end = next < 0 ? path.length : next;
    if (end > start) names.push(path.subarray(start, end));
    start = end + 1;
  }
  return names;
}
