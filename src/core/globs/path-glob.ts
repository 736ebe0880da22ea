/**
 * Finds the entries whose path matches a glob, and all below them: as an exclusion matches, but for whole ranges of a tree.
 *
 * Each directory keeps the point of the automaton to which its path leads, so that nothing is put together or decoded
 * per entry.
 */
import { SLASH } from '../columns/bytes.js';
import { isDirectory } from '../tree/mode.js';
import { eachNameWindow } from '../tree/name-windows.js';
import { directoryPath } from '../tree/paths.js';
import { ROOT_NODE, type Tree } from '../tree/tree.js';
import { type EntryMatcher, Inheritance } from './entry-range.js';
import { GlobAutomaton, type GlobState } from './glob-automaton.js';
import { parseGlob } from './glob-parser.js';

/** Members of all points that directories keep: 64 MB. The others are found again by their paths. */
const maxKeptMembers = 1 << 24;
const slash = Uint8Array.of(SLASH);

/** @throws GlobError */
export function compilePathGlob(tree: Tree, glob: string): EntryMatcher {
  const parsed = parseGlob(glob);
  const automaton = new GlobAutomaton([parsed]);
  const inheritance = new Inheritance(tree);
  const matcher = new RangeMatcher(tree, automaton);
  const isOfNames = !parsed.isFromRoot && !glob.includes('/');
  return (range, out) => {
    const { from, to, firstSection, endSection } = range;
    if (isOfNames) matcher.match(automaton.start, Math.max(ROOT_NODE + 1, from), to, out, from);
    else matcher.matchSections(firstSection, endSection, out, from);
    inheritance.spread(range, out);
  };
}

class RangeMatcher {
  private readonly tree: Tree;
  private readonly automaton: GlobAutomaton;
  /** By directory: the point from which its names are matched; undefined where it is not kept. */
  private readonly points: (GlobState | undefined)[];
  private readonly kept = new Set<GlobState>();
  private keptMembers = 0;

  constructor(tree: Tree, automaton: GlobAutomaton) {
    this.tree = tree;
    this.automaton = automaton;
    this.points = [automaton.start];
  }

  matchSections(first: number, end: number, out: Uint8Array, from: number): void {
    const { directories } = this.tree;
    for (let section = first; section < end; section++) {
      const point = this.pointOf(directories.sectionDirectory.get(section));
      if (point.isDead) continue;
      this.match(
        point,
        directories.sectionStart.get(section),
        directories.sectionEnd.get(section),
        out,
        from,
      );
    }
  }

  /** Sets `out[node - from]` to 1 for the nodes from `start` up to `end` that match. */
  match(point: GlobState, start: number, end: number, out: Uint8Array, from: number): void {
    const { automaton } = this;
    const { nodes } = this.tree;
    eachNameWindow(nodes, start, end, ({ bytes, base, first, end: windowEnd }) => {
      for (let node = first; node < windowEnd; node++) {
        const begin = nodes.nameBegin(node) - base;
        const { globs, directoryGlobs } = automaton.runLastName(
          point,
          bytes,
          begin,
          nodes.nameEnd(node) - base,
        );
        if (globs.length > 0 || (directoryGlobs.length > 0 && isDirectory(nodes.mode(node))))
          out[node - from] = 1;
      }
    });
  }

  private pointOf(directory: number): GlobState {
    const known = this.points[directory];
    if (known !== undefined) return known;
    const { tree, automaton } = this;
    const above = this.points[tree.directories.parent(directory)];
    const name = above ? tree.nodes.name(tree.directories.node(directory)) : directoryPath(tree, directory);
    const point = automaton.run(automaton.run(above ?? automaton.start, name, 0, name.length), slash, 0, 1);
    if (this.hasRoom(point)) this.points[directory] = point;
    return point;
  }

  private hasRoom(point: GlobState): boolean {
    if (this.kept.has(point)) return true;
    if (this.keptMembers + point.members.length > maxKeptMembers) return false;
    this.keptMembers += point.members.length;
    this.kept.add(point);
    return true;
  }
}
