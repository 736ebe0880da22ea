/** Makes some rows of a batch a batch of their own: one section, the names of one directory. */
import { ENGINE_REFERENCE, type EntryBatch, SECTION_SUMS, UNCOUNTED } from '../../contract/entry-batch.js';
import type { RowColumns } from '../../contract/row-columns.js';
import { eachRowColumn } from '../columns/row-columns.js';
import type { AttributeTable } from '../tree/attribute-table.js';
import { addToSums } from '../tree/entry-sums.js';

/**
 * @param rows ascending.
 * @param attributes the tree's number for each of the sender's: the batch goes on to have the sender's.
 */
export function selectRows(
  batch: EntryBatch,
  rows: Uint32Array,
  directory: number,
  attributes: Uint32Array,
  table: AttributeTable,
): EntryBatch {
  const pick = <Column extends Uint8Array | Uint32Array>(column: Column): Column => {
    const picked = column.slice(0, rows.length) as Column;
    for (let index = 0; index < rows.length; index++) picked[index] = column[rows[index]!]!;
    return picked;
  };
  const directoryAt = placesOf(rows, batch.directoryRow);
  const failureAt = placesOf(rows, batch.failureRow);
  const columns = eachRowColumn<RowColumns>((name) => pick(batch[name]) as never);
  const sums = new Float64Array(SECTION_SUMS);
  for (let row = 0; row < rows.length; row++) {
    if ((columns.flags[row]! & UNCOUNTED) !== 0) continue;
    addToSums(
      sums,
      table.mode(attributes[columns.attribute[row]!]!),
      columns.apparentLow[row]!,
      columns.apparentHigh[row]!,
      columns.blocksLow[row]!,
      columns.blocksHigh[row]!,
    );
  }
  return {
    count: rows.length,
    ...pickNames(batch, rows),
    ...columns,
    attributes: new Uint32Array(),
    sections: {
      directory: Uint32Array.of((directory | ENGINE_REFERENCE) >>> 0),
      end: Uint32Array.of(rows.length),
      done: new Uint8Array(1),
      failure: new Uint16Array(1),
      sums,
    },
    directoryRow: directoryAt.rows,
    ctimeLow: directoryAt.places.map((place) => batch.ctimeLow[place]!),
    ctimeHigh: directoryAt.places.map((place) => batch.ctimeHigh[place]!),
    ctimeNanoseconds: directoryAt.places.map((place) => batch.ctimeNanoseconds[place]!),
    linkedRow: placesOf(rows, batch.linkedRow).rows,
    failureRow: failureAt.rows,
    failureErrno: Uint16Array.from(failureAt.places, (place) => batch.failureErrno[place]!),
  };
}

/** Finds the rows that stand in an ascending column: their new numbers, and their places in the column. */
function placesOf(rows: Uint32Array, column: Uint32Array): { rows: Uint32Array; places: Uint32Array } {
  const found: number[] = [];
  const places: number[] = [];
  for (let index = 0, place = 0; index < rows.length && place < column.length; index++) {
    while (column[place]! < rows[index]!) place++;
    if (column[place] !== rows[index]) continue;
    found.push(index);
    places.push(place);
  }
  return { rows: Uint32Array.from(found), places: Uint32Array.from(places) };
}

function pickNames({ names, nameStart, count }: EntryBatch, rows: Uint32Array) {
  const endOf = (row: number) => (row + 1 < count ? nameStart[row + 1]! : names.length);
  let length = 0;
  for (const row of rows) length += endOf(row) - nameStart[row]!;
  const picked = new Uint8Array(length);
  const starts = new Uint32Array(rows.length);
  let at = 0;
  rows.forEach((row, index) => {
    starts[index] = at;
    picked.set(names.subarray(nameStart[row]!, endOf(row)), at);
    at += endOf(row) - nameStart[row]!;
  });
  return { names: picked, nameStart: starts };
}
