/** The rows of a listing as CSV by RFC 4180: what `hectare list` writes, and an export of the window. */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { ByteBuilder } from '../columns/byte-builder.js';
import { AttributeWord } from './attribute-table.js';
import { DirectoryState } from './directories.js';
import { isoTime } from './iso-time.js';
import { isDirectory, kindOf } from './mode.js';
import type { WalkPlace } from './sorted-walk.js';
import type { DirectoryTotals } from './totals.js';
import type { Tree } from './tree.js';

const columns = [
  'path',
  'type',
  'apparent_bytes',
  'allocated_bytes',
  'mtime',
  'mode',
  'uid',
  'gid',
  'links',
  'inode',
  'depth',
  // Since version 2 of the rows.
  'device',
  'state',
  'total_apparent_bytes',
  'total_allocated_bytes',
  'total_files',
] as const;

export const csvHeader: string = `${columns.join(',')}\r\n`;

/** Flags of entries that a listing leaves out. */
export const UNLISTED: number = NodeFlag.excluded | NodeFlag.loop | NodeFlag.removed;

/**
 * Appends the row of a node.
 * @param walk stands at the node: its path and depth are those of the row.
 * @param formulaSafe an apostrophe before paths that a spreadsheet would take for a formula.
 */
export function appendCsvRow(
  out: ByteBuilder,
  tree: Tree,
  node: number,
  walk: WalkPlace,
  formulaSafe: boolean,
): void {
  appendPath(out, walk.path.subarray(0, walk.pathLength), formulaSafe);
  const { nodes } = tree;
  out.text(`,${kindOf(nodes.mode(node))},`);
  const hasNumbers = !nodes.hasFlag(node, NUMBERLESS);
  const { uid, gid, links, permissions, device } = listedAttributes(tree, node);
  if (!hasNumbers) out.text(',,,,,,,,');
  else {
    out.text(
      `${nodes.apparentBytes(node)},${nodes.allocatedBytes(node)},${isoTime(nodes.mtime(node))},` +
        `${permissions},${uid},${gid},${links},${nodes.inode(node)},`,
    );
  }
  out.text(`${walk.depth},${hasNumbers ? device : ''},${stateOf(tree, node) ?? ''},`);
  const totals = listedTotals(tree, node);
  if (totals) out.text(`${totals.apparentBytes},${totals.allocatedBytes},${totals.files}\r\n`);
  else out.text(',,\r\n');
}

/** Returns whether rows tell of a node. What a pattern left out has one only if it is a folder. */
export function isListed({ nodes }: Tree, node: number): boolean {
  const flags = nodes.flags.get(node);
  return (
    (flags & UNLISTED) === 0 || ((flags & UNLISTED) === NodeFlag.excluded && isDirectory(nodes.mode(node)))
  );
}

/** Flags of entries of which only the name is known, and their kind perhaps. */
export const NUMBERLESS: number = NodeFlag.unreadable | NodeFlag.excluded;

/** Reason why a row is not all that could be known. */
export type ListedState = 'excluded' | 'mount' | 'unreadable' | 'partial' | 'elsewhere' | 'trusted';

const directoryStates: Readonly<Record<number, ListedState>> = {
  [DirectoryState.pending]: 'partial',
  [DirectoryState.failed]: 'unreadable',
  [DirectoryState.elsewhere]: 'elsewhere',
};

/** Returns the state of a node's row; undefined where there is nothing to say. */
export function stateOf(tree: Tree, node: number): ListedState | undefined {
  const { nodes, directories } = tree;
  if (nodes.hasFlag(node, NodeFlag.excluded)) return 'excluded';
  if (nodes.hasFlag(node, NodeFlag.otherMount)) return 'mount';
  if (nodes.hasFlag(node, NodeFlag.unreadable)) return 'unreadable';
  const directory = directoryOf(tree, node);
  const state = directory < 0 ? undefined : directoryStates[directories.state.get(directory)];
  return state ?? (nodes.hasFlag(node, NodeFlag.trusted) ? 'trusted' : undefined);
}

/** Returns what a folder and all below it come to, as far as it was read; undefined for what was not entered. */
export function listedTotals(tree: Tree, node: number): DirectoryTotals | undefined {
  const directory = directoryOf(tree, node);
  return directory < 0 ? undefined : tree.directories.totals.of(directory);
}

const directoryOf = ({ nodes, directories }: Tree, node: number): number =>
  isDirectory(nodes.mode(node)) ? directories.ofNode(node) : -1;

/** Attributes as listings write them: permissions in octal. */
export interface ListedAttributes {
  readonly permissions: string;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
  /** Major and minor number on Linux, the two halves of the number elsewhere. */
  readonly device: string;
}

export function listedAttributes({ nodes }: Tree, node: number): ListedAttributes {
  const attribute = nodes.attribute.get(node);
  const word = (which: number) => nodes.attributes.word(attribute, which);
  return {
    permissions: (word(AttributeWord.mode) & 0o7777).toString(8),
    links: word(AttributeWord.links),
    uid: word(AttributeWord.uid),
    gid: word(AttributeWord.gid),
    device: `${word(AttributeWord.deviceHigh)}:${word(AttributeWord.deviceLow)}`,
  };
}

const quote = 34;
/** A field with one of these is quoted: quote, comma, CR, LF (RFC 4180, rule 6). */
const quoted = new Set([quote, 44, 13, 10]);
/** First bytes by which a spreadsheet takes a cell for a formula: = + - @ tab CR, and = + - @ in full width (EF BC xx). */
const formulaStart = new Set([61, 43, 45, 64, 9, 13]);
const fullWidthStart = new Set([0x9d, 0x8b, 0x8d, 0xa0]);

function appendPath(out: ByteBuilder, path: Uint8Array, formulaSafe: boolean): void {
  const isFormula =
    formulaStart.has(path[0] ?? 0) ||
    (path[0] === 0xef && path[1] === 0xbc && fullWidthStart.has(path[2] ?? 0));
  if (!path.some((byte) => quoted.has(byte))) {
    if (formulaSafe && isFormula) out.text("'");
    out.bytes(path);
    return;
  }
  out.byte(quote);
  if (formulaSafe && isFormula) out.text("'");
  for (const byte of path) {
    if (byte === quote) out.byte(quote);
    out.byte(byte);
  }
  out.byte(quote);
}
