/** Terms of a filter as functions over the columns of a range of entries. */
import type { Measure } from '../../contract/entries.js';
import { NodeFlag } from '../../contract/entry-batch.js';
import { type EntryMatcher, Inheritance } from '../globs/entry-range.js';
import { compilePathGlob } from '../globs/path-glob.js';
import { compileText, markNames } from '../globs/text-pattern.js';
import { FILE_KINDS, type FileKind, kindKey } from '../kinds/file-kind-table.js';
import type { FileKinds } from '../kinds/file-kinds.js';
import { FILE_BITS, isDirectory, SYMLINK_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import type { Tree } from '../tree/tree.js';
import { byAttribute } from './attribute-bytes.js';
import { compileExtensions } from './extensions.js';
import { ageUnits, type Comparator, type FilterTerm, sizeUnits } from './syntax.js';

export interface FilterContext {
  /** The size that `size` compares. */
  readonly measure: Measure;
  /** Moment from which ages are counted, in seconds since 1970. */
  readonly now: number;
  readonly kinds: FileKinds;
  /** Returns the name of a user, or the number as text. */
  ownerName(uid: number): string;
}

export function compileTerm(tree: Tree, term: FilterTerm, context: FilterContext): EntryMatcher {
  switch (term.type) {
    case 'word':
      return compileWord(tree, term.text);
    case 'path':
      return compilePathGlob(tree, term.glob);
    case 'ext':
      return compileExtensions(tree.nodes, term.values);
    case 'kind':
      return compileKinds(tree.nodes, term.values, context.kinds);
    case 'owner':
      return compileOwners(tree.nodes, term.values, context);
    case 'size': {
      const { nodes } = tree;
      const sizeOf =
        context.measure === 'allocated'
          ? (node: number) => nodes.approximateAllocatedBytes(node)
          : (node: number) => nodes.approximateApparentBytes(node);
      const limit = Math.round(term.amount * sizeUnits[term.unit]);
      return compileLimits(nodes, sizeOf, limitsOf(term.comparison, limit));
    }
    case 'age': {
      const { nodes } = tree;
      const ageOf = (node: number) => context.now - nodes.approximateMtime(node);
      const unit = ageUnits[term.unit];
      const limit = term.amount * unit;
      // "=" is a whole unit: "2d" lasts until the third day begins.
      const isWhole = term.comparison === '=';
      const limits = limitsOf(isWhole ? '>=' : term.comparison, limit);
      return compileLimits(nodes, ageOf, isWhole ? { ...limits, below: limit + unit } : limits);
    }
  }
}

/** Limits of a value: more than one number and less than another, or equal to a third. */
interface Limits {
  readonly above: number;
  readonly below: number;
  readonly equal: number;
}

function limitsOf(comparison: Comparator, limit: number): Limits {
  const above = comparison === '>' || comparison === '>=' ? limit : -Infinity;
  const below = comparison === '<' || comparison === '<=' ? limit : Infinity;
  if (comparison === '=') return { above: Infinity, below: -Infinity, equal: limit };
  return { above, below, equal: comparison.endsWith('=') ? limit : Number.NaN };
}

/** Matches a text in an entry's name or in that of a folder above. The root's name is not searched: paths begin there. */
function compileWord(tree: Tree, text: string): EntryMatcher {
  const pattern = compileText(text);
  const inheritance = new Inheritance(tree);
  return (range, out) => {
    if (!pattern) return;
    const first = Math.max(1, range.from);
    markNames(tree.nodes, first, range.to, pattern, out.subarray(first - range.from));
    inheritance.spread(range, out);
  };
}

/** Matches sizes and ages of entries that are no folders, where they are known. */
function compileLimits(
  nodes: Nodes,
  measureOf: (node: number) => number,
  { above, below, equal }: Limits,
): EntryMatcher {
  return ({ from, to }, out, wanted) => {
    const hasValue = byAttribute(nodes, (mode) => !isDirectory(mode));
    for (let node = from; node < to; node++) {
      if (wanted[node - from] === 0) continue;
      if (hasValue[nodes.attribute.get(node)] === 0 || !isKnown(nodes, node)) continue;
      const value = measureOf(node);
      if ((value > above && value < below) || value === equal) out[node - from] = 1;
    }
  };
}

function compileOwners(
  nodes: Nodes,
  owners: readonly string[],
  { ownerName }: Pick<FilterContext, 'ownerName'>,
): EntryMatcher {
  const named = new Set(owners.map((owner) => owner.toLowerCase()));
  return ({ from, to }, out, wanted) => {
    const isOwned = byAttribute(
      nodes,
      (_mode, uid) => named.has(`${uid}`) || named.has(ownerName(uid).toLowerCase()),
    );
    for (let node = from; node < to; node++) {
      if (wanted[node - from] === 0) continue;
      if (isOwned[nodes.attribute.get(node)] !== 0 && isKnown(nodes, node)) out[node - from] = 1;
    }
  };
}

function compileKinds(nodes: Nodes, kinds: readonly string[], fileKinds: FileKinds): EntryMatcher {
  const isWanted = new Uint8Array(FILE_KINDS.length);
  for (const kind of kinds) {
    if ((FILE_KINDS as readonly string[]).includes(kind)) isWanted[kindKey(kind as FileKind)] = 1;
  }
  const byName = isWanted.some((wanted, key) => wanted !== 0 && key !== folderKey);
  return ({ from, to }, out, wanted) => {
    const byMode = byAttribute(nodes, (mode) => {
      const type = mode & TYPE_BITS;
      if (isDirectory(mode)) return kinds.includes('folder');
      return (
        (type === FILE_BITS && kinds.includes('file')) || (type === SYMLINK_BITS && kinds.includes('link'))
      );
    });
    for (let node = from; node < to; node++) {
      if (wanted[node - from] === 0) continue;
      const matches =
        byMode[nodes.attribute.get(node)] !== 0 || (byName && isWanted[fileKinds.keyOf(node)] !== 0);
      if (matches) out[node - from] = 1;
    }
  };
}

const folderKey = kindKey('folder');

/** Tells whether the entry was stat'ed. */
const isKnown = (nodes: Nodes, node: number): boolean =>
  (nodes.flags.get(node) & (NodeFlag.unreadable | NodeFlag.excluded)) === 0;
