/**
 * Finds the entries whose path matches a glob, and all below them. A glob without a slash matches a name anywhere, one
 * with a slash the end of a path, or from the root where it begins with a slash: as in `exclusion.ts`, which matches whole
 * paths. Here a glob is taken apart at its slashes, and a directory keeps which parts the names down to it have
 * used up, so that nothing is put together or decoded per entry.
 */

import { decodeName } from '../columns/text.js';
import { isDirectory } from '../tree/mode.js';
import { eachNameWindow } from '../tree/name-windows.js';
import { directoryPath } from '../tree/paths.js';
import type { Tree } from '../tree/tree.js';
import { type EntryMatcher, type EntryRange, Inheritance } from './entry-range.js';
import { compileExclusion, type Exclusion, splitFinalSlash } from './exclusion.js';
import { compileNameGlob, expandBraces, type NameMatcher } from './name-glob.js';

/** @throws SyntaxError for a glob whose brackets do not match. */
export function compilePathGlob(tree: Tree, glob: string): EntryMatcher {
  const exclusion = compileExclusion([glob])!;
  const { glob: path, isOfDirectories } = splitFinalSlash(glob);
  const globs = splitGlob(path.startsWith('/') ? path.slice(1) : `**/${path}`);
  // Whether the root is a directory that any names match is no question: it is no entry.
  const isOfAnyDirectory = isOfDirectories && path.endsWith('**');
  if (!globs || isOfAnyDirectory) return matchWholePaths(tree, exclusion);
  const matchers = globs.map((parts) =>
    parts.length === 2 && parts[0] === anyNames && parts[1] !== anyNames
      ? matchNamesAnywhere(tree, parts[1]!, isOfDirectories)
      : new PartedGlob(tree, parts, isOfDirectories).match,
  );
  return (range, out, wanted) => {
    for (const match of matchers) match(range, out, wanted);
  };
}

/** Any number of names. */
const anyNames = null;
type Part = NameMatcher | typeof anyNames;

/** States are the bits of a word. */
const mostParts = 30;

/** The alternatives of a glob; undefined where it means something else as a whole than its parts do one by one. */
function splitGlob(glob: string): (readonly Part[])[] | undefined {
  const globs = /\{[^}]*\//.test(glob) ? expandBraces(glob) : [glob];
  const split = globs.map((each) => endAsPicomatch(each.split('/').filter(isNotRepeated)));
  if (split.some((parts) => parts.length > mostParts || parts.some(isOdd))) return undefined;
  return split.map((parts) => parts.map((part) => (part === '**' ? anyNames : compileNameGlob(part))));
}

const isNotRepeated = (part: string, index: number, parts: readonly string[]): boolean =>
  part !== '**' || parts[index - 1] !== '**';

/** "a/**" matches "a", too; but "a*" followed by the same matches only what is below. */
function endAsPicomatch(parts: readonly string[]): readonly string[] {
  return parts.at(-1) === '**' && parts.at(-2)?.endsWith('*') ? [...parts, '*'] : parts;
}

