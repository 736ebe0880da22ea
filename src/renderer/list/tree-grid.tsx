/** A tree-table of the focus folder that holds only the rows in view. */
import { type ComponentType, type ReactNode, useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useSession, useSessionState } from '../state/hooks.js';
import { type CellsProps, GridRow, rowId } from './grid-row.jsx';
import { handleListKey } from './keys.js';
import { type AnyRow, type RowLoader, RowSource } from './row-source.js';
import { rowHeight } from './scaled-scroll.js';
import { useRowsInView } from './use-rows-in-view.js';

interface Props<Row extends AnyRow> {
  /** Another one asks for the same rows in another order. */
  readonly loader: RowLoader<Row>;
  /** Folders whose rows are open, kept up to date. */
  readonly openRows: Set<number>;
  readonly label: string;
  readonly head: ReactNode;
  readonly Cells: ComponentType<CellsProps<Row>>;
}

export function TreeGrid<Row extends AnyRow>({ loader, openRows, label, head, Cells }: Props<Row>) {
  const session = useSession();
  const focus = useSessionState((state) => state.focus);
  const revision = useSessionState((state) => state.revision);
  const selection = useSessionState((state) => state.selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is asked for below, of the same rows
  const source = useMemo(() => new RowSource(loader, focus, openRows), [session, focus]);
  useSyncExternalStore(source.listen, source.version);
  const scroller = useRef<HTMLDivElement>(null);
  const count = source.tree.count;
  const view = useRowsInView(scroller, count);

  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void source.refresh(loader);
  }, [source, loader, revision]);

  const latest = useRef(view);
  latest.current = view;
  // What was selected in this list needs not be searched by it.
  const selectedHere = useRef({ source, node: -1 });
  useEffect(() => {
    const here = selectedHere.current;
    if (selection < 0 || (here.source === source && here.node === selection)) return;
    let isWanted = true;
    void source.find(selection).then((row) => {
      if (isWanted && row >= 0) latest.current.scrollTo(row);
    });
    return () => {
      isWanted = false;
    };
  }, [source, selection]);

  const setHere = (node: number) => {
    selectedHere.current = { source, node };
  };
  const rows = Array.from({ length: view.length }, (_, index) => view.first + index).map((number) => {
    const place = source.tree.at(number);
    return { number, place, row: place === null ? null : source.row(place) };
  });
  const isShown = rows.some(({ row }) => row?.node === selection);

  return (
    <div className="grid">
      <div
        ref={scroller}
        className="grid-scroller"
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={count + 1}
        aria-activedescendant={isShown ? rowId(selection) : undefined}
        onKeyDown={(event) => {
          const move = { source, view, session, setHere };
          if (handleListKey(event.nativeEvent, move)) event.preventDefault();
        }}
      >
        {head}
        <div style={{ height: view.height }} className="grid-canvas" role="presentation">
          <div className="grid-window" style={{ height: view.viewHeight }} role="rowgroup">
            {rows.map(({ number, place, row }, index) =>
              place === null ? null : (
                <GridRow
                  key={row === null ? `waiting ${number}` : row.node}
                  row={row}
                  Cells={Cells}
                  number={number}
                  level={place.branch.level}
                  size={place.branch.total}
                  position={place.offset + 1}
                  top={view.shift + index * rowHeight}
                  folder={source.folder}
                  isOpen={row !== null && source.isOpen(row.node)}
                  onToggle={() => row !== null && source.toggle(place, row.node)}
                  onSelect={() => {
                    if (row !== null) setHere(row.node);
                  }}
                />
              ),
            )}
          </div>
        </div>
      </div>
    </div>
  );
}
