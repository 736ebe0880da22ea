/**
 * Chooses the directories that are read when symbolic links are followed: one directory then has many paths.
 *
 * `followEveryPath` is find -L: only what leads back to an ancestor is cut. `followOnce` is du -L: each inode
 * is read at one path. So that this path does not depend on which scanner was faster, links are put off until
 * everything that is reached without them has been read, and then taken in the order of their paths.
 */
import { constants } from 'node:os';
import { NodeFlag } from '../../contract/entry-batch.js';
import { isSameIdentity } from '../../core/tree/identity.js';
import { IdentitySet } from '../../core/tree/identity-set.js';
import { comparePaths } from '../../core/tree/path-order.js';
import type { Tree } from '../../core/tree/tree.js';

export interface FollowedDirectories {
  /** The directories to be read now that this one was found: itself, or none. */
  admit(directory: number): readonly number[];
  /** Returns those that were put off, when there is nothing else left to read. */
  takeDeferred(): readonly number[];
}

export function followEveryPath(tree: Tree): FollowedDirectories {
  return {
    admit: (directory) => {
      if (!leadsBack(tree, directory)) return [directory];
      tree.cutLoop(directory, constants.errno.ELOOP);
      return [];
    },
    takeDeferred: () => [],
  };
}

function leadsBack({ nodes, directories }: Tree, directory: number): boolean {
  const identity = nodes.identity(directories.node(directory));
  for (let above = directories.parent(directory); above >= 0; above = directories.parent(above)) {
    if (isSameIdentity(identity, nodes.identity(directories.node(above)))) return true;
  }
  return false;
}

export function followOnce(tree: Tree): FollowedDirectories {
  const { nodes, directories } = tree;
  const read = new IdentitySet();
  let deferred: number[] = [];

  const claim = (directory: number): boolean => {
    const identity = nodes.identity(directories.node(directory));
    if (read.has(identity)) {
      tree.closeDirectory(directory);
      return false;
    }
    read.add(identity);
    return true;
  };
  return {
    admit: (directory) => {
      if (nodes.hasFlag(directories.node(directory), NodeFlag.followed)) {
        deferred.push(directory);
        return [];
      }
      return claim(directory) ? [directory] : [];
    },
    takeDeferred: () => {
      const inOrder = deferred.sort((a, b) =>
        comparePaths(nodes, directories, directories.node(a), directories.node(b)),
      );
      deferred = [];
      return inOrder.filter(claim);
    },
  };
}