/** What may match no name at all, or any: how a slash beside it is read depends on that. */
const mayBeEmpty = /[?*!]\(|\{,|,,|,\}/;

const isOdd = (part: string): boolean =>
  part === '' ||
  part === '.' ||
  part === '..' ||
  (part !== '**' && part.includes('**')) ||
  mayBeEmpty.test(part) ||
  // why: picomatch takes a bar outside of parentheses for one between whole globs.
  part.replace(/\([^()]*\)/g, '').includes('|') ||
  hasOpenBracket(part);

/** A slash within brackets, or behind a backslash, does not part the glob. */
function hasOpenBracket(part: string): boolean {
  const count = (bracket: string) => part.split(bracket).length;
  return /[\\"']/.test(part) || ['()', '[]', '{}'].some(([open, close]) => count(open!) !== count(close!));
}

class PartedGlob {
  private readonly tree: Tree;
  private readonly parts: readonly Part[];
  private readonly isOfDirectories: boolean;
  /** For each directory the parts that may come next, a bit each; the last bit where it matches itself. */
  private states = new Uint32Array(1024);
  private readonly matched: number;

  constructor(tree: Tree, parts: readonly Part[], isOfDirectories: boolean) {
    this.tree = tree;
    this.parts = parts;
    this.isOfDirectories = isOfDirectories;
    this.matched = 1 << parts.length;
    this.states[0] = this.open(1);
  }

  readonly match: EntryMatcher = (range, out) => {
    const { directories } = this.tree;
    this.reserve(directories.count);
    for (let section = range.firstSection; section < range.endSection; section++) {
      const state = this.states[directories.sectionDirectory.get(section)]!;
      const start = directories.sectionStart.get(section);
      const end = directories.sectionEnd.get(section);
      if ((state & this.matched) !== 0) out.fill(1, start - range.from, end - range.from);
      else if (state !== 0) this.matchNames(state, start, end, range, out);
      this.descend(state, start, end);
    }
  };

  /** Entries that a last part matches. */
  private matchNames(state: number, start: number, end: number, { from }: EntryRange, out: Uint8Array): void {
    const { nodes } = this.tree;
    for (const matcher of this.lastParts(state)) {
      eachNameWindow(nodes, start, end, ({ bytes, base, first, end: windowEnd }) => {
        for (let node = first; node < windowEnd; node++) {
          if (this.isOfDirectories && !isDirectory(nodes.mode(node))) continue;
          if (matcher(bytes, nodes.nameBegin(node) - base, nodes.nameEnd(node) - base)) out[node - from] = 1;
        }
      });
    }
  }

  private lastParts(state: number): NameMatcher[] {
    return this.parts.filter(
      (part, index): part is NameMatcher =>
        part !== anyNames &&
        (state & (1 << index)) !== 0 &&
        (this.open(1 << (index + 1)) & this.matched) !== 0,
    );
  }

  /** The states of the directories from node `start` up to `end`. */
  private descend(state: number, start: number, end: number): void {
    const { directories, nodes } = this.tree;
    let child = directories.firstFrom(start);
    for (; child < directories.count && directories.node(child) < end; child++) {
      const keeps = state & this.matched;
      this.states[child] =
        keeps !== 0 || state === 0 ? keeps : this.step(state, nodes.name(directories.node(child)));
    }
  }

  private step(state: number, name: Uint8Array): number {
    let next = 0;
    this.parts.forEach((part, index) => {
      if ((state & (1 << index)) === 0) return;
      if (part === anyNames) next |= 1 << index;
      else if (part(name, 0, name.length)) next |= 1 << (index + 1);
    });
    return this.open(next);
  }

  /** Any number of names may be none. */
  private open(state: number): number {
    let opened = state;
    this.parts.forEach((part, index) => {
      if (part === anyNames && (opened & (1 << index)) !== 0) opened |= 1 << (index + 1);
    });
    return opened;
  }

  private reserve(count: number): void {
    if (count <= this.states.length) return;
    const longer = new Uint32Array(Math.max(count, this.states.length * 2));
    longer.set(this.states);
    this.states = longer;
  }
}

/** Names that match, and all below. */
function matchNamesAnywhere(tree: Tree, matches: NameMatcher, isOfDirectories: boolean): EntryMatcher {
  const { nodes } = tree;
  const inheritance = new Inheritance(tree);
  return (range, out) => {
    eachNameWindow(nodes, Math.max(1, range.from), range.to, ({ bytes, base, first, end }) => {
      for (let node = first; node < end; node++) {
        if (isOfDirectories && !isDirectory(nodes.mode(node))) continue;
        if (matches(bytes, nodes.nameBegin(node) - base, nodes.nameEnd(node) - base))
          out[node - range.from] = 1;
      }
    });
    inheritance.spread(range, out);
  };
}

/** For the odd globs that cannot be taken apart: a path is put together for every entry. */
function matchWholePaths(tree: Tree, exclusion: Exclusion): EntryMatcher {
  const { directories, nodes } = tree;
  const inheritance = new Inheritance(tree);
  return (range, out) => {
    for (let section = range.firstSection; section < range.endSection; section++) {
      const path = decodeName(directoryPath(tree, directories.sectionDirectory.get(section)));
      const end = directories.sectionEnd.get(section);
      for (let node = directories.sectionStart.get(section); node < end; node++) {
        const isOne = () => isDirectory(nodes.mode(node));
        if (exclusion.excludes(path, decodeName(nodes.name(node)), isOne)) out[node - range.from] = 1;
      }
    }
    inheritance.spread(range, out);
  };
}
