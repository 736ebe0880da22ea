/** The rows of a listing as CSV by RFC 4180: what `hectare list` writes, and an export of the window. */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { ByteBuilder } from '../columns/byte-builder.js';
import { AttributeWord } from './attribute-table.js';
import { isoTime } from './iso-time.js';
import { kindOf } from './mode.js';
import type { WalkPlace } from './sorted-walk.js';
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
  if (nodes.hasFlag(node, NodeFlag.unreadable)) out.text(',,,,,,,,');
  else {
    const { uid, gid, links, permissions } = listedAttributes(tree, node);
    out.text(
      `${nodes.apparentBytes(node)},${nodes.allocatedBytes(node)},${isoTime(nodes.mtime(node))},` +
        `${permissions},${uid},${gid},${links},${nodes.inode(node)},`,
    );
  }
  out.text(`${walk.depth}\r\n`);
}

/** Attributes as listings write them: permissions in octal. */
export interface ListedAttributes {
  readonly permissions: string;
  readonly links: number;
  readonly uid: number;
  readonly gid: number;
}

export function listedAttributes({ nodes }: Tree, node: number): ListedAttributes {
  const attribute = nodes.attribute.get(node);
  const word = (which: number) => nodes.attributes.word(attribute, which);
  return {
    permissions: (word(AttributeWord.mode) & 0o7777).toString(8),
    links: word(AttributeWord.links),
    uid: word(AttributeWord.uid),
    gid: word(AttributeWord.gid),
  };
}

const quote = 34;
/** A field with one of these is quoted: quote, comma, CR, LF (RFC 4180, rule 6). */
const quoted = new Set([quote, 44, 13, 10]);
/** What makes a spreadsheet take a cell for a formula: = + - @ tab CR, and = + - @ in full width (EF BC xx). */
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
