/** Globs of an exclusion that have left nothing out: what is left out stands in the tree, with a flag. */
import { NodeFlag } from '../../contract/entry-batch.js';
import { isDirectory } from '../tree/mode.js';
import { directoryPath } from '../tree/paths.js';
import type { Tree } from '../tree/tree.js';
import { Exclusion } from './exclusion.js';
import type { GlobState } from './glob-automaton.js';

/** Returns the indices of the globs that no entry left out matches. @throws GlobError */
export function findUnmatchedGlobs(tree: Tree, globs: readonly string[]): readonly number[] {
  if (globs.length === 0) return [];
  const { nodes, directories } = tree;
  const exclusion = new Exclusion(globs);
  const unmatched = new Set(globs.keys());
  for (let section = 0; section < directories.sectionCount && unmatched.size > 0; section++) {
    let directory: GlobState | undefined;
    const end = directories.sectionEnd.get(section);
    for (let node = directories.sectionStart.get(section); node < end; node++) {
      if ((nodes.flags.get(node) & (NodeFlag.excluded | NodeFlag.removed)) !== NodeFlag.excluded) continue;
      directory ??= exclusion.enter(directoryPath(tree, directories.sectionDirectory.get(section)));
      const matching = exclusion.matching(directory, nodes.name(node), isDirectory(nodes.mode(node)));
      for (const glob of matching) unmatched.delete(glob);
    }
  }
  return [...unmatched];
}
