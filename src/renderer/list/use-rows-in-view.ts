/**
 * The rows in view. The virtualizer watches the element and tells which slots are seen; where there are more rows
 * than slots, the row at the top is kept here, because a pixel of the scroll bar is then more than a row.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { headHeight, rowHeight, scaleOf, scrollTopOf, topRow } from './scaled-scroll.js';

export interface RowsInView {
  /** The first row, and how many there are room for, with one at each end that is cut off. */
  readonly first: number;
  readonly length: number;
  /** CSS pixels from the top of the view to the first row. */
  readonly shift: number;
  /** How high what scrolls is. */
  readonly height: number;
  readonly viewHeight: number;
  scrollTo(row: number): void;
}

export function useRowsInView(element: RefObject<HTMLElement | null>, rows: number): RowsInView {
  const [viewHeight, setViewHeight] = useState(0);
  const visible = Math.max(1, Math.floor(viewHeight / rowHeight));
  const scale = scaleOf(rows, visible);
  const virtualizer = useVirtualizer({
    count: scale.slots,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    overscan: 0,
  });
  const offset = virtualizer.scrollOffset ?? 0;
  // The exact row where the scroll bar is too coarse to say it.
  const fine = useRef({ scrollTop: -1, row: 0 });
  const exact = scale.ratio > 1 && Math.abs(fine.current.scrollTop - offset) < 1.5 ? fine.current.row : null;
  const top = Math.min(exact ?? topRow(offset, scale), Math.max(0, rows - viewHeight / rowHeight));
  const first = Math.floor(top);

  const scrollTo = (row: number) => {
    const below = row + 1 - viewHeight / rowHeight;
    const next = row < top ? row : Math.max(below, top);
    if (next !== top) moveTo(next);
  };
  const moveTo = (row: number) => {
    const target = Math.max(0, Math.min(row, rows - viewHeight / rowHeight));
    const scroller = element.current;
    if (scroller === null) return;
    scroller.scrollTop = scrollTopOf(target, scale);
    fine.current = { scrollTop: scroller.scrollTop, row: target };
    virtualizer.scrollOffset = scroller.scrollTop;
    setMoved((count) => count + 1);
  };
  const [, setMoved] = useState(0);
  const latest = useRef({ top, scale, moveTo });
  latest.current = { top, scale, moveTo };

  useEffect(() => {
    const scroller = element.current;
    if (scroller === null) return;
    const observer = new ResizeObserver(() => setViewHeight(Math.max(0, scroller.clientHeight - headHeight)));
    const turn = (event: WheelEvent) => {
      const { top: at, scale: now, moveTo: move } = latest.current;
      if (now.ratio === 1 || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * rowHeight : event.deltaY;
      move(at + pixels / rowHeight);
    };
    observer.observe(scroller);
    scroller.addEventListener('wheel', turn, { passive: false });
    return () => {
      observer.disconnect();
      scroller.removeEventListener('wheel', turn);
    };
  }, [element]);

  return {
    first,
    length: Math.max(0, Math.min(Math.ceil(viewHeight / rowHeight) + 1, rows - first)),
    shift: (first - top) * rowHeight,
    height: scale.slots * rowHeight,
    viewHeight,
    scrollTo,
  };
}
