/** Rows of a listing as bytes: CSV, JSON lines, or paths ended by NUL. */

import { ByteBuilder } from '../core/columns/byte-builder.js';
import {
  appendCsvRow,
  csvHeader,
  isListed,
  listedAttributes,
  listedTotals,
  NUMBERLESS,
  stateOf,
  UNLISTED,
} from '../core/tree/csv-rows.js';
import { isoTime } from '../core/tree/iso-time.js';
import { kindOf } from '../core/tree/mode.js';
import type { WalkPlace } from '../core/tree/sorted-walk.js';
import type { Tree } from '../core/tree/tree.js';
import { pathMembers, stringifyJson } from './json.js';
import { terminalText } from './terminal-text.js';

export type ListFormat = 'csv' | 'jsonl' | 'paths0';

export interface RowWriter {
  readonly header: Uint8Array;
  row(node: number, walk: WalkPlace): void;
  /** Whether a chunk is ready to be written. */
  readonly isFull: boolean;
  take(): Uint8Array;
}

const chunkBytes = 1 << 16;

export interface RowOptions {
  /** Whether CSV has an apostrophe before paths that a spreadsheet would take for a formula. */
  readonly formulaSafe: boolean;
  /** Whether characters that control a terminal are shown instead of sent. */
  readonly forTerminal: boolean;
}

export function rowWriter(tree: Tree, format: ListFormat, options: RowOptions): RowWriter {
  const out = new ByteBuilder();
  const { formulaSafe, forTerminal } = options;
  const write = {
    csv: (node: number, walk: WalkPlace) => appendCsvRow(out, tree, node, walk, formulaSafe),
    jsonl: (node: number, walk: WalkPlace) => out.text(`${jsonRow(tree, node, walk)}\n`),
    paths0: (_node: number, walk: WalkPlace) => {
      out.bytes(walk.path.subarray(0, walk.pathLength));
      out.byte(0);
    },
  }[format];
  // Whoever acts on bare paths wants none of what was left out.
  const isRow = (node: number) =>
    format === 'paths0' ? !tree.nodes.hasFlag(node, UNLISTED) : isListed(tree, node);
  return {
    header: Buffer.from(format === 'csv' ? csvHeader : ''),
    row: (node, walk) => {
      if (isRow(node)) write(node, forTerminal ? shown(walk) : walk);
    },
    get isFull() {
      return out.length >= chunkBytes;
    },
    take: () => out.take(),
  };
}

/** Returns the same place, its path as it may be written to a terminal. */
function shown(walk: WalkPlace): WalkPlace {
  const path = Buffer.from(terminalText(walk.path.subarray(0, walk.pathLength)));
  return { path, pathLength: path.length, depth: walk.depth };
}

function jsonRow(tree: Tree, node: number, walk: WalkPlace): string {
  const { nodes } = tree;
  const members = {
    ...pathMembers('path', walk.path.subarray(0, walk.pathLength)),
    type: kindOf(nodes.mode(node)),
  };
  const state = stateOf(tree, node);
  const known = { depth: walk.depth, ...(state && { state }) };
  if (nodes.hasFlag(node, NUMBERLESS)) return stringifyJson({ ...members, ...known });
  const { uid, gid, links, permissions, device } = listedAttributes(tree, node);
  const totals = listedTotals(tree, node);
  return stringifyJson({
    ...members,
    apparentBytes: nodes.apparentBytes(node),
    allocatedBytes: nodes.allocatedBytes(node),
    mtime: isoTime(nodes.mtime(node)),
    mode: permissions,
    uid,
    gid,
    links,
    inode: nodes.inode(node),
    device,
    ...known,
    ...(totals && {
      totalApparentBytes: totals.apparentBytes,
      totalAllocatedBytes: totals.allocatedBytes,
      totalFiles: totals.files,
    }),
  });
}
