/** Row of a tree-table, whatever its cells are. */
import { type ComponentType, memo } from 'react';
import type { FolderBytes } from '../../contract/lists.js';
import { goTo, select } from '../actions/navigation.js';
import { useSession, useSessionState } from '../state/hooks.js';
import type { AnyRow } from './row-source.js';

export interface CellsProps<Row extends AnyRow> {
  readonly row: Row;
  readonly level: number;
  /** Bytes of the folder that the list shows. */
  readonly folder: FolderBytes | undefined;
  readonly isOpen: boolean;
  onToggle(): void;
}

interface Props<Row extends AnyRow> extends Omit<CellsProps<Row>, 'row'> {
  /** Row, or `null` while it is on its way. */
  readonly row: Row | null;
  readonly Cells: ComponentType<CellsProps<Row>>;
  readonly number: number;
  readonly size: number;
  readonly position: number;
  readonly top: number;
  onSelect(): void;
}

export const rowId = (node: number): string => `row-${node}`;

/** why: `memo` forgets that a component is generic. */
export const GridRow: typeof RowView = memo(RowView, (before, after) =>
  (['row', 'number', 'level', 'size', 'top', 'folder', 'isOpen'] as const).every(
    (key) => before[key] === after[key],
  ),
) as never;

function RowView<Row extends AnyRow>(props: Props<Row>) {
  const { row, Cells, number, level, size, position, top, folder, isOpen, onToggle, onSelect } = props;
  const session = useSession();
  const isSelected = useSessionState((state) => row !== null && state.selection === row.node);
  const style = { transform: `translateY(${top}px)` };
  if (row === null) return <div className="grid-row" style={style} role="row" aria-rowindex={number + 2} />;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are the table's, see `keys.ts`
    <div
      id={rowId(row.node)}
      className="grid-row"
      style={style}
      role="row"
      aria-level={level}
      aria-rowindex={number + 2}
      aria-setsize={size}
      aria-posinset={position}
      aria-selected={isSelected}
      aria-expanded={row.isFolder ? isOpen : undefined}
      onClick={() => {
        onSelect();
        select(session, row.node);
      }}
      onDoubleClick={() => row.isFolder && !row.isGone && goTo(session, row.node)}
    >
      <Cells row={row} level={level} folder={folder} isOpen={isOpen} onToggle={onToggle} />
    </div>
  );
}
