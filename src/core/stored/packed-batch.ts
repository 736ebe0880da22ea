/**
 * The numbers of a batch as one array of bytes, for what is kept: without what follows from the rest
 * (`BatchCompletion`), and so that it compresses well. docs/snapshots.md tells the order of the columns.
 */
import { ENGINE_REFERENCE, type EntryBatch, NO_DIRECTORY } from '../../contract/entry-batch.js';
import { ROW_COLUMNS, type RowColumn, type RowColumns } from '../../contract/row-columns.js';
import { type PlaneReader, PlaneWriter } from '../columns/byte-planes.js';
import {
  addExpected,
  foldBlocks,
  fromDistances,
  subtractExpected,
  toDistances,
} from '../columns/column-transforms.js';
import { eachRowColumn, rowColumns } from '../columns/row-columns.js';
import { ATTRIBUTE_WORDS } from '../tree/attribute-table.js';
import type { BareBatch, BatchCompletion, DerivedRows } from './batch-completion.js';

/** Lengths of the columns of a batch. */
export interface PackedCounts {
  readonly rows: number;
  readonly sections: number;
  readonly directories: number;
  readonly attributes: number;
  readonly failures: number;
}

/** Returns the columns of a row that a version of the format holds. */
export const storedColumns = (version: number): readonly RowColumn[] =>
  version === 1 ? rowColumns.filter((name) => name !== 'birth') : rowColumns;

const bytesOf = { word: 4, byte: 1 } as const;
const rowBytes = (columns: readonly RowColumn[]): number =>
  columns.reduce((sum, name) => sum + bytesOf[ROW_COLUMNS[name]], 0);
const sectionBytes = 4 + 4 + 1 + 2;
const directoryBytes = 3 * 4;
const attributeBytes = ATTRIBUTE_WORDS * 4;
const failureBytes = 2;

/** The length of what `packBatch` makes. */
export const packedLength = (counts: PackedCounts, columns: readonly RowColumn[] = rowColumns): number =>
  counts.rows * rowBytes(columns) +
  counts.sections * sectionBytes +
  counts.directories * directoryBytes +
  counts.attributes * attributeBytes +
  counts.failures * failureBytes;

export const countsOf = (batch: EntryBatch): PackedCounts => ({
  rows: batch.count,
  sections: batch.sections.end.length,
  directories: batch.directoryRow.length,
  attributes: batch.attributes.length / ATTRIBUTE_WORDS,
  failures: batch.failureRow.length,
});

/** A file names the directory of a section by its number + 1; the root's own row lies in none. */
const toStored = (reference: number): number =>
  reference === NO_DIRECTORY ? 0 : (reference & ~ENGINE_REFERENCE) + 1;
const toReference = (stored: number): number =>
  stored === 0 ? NO_DIRECTORY : ((stored - 1) | ENGINE_REFERENCE) >>> 0;

export function packBatch(batch: EntryBatch): Uint8Array {
  const writer = new PlaneWriter(packedLength(countsOf(batch)));
  const { sections, directoryRow } = batch;
  writer.wordColumn(batch.attributes);
  for (const name of rowColumns) packColumn(writer, batch, name);
  writer.wordColumn(subtractExpected(batch.ctimeLow, batch.mtimeLow, directoryRow));
  writer.wordColumn(subtractExpected(batch.ctimeHigh, batch.mtimeHigh, directoryRow));
  writer.wordColumn(subtractExpected(batch.ctimeNanoseconds, batch.mtimeNanoseconds, directoryRow));
  writer.wordColumn(toDistances(sections.directory.map(toStored)));
  writer.wordColumn(toDistances(sections.end));
  writer.byteColumn(sections.done);
  writer.halfColumn(sections.failure);
  writer.halfColumn(batch.failureErrno);
  return writer.take();
}

/** Columns whose neighbours are near each other, or often the same: files that were made in one tick of the clock. */
const inDistances: ReadonlySet<RowColumn> = new Set(['inodeLow', 'birth']);

function packColumn(writer: PlaneWriter, batch: EntryBatch, name: RowColumn): void {
  if (name === 'flags') writer.byteColumn(batch.flags);
  else if (name === 'blocksLow') writer.wordColumn(foldBlocks(batch.blocksLow, batch.apparentLow));
  else if (inDistances.has(name)) writer.wordColumn(toDistances(batch[name]));
  else writer.wordColumn(batch[name]);
}

function unpackColumn(reader: PlaneReader, rows: number, name: RowColumn): Uint8Array | Uint32Array {
  if (ROW_COLUMNS[name] === 'byte') return reader.byteColumn(rows);
  const column = reader.wordColumn(rows);
  return inDistances.has(name) ? fromDistances(column) : column;
}

/** A batch without its names, and the rows that were derived on the way. */
export interface Unpacked {
  readonly bare: Omit<BareBatch, 'names' | 'nameStart'>;
  readonly derived: DerivedRows;
}

/**
 * Unpacks `packedLength(counts, columns)` bytes. Nothing in them is checked but that the counts are those of the rows. What comes
 * is good until the reader is used again.
 * @returns undefined where they are not.
 */
export function unpackBatch(
  bytes: Uint8Array,
  counts: PackedCounts,
  completion: BatchCompletion,
  reader: PlaneReader,
  stored: readonly RowColumn[],
): Unpacked | undefined {
  const { rows, sections, directories, attributes: attributeCount, failures } = counts;
  reader.start(bytes);
  const attributes = reader.wordColumn(attributeCount * ATTRIBUTE_WORDS);
  const columns = eachRowColumn<RowColumns>((name) => {
    return (stored.includes(name) ? unpackColumn(reader, rows, name) : new Uint32Array(rows)) as never;
  });
  foldBlocks(columns.blocksLow, columns.apparentLow, columns.blocksLow);
  completion.addAttributes(attributes);
  const derived = completion.deriveRows({ count: rows, ...columns });
  const { directoryRow, failureRow } = derived;
  if (directoryRow.length !== directories || failureRow.length !== failures) return undefined;
  const { mtimeLow, mtimeHigh, mtimeNanoseconds } = columns;
  const ctimeLow = addExpected(reader.wordColumn(directories), mtimeLow, directoryRow);
  const ctimeHigh = addExpected(reader.wordColumn(directories), mtimeHigh, directoryRow);
  const ctimeNanoseconds = addExpected(reader.wordColumn(directories), mtimeNanoseconds, directoryRow);
  const bare = {
    count: rows,
    attributes,
    ...columns,
    ctimeLow,
    ctimeHigh,
    ctimeNanoseconds,
    sections: {
      directory: fromDistances(reader.wordColumn(sections)).map(toReference),
      end: fromDistances(reader.wordColumn(sections)),
      done: reader.byteColumn(sections),
      failure: reader.halfColumn(sections),
    },
    failureErrno: reader.halfColumn(failures),
  };
  return { bare, derived };
}
