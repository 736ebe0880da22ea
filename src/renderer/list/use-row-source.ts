/** Hooks that join a list with its rows: rows follow the engine, and the list follows the selection. */
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { useLatest, useSession, useSessionState } from '../state/hooks.js';
import { type AnyRow, type RowLoader, RowSource } from './row-source.js';
import type { RowsInView } from './use-rows-in-view.js';

/** Returns the rows of the focus folder. They are asked for again when the engine would answer otherwise. */
export function useRowSource<Row extends AnyRow>(
  loader: RowLoader<Row>,
  openRows: Set<number>,
): RowSource<Row> {
  const session = useSession();
  const focus = useSessionState((state) => state.focus);
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another order is asked for below, of the same rows
  const source = useMemo(() => new RowSource(loader, focus, openRows), [session, focus]);
  useSyncExternalStore(source.listen, source.version);
  if (source.failure !== null) throw source.failure.error;
  const isFirst = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  useEffect(() => {
    if (isFirst.current) isFirst.current = false;
    else void source.refresh(loader);
  }, [source, loader, revision]);
  return source;
}

/** Scrolls to the selection. Returns a function that takes selections made in this list, which need no search. */
export function useScrollToSelection(source: RowSource, view: RowsInView): (node: number) => void {
  const selection = useSessionState((state) => state.selection);
  const latest = useLatest(view);
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
  }, [source, selection, latest]);
  return (node) => {
    selectedHere.current = { source, node };
  };
}
