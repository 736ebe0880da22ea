/**
 * Batches from a file, which anybody may have written: only what fits together comes through. Nothing of what is let
 * through leads the tree to a place that is not there, and every name is one.
 */

import {
  ENGINE_REFERENCE,
  type EntryBatch,
  NO_DIRECTORY,
  NodeFlag,
  SectionDone,
} from '../../contract/entry-batch.js';
import type { RowColumn } from '../../contract/row-columns.js';
import { PlaneReader } from '../columns/byte-planes.js';
import { DOT, SLASH } from '../columns/bytes.js';
import { BatchCompletion } from './batch-completion.js';
import { TREE_BATCH_ROWS } from './batch-rows.js';
import {
  type PackedCounts,
  packedLength,
  storedColumns,
  type Unpacked,
  unpackBatch,
} from './packed-batch.js';

/** Says what is wrong, in words for the user. */
export class BrokenBatch extends Error {}

/** Directories without names, and every failure of one, have sections of their own. */
const maxSections = 16 * TREE_BATCH_ROWS;
/** Bytes of a batch's names: of each row as many as any file system allows, and a root's path. */
const maxNameBytes = TREE_BATCH_ROWS * 1024 + (1 << 20);

/** @throws BrokenBatch where no batch is that large: to be asked before memory is taken for one. */
export function checkCounts(counts: PackedCounts, nameBytes: number): void {
  const { rows, sections, directories, attributes, failures } = counts;
  const fits =
    rows <= TREE_BATCH_ROWS &&
    sections <= maxSections &&
    directories <= rows &&
    attributes <= rows &&
    failures <= rows &&
    nameBytes <= maxNameBytes;
  if (!fits) throw new BrokenBatch('a part is larger than any that is written');
}

/** Sections that bring no rows: one ends a directory, and few failures are told of most. */
const maxEmptySections = (directories: number): number => 1024 + 4 * directories;
/** Max bytes of all names: as many as a tree takes (byte-pool.ts). */
const maxBytesOfAllNames = 0xffff_ffff;

export class StoredBatches {
  /** Rows and directories so far. */
  rows = 0;
  directories = 0;
  private nameBytes = 0;
  private emptySections = 0;
  private readonly completion: BatchCompletion;
  private readonly reader = new PlaneReader();

  private readonly columns: readonly RowColumn[];

  /** @param version of the format. */
  constructor(followLinks: boolean, version: number) {
    this.columns = storedColumns(version);
    this.completion = new BatchCompletion(followLinks);
  }

  /** The next batch, from the names and the packed numbers of one: good until the one after. @throws BrokenBatch */
  read(names: Uint8Array, numbers: Uint8Array, counts: PackedCounts): EntryBatch {
    if (numbers.length !== packedLength(counts, this.columns))
      throw new BrokenBatch('a part has not the length it says');
    const unpacked = unpackBatch(numbers, counts, this.completion, this.reader, this.columns);
    if (!unpacked) throw new BrokenBatch('its entries are not those it says');
    this.nameBytes += names.length;
    if (this.nameBytes > maxBytesOfAllNames) throw new BrokenBatch('its names are too long together');
    const isFirst = this.rows === 0;
    if (isFirst && counts.rows === 0) throw new BrokenBatch('it does not begin with its root');
    this.checkRows(unpacked.bare);
    this.checkSections(unpacked, isFirst);
    const nameStart = findNames(names, counts.rows, isFirst);
    this.rows += counts.rows;
    this.directories += counts.directories;
    return this.completion.complete({ ...unpacked.bare, names, nameStart }, unpacked.derived);
  }

  private checkRows({ attribute, flags }: Unpacked['bare']): void {
    const { knownAttributes } = this.completion;
    const unknown = NodeFlag.removed | NodeFlag.duplicate;
    for (let row = 0; row < attribute.length; row++) {
      if (attribute[row]! >= knownAttributes || (flags[row]! & unknown) !== 0) {
        throw new BrokenBatch('an entry refers to what is not there');
      }
    }
  }

  private checkSections({ bare, derived }: Unpacked, isFirst: boolean): void {
    const { sections } = bare;
    const { directoryRow } = derived;
    let start = 0;
    let known = this.directories;
    let next = 0;
    for (let section = 0; section < sections.end.length; section++) {
      const end = sections.end[section]!;
      for (; next < directoryRow.length && directoryRow[next]! < start; next++) known++;
      const reference = sections.directory[section]!;
      const isRoot = isFirst && section === 0;
      const isPlaced = isRoot
        ? reference === NO_DIRECTORY && end === 1 && directoryRow[0] === 0
        : reference !== NO_DIRECTORY && (reference & ~ENGINE_REFERENCE) < known;
      const done = sections.done[section]!;
      const isEnded =
        done === SectionDone.no ||
        (done <= SectionDone.elsewhere && !isRoot && sections.failure[section] === 0);
      if (!isPlaced || !isEnded || end < start || end > bare.count || (isRoot && sections.failure[0] !== 0)) {
        throw new BrokenBatch('a folder refers to what is not there');
      }
      if (end === start) this.emptySections++;
      start = end;
    }
    if (this.emptySections > maxEmptySections(this.directories + directoryRow.length)) {
      throw new BrokenBatch('a folder ends more often than any does');
    }
    if (start !== bare.count) throw new BrokenBatch('an entry lies in no folder');
  }
}

/** Finds where each name begins. @throws BrokenBatch where one is no name, or they are not as many as the rows. */
function findNames(names: Uint8Array, rows: number, isFirst: boolean): Uint32Array {
  const starts = new Uint32Array(rows);
  let row = 0;
  let start = 0;
  for (let at = 0; at < names.length; at++) {
    const byte = names[at]!;
    if (byte === SLASH && (row > 0 || !isFirst)) throw new BrokenBatch('a name holds a slash');
    if (byte !== 0) continue;
    const isRoot = isFirst && row === 0;
    if (row === rows || !(isRoot ? at > start : isName(names, start, at))) {
      throw new BrokenBatch('its names are broken');
    }
    starts[row++] = start;
    start = at + 1;
  }
  if (row !== rows || start !== names.length) throw new BrokenBatch('its names are broken');
  return starts;
}

/** why: a path that is put together from names must not lead to a folder above. */
function isName(names: Uint8Array, start: number, end: number): boolean {
  if (names[start] !== DOT) return end > start;
  return end - start > 2 || (end - start === 2 && names[start + 1] !== DOT);
}
