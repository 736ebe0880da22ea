/**
 * Evaluation of a filter: which entries of a tree it leaves, and the sums of every directory.
 *
 * A term holds for an entry by itself; `word` and `path` also hold for all that is below a folder. So `photos -raw`
 * leaves what lies in a folder of photos but in none of raw. An entry is left where the filter holds for it; a directory
 * is also shown where something below it is.
 *
 * While a tree only grows, sizes and times of its nodes stay, and only new entries are evaluated. Where nodes have
 * changed, all are evaluated again. Sums are always added up from the start.
 */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { EntryMatcher, EntryRange } from '../globs/entry-range.js';
import { ROOT_NODE, type Tree } from '../tree/tree.js';
import type { EntryFilter } from '../view/entry-filter.js';
import { type LinkRules, sumMatches } from './sums.js';
import type { Filter } from './syntax.js';
import { compileTerm, type FilterContext } from './terms.js';

export interface EvaluationContext extends FilterContext {
  /** Entries that are left out besides those of the filter; undefined for none. */
  readonly hidden?: HiddenKeys | undefined;
}

/** Legend keys that were switched off. */
export interface HiddenKeys {
  readonly keys: readonly number[];
  /** Returns the key of a node that is `depth` levels below the root. */
  keyOf(node: number, depth: number): number;
  /** Returns the levels of a directory below the root. */
  depthOf(directory: number): number;
}

export class FilterEvaluation {
  private readonly tree: Tree;
  private readonly compile: () => CompiledFilter | null;
  private compiled: CompiledFilter | null;
  private revision: number;
  private readonly hidden: HiddenKeys | undefined;
  private matched = new Uint8Array(1 << 14);
  private nodeCount = 0;
  private sectionCount = 0;

  /** @param filter null for all entries, except those that the context hides. */
  constructor(tree: Tree, filter: Filter | null, context: EvaluationContext) {
    this.tree = tree;
    this.compile = () => filter && compile(tree, filter, context);
    this.compiled = this.compile();
    this.revision = tree.revision;
    this.hidden = context.hidden;
  }

  /** Returns what is left of the tree as it is now. The result stays the same when the tree grows. */
  evaluate(rules: LinkRules): EntryFilter {
    this.takeNew();
    const matched = this.matched.slice(0, this.nodeCount);
    if (this.tree.removed > 0) leaveOutRemoved(this.tree, matched);
    return sumMatches(this.tree, matched, rules);
  }

  private takeNew(): void {
    const { nodes, directories, revision } = this.tree;
    if (revision !== this.revision) this.startOver();
    if (nodes.count === this.nodeCount) return;
    const range: EntryRange = {
      from: this.nodeCount,
      to: nodes.count,
      firstSection: this.sectionCount,
      endSection: directories.sectionCount,
    };
    const all = newBits(range).fill(1);
    const found = this.compiled ? match(this.compiled, range, all) : all;
    if (this.hidden) hide(this.tree, this.hidden, range, found);
    this.append(found);
    this.sectionCount = range.endSection;
  }

  private startOver(): void {
    this.revision = this.tree.revision;
    this.nodeCount = 0;
    this.sectionCount = 0;
    this.compiled = this.compile();
  }

  private append(found: Uint8Array): void {
    const count = this.nodeCount + found.length;
    if (count > this.matched.length) {
      const longer = new Uint8Array(Math.max(count, this.matched.length * 2));
      longer.set(this.matched.subarray(0, this.nodeCount));
      this.matched = longer;
    }
    this.matched.set(found, this.nodeCount);
    this.nodeCount = count;
  }
}

function leaveOutRemoved({ nodes }: Tree, matched: Uint8Array): void {
  for (let node = 0; node < matched.length; node++) {
    if (nodes.hasFlag(node, NodeFlag.removed)) matched[node] = 0;
  }
}

/** Filter whose terms remember their results for the directories they have seen. */
type CompiledFilter =
  | { readonly type: 'and' | 'or'; readonly parts: readonly CompiledFilter[] }
  | { readonly type: 'not'; readonly part: CompiledFilter }
  | { readonly type: 'term'; readonly matcher: EntryMatcher };

function compile(tree: Tree, filter: Filter, context: FilterContext): CompiledFilter {
  if ('parts' in filter) {
    return { type: filter.type, parts: filter.parts.map((part) => compile(tree, part, context)) };
  }
  if (filter.type === 'not') return { type: 'not', part: compile(tree, filter.part, context) };
  return { type: 'term', matcher: compileTerm(tree, filter, context) };
}

const newBits = ({ from, to }: EntryRange): Uint8Array => new Uint8Array(to - from);

/**
 * Returns a byte for each entry of a range: 1 where the filter holds.
 * @param wanted as an `EntryMatcher` takes it.
 */
function match(filter: CompiledFilter, range: EntryRange, wanted: Uint8Array): Uint8Array {
  if (filter.type === 'term') {
    const found = newBits(range);
    filter.matcher(range, found, wanted);
    return found;
  }
  if (filter.type === 'not') {
    const found = match(filter.part, range, wanted);
    for (let at = 0; at < found.length; at++) found[at] = found[at]! ^ 1;
    return found;
  }
  const [first, ...others] = filter.parts;
  const found = match(first!, range, wanted);
  for (const other of others) {
    if (filter.type === 'and') intersect(found, match(other, range, found));
    else unite(found, match(other, range, wanted));
  }
  return found;
}

function intersect(found: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < found.length; at++) found[at] = found[at]! & other[at]!;
}

function unite(found: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < found.length; at++) found[at] = found[at]! | other[at]!;
}

function hide(tree: Tree, { keys, keyOf, depthOf }: HiddenKeys, range: EntryRange, found: Uint8Array): void {
  const { directories } = tree;
  const isHidden = new Uint8Array(Math.max(...keys) + 1);
  for (const key of keys) isHidden[key] = 1;
  const hideNodes = (start: number, end: number, depth: number) => {
    for (let node = start; node < end; node++) {
      if (found[node - range.from] !== 0 && isHidden[keyOf(node, depth)] === 1) found[node - range.from] = 0;
    }
  };
  if (range.from === ROOT_NODE) hideNodes(ROOT_NODE, ROOT_NODE + 1, 0);
  for (let section = range.firstSection; section < range.endSection; section++) {
    const depth = depthOf(directories.sectionDirectory.get(section)) + 1;
    hideNodes(directories.sectionStart.get(section), directories.sectionEnd.get(section), depth);
  }
}
