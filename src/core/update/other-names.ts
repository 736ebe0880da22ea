/**
 * Finds the other names of inodes of which a rescan has seen one come, change or go, among all that it took over
 * without a look: those names are out of date as well, and would count the inode again.
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import { IDENTITY_WORDS } from '../../contract/identity.js';
import { directoriesBelow } from '../tree/directories-below.js';
import { isDirectory } from '../tree/mode.js';
import type { Tree } from '../tree/tree.js';

export class OtherNames {
  private readonly tree: Tree;
  /** By directory: 1 where the rescan looks at its names, unless they are trusted. */
  private readonly isLookedAt: Uint8Array;
  /** By node: 1 where it was returned already. */
  private readonly isFound: Uint8Array;

  /** @param top the directory from which on all is looked at. */
  constructor(tree: Tree, top: number) {
    this.tree = tree;
    this.isLookedAt = new Uint8Array(tree.directories.count);
    this.isFound = new Uint8Array(tree.nodes.count);
    for (const directory of directoriesBelow(tree, top)) this.isLookedAt[directory] = 1;
  }

  /** Notes nodes that are new, from one on: each may be the new place of what is known elsewhere. */
  noteFrom(firstNode: number): void {
    const { nodes, links } = this.tree;
    for (let node = firstNode; node < nodes.count; node++) links.note(node);
  }

  /**
   * Returns the names that were taken over, ascending, of inodes of which a name has come, changed or gone since the
   * last call. No name is returned twice.
   */
  take(): number[] {
    const { nodes, links } = this.tree;
    const inodes = links.takeTouched();
    const found: number[] = [];
    if (inodes.size === 0) return found;
    const identity = new Uint32Array(IDENTITY_WORDS);
    for (let node = 0; node < this.isFound.length; node++) {
      nodes.copyIdentity(node, identity, 0);
      if (!inodes.has(identity) || this.isFound[node] === 1 || !this.isTakenOver(node)) continue;
      this.isFound[node] = 1;
      found.push(node);
    }
    return found;
  }

  private isTakenOver(node: number): boolean {
    const { nodes, directories } = this.tree;
    if (isDirectory(nodes.mode(node)) || nodes.hasFlag(node, NodeFlag.removed)) return false;
    return nodes.hasFlag(node, NodeFlag.trusted) || this.isLookedAt[directories.holding(node)] === 0;
  }
}
