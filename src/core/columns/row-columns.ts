/** Loops over the list of a row's columns (`ROW_COLUMNS`). */
import { ROW_COLUMNS, type RowColumn, type RowColumns } from '../../contract/row-columns.js';

export const rowColumns: readonly RowColumn[] = Object.keys(ROW_COLUMNS) as RowColumn[];

/** Columns of numbers that a stat brings: all but what a scanner makes of them. */
export type NumberColumn = Exclude<RowColumn, 'attribute' | 'flags'>;
export const numberColumns: readonly NumberColumn[] = rowColumns.filter(
  (name): name is NumberColumn => name !== 'attribute' && name !== 'flags',
);

/** Makes something for each column, such as an array or a column of a tree. */
export function eachRowColumn<Made extends Record<RowColumn, unknown>>(
  make: <Name extends RowColumn>(name: Name) => Made[Name],
): Made {
  const made: Partial<Made> = {};
  for (const name of rowColumns) made[name] = make(name);
  return made as Made;
}

/** Makes columns of zeros. */
export const zeroRowColumns = (length: number): RowColumns =>
  eachRowColumn<RowColumns>(
    (name) => new (ROW_COLUMNS[name] === 'byte' ? Uint8Array : Uint32Array)(length) as never,
  );
