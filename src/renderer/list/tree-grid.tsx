/** Table of the focus folder's tree that holds only the rows in view. */
import { type ComponentType, type ReactNode, useRef } from 'react';
import { useSession, useSessionState } from '../state/hooks.js';
import { type CellsProps, GridRow, rowId } from './grid-row.jsx';
import { handleListKey } from './keys.js';
import type { AnyRow, RowLoader, RowSource } from './row-source.js';
import type { RowPosition } from './row-tree.js';
import { rowHeight } from './scaled-scroll.js';
import { useRowSource, useScrollToSelection } from './use-row-source.js';
import { type RowsInView, useRowsInView } from './use-rows-in-view.js';

interface Props<Row extends AnyRow> {
  /** Requests for rows. Another loader asks for the same rows in another order. */
  readonly loader: RowLoader<Row>;
  /** Folders whose rows are open, kept up to date. */
  readonly openRows: Set<number>;
  readonly label: string;
  readonly head: ReactNode;
  readonly Cells: ComponentType<CellsProps<Row>>;
}

export function TreeGrid<Row extends AnyRow>({ loader, openRows, label, head, Cells }: Props<Row>) {
  const session = useSession();
  const selection = useSessionState((state) => state.selection);
  const source = useRowSource(loader, openRows);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useRowsInView(scroller, source.tree.count);
  const setHere = useScrollToSelection(source, view);
  const rows = rowsInView(source, view);
  const isShown = rows.some(({ row }) => row?.node === selection);
  return (
    <div className="grid">
      <div
        ref={scroller}
        className="grid-scroller"
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={source.tree.count + 1}
        aria-activedescendant={isShown ? rowId(selection) : undefined}
        onKeyDown={(event) => {
          const move = { source, view, session, setHere };
          if (handleListKey(event.nativeEvent, move)) event.preventDefault();
        }}
      >
        {head}
        <div style={{ height: view.height }} className="grid-canvas" role="presentation">
          <div className="grid-window" style={{ height: view.viewHeight }} role="rowgroup">
            {rows.map((each, index) => (
              <GridRow
                key={each.row === null ? `waiting ${each.number}` : each.row.node}
                {...rowProps(source, each)}
                Cells={Cells}
                top={view.shift + index * rowHeight}
                onSelect={() => each.row !== null && setHere(each.row.node)}
              />
            ))}
          </div>
        </div>
      </div>
    </div>
  );
}

interface RowInView<Row extends AnyRow> {
  readonly number: number;
  readonly position: RowPosition;
  /** Row, or `null` while it is on its way. */
  readonly row: Row | null;
}

function rowsInView<Row extends AnyRow>(source: RowSource<Row>, view: RowsInView): RowInView<Row>[] {
  return Array.from({ length: view.length }, (_, index) => view.first + index).flatMap((number) => {
    const position = source.tree.at(number);
    return position === null ? [] : [{ number, position, row: source.row(position) }];
  });
}

const rowProps = <Row extends AnyRow>(source: RowSource<Row>, { number, position, row }: RowInView<Row>) => ({
  row,
  number,
  level: position.branch.level,
  size: position.branch.total,
  position: position.offset + 1,
  folder: source.folder,
  isOpen: row !== null && source.isOpen(row.node),
  onToggle: () => row !== null && source.toggle(position, row.node),
});
