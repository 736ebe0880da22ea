/** The rows of a listing as bytes: CSV by RFC 4180, JSON lines, or paths ended by NUL. */

import { NodeFlag } from '../contract/entry-batch.js';
import { AttributeWord } from '../core/attribute-table.js';
import { kindOf } from '../core/mode.js';
import type { Timestamp } from '../core/nodes.js';
import type { SortedWalk } from '../core/sorted-walk.js';
import type { Tree } from '../core/tree.js';
import { ByteBuilder } from './byte-builder.js';
import { isoTime } from './iso-time.js';
import { pathMembers, stringifyJson } from './json.js';

export type ListFormat = 'csv' | 'jsonl' | 'paths0';

export interface RowWriter {
  readonly header: Uint8Array;
  row(node: number, walk: SortedWalk): void;
  /** Enough has come together to be written. */
  readonly isFull: boolean;
  take(): Uint8Array;
}

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

const enough = 1 << 16;
const listedNot = NodeFlag.excluded | NodeFlag.loop;

/** @param formulaSafe CSV only: an apostrophe before paths that a spreadsheet would take for a formula. */
export function rowWriter(tree: Tree, format: ListFormat, formulaSafe: boolean): RowWriter {
  const out = new ByteBuilder();
  const write = {
    csv: (node: number, walk: SortedWalk) => csvRow(out, tree, node, walk, formulaSafe),
    jsonl: (node: number, walk: SortedWalk) => out.text(`${jsonRow(tree, node, walk)}\n`),
    paths0: (_node: number, walk: SortedWalk) => {
      out.bytes(walk.path.subarray(0, walk.pathLength));
      out.byte(0);
    },
  }[format];
  return {
    header: Buffer.from(format === 'csv' ? `${columns.join(',')}\r\n` : ''),
    row: (node, walk) => {
      if (!tree.nodes.hasFlag(node, listedNot)) write(node, walk);
    },
    get isFull() {
      return out.length >= enough;
    },
    take: () => out.take(),
  };
}

function csvRow(out: ByteBuilder, tree: Tree, node: number, walk: SortedWalk, formulaSafe: boolean): void {
  csvPath(out, walk.path.subarray(0, walk.pathLength), formulaSafe);
  const { nodes } = tree;
  out.text(`,${kindOf(nodes.mode(node))},`);
  if (nodes.hasFlag(node, NodeFlag.unreadable)) out.text(',,,,,,,,');
  else {
    const { uid, gid, links, permissions } = attributes(tree, node);
    out.text(
      `${nodes.apparentBytes(node)},${nodes.allocatedBytes(node)},${isoTime(nodes.mtime(node))},` +
        `${permissions},${uid},${gid},${links},${nodes.inode(node)},`,
    );
  }
  out.text(`${walk.depth}\r\n`);
}

function jsonRow(tree: Tree, node: number, walk: SortedWalk): string {
  const { nodes } = tree;
  const members = {
    ...pathMembers('path', walk.path.subarray(0, walk.pathLength)),
    type: kindOf(nodes.mode(node)),
  };
  if (nodes.hasFlag(node, NodeFlag.unreadable)) return stringifyJson({ ...members, depth: walk.depth });
  const { uid, gid, links, permissions } = attributes(tree, node);
  const mtime: Timestamp = nodes.mtime(node);
  return stringifyJson({
    ...members,
    apparentBytes: nodes.apparentBytes(node),
    allocatedBytes: nodes.allocatedBytes(node),
    mtime: isoTime(mtime),
    mode: permissions,
    uid,
    gid,
    links,
    inode: nodes.inode(node),
    depth: walk.depth,
  });
}

function attributes({ nodes }: Tree, node: number) {
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

function csvPath(out: ByteBuilder, path: Uint8Array, formulaSafe: boolean): void {
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
