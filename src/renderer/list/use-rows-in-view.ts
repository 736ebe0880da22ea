/**
 * Rows in view. The virtualizer watches the element and tells which slots are seen. Where there are more rows
 * than slots, the row at the top is kept here, because a pixel of the scroll bar is then more than a row.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { useLatest } from '../state/hooks.js';
import { headHeight, rowHeight, type Scale, scaleOf, scrollTopOf, topRow } from './scaled-scroll.js';

export interface RowsInView {
  readonly first: number;
  /** Number of rows there is room for, with one at each end that is cut off. */
  readonly length: number;
  /** CSS pixels from the top of the view to the first row. */
  readonly shift: number;
  /** Height of what scrolls. */
  readonly height: number;
  readonly viewHeight: number;
  scrollTo(row: number): void;
}

export function useRowsInView(element: RefObject<HTMLElement | null>, rows: number): RowsInView {
  const viewHeight = useViewHeight(element);
  const visible = viewHeight / rowHeight;
  const scale = scaleOf(rows, Math.max(1, Math.floor(visible)));
  const { top, moveTo } = useTopRow(element, rows, visible, scale);
  useWheel(element, top, scale, moveTo);
  const first = Math.floor(top);
  return {
    first,
    length: Math.max(0, Math.min(Math.ceil(visible) + 1, rows - first)),
    shift: (first - top) * rowHeight,
    height: scale.slots * rowHeight,
    viewHeight,
    scrollTo: (row) => {
      const next = row < top ? row : Math.max(row + 1 - visible, top);
      if (next !== top) moveTo(next);
    },
  };
}

function useViewHeight(element: RefObject<HTMLElement | null>): number {
  const [viewHeight, setViewHeight] = useState(0);
  useEffect(() => {
    const scroller = element.current;
    if (scroller === null) return;
    const observer = new ResizeObserver(() => setViewHeight(Math.max(0, scroller.clientHeight - headHeight)));
    observer.observe(scroller);
    return () => observer.disconnect();
  }, [element]);
  return viewHeight;
}

/** Returns the row at the top, with its fraction, and what moves another one there. */
function useTopRow(element: RefObject<HTMLElement | null>, rows: number, visible: number, scale: Scale) {
  const virtualizer = useVirtualizer({
    count: scale.slots,
    getScrollElement: () => element.current,
    estimateSize: () => rowHeight,
    overscan: 0,
  });
  const [, setMoved] = useState(0);
  const lastRow = Math.max(0, rows - visible);
  // The exact row where the scroll bar is too coarse to say it.
  const fine = useRef({ scrollTop: -1, row: 0 });
  const offset = virtualizer.scrollOffset ?? 0;
  const isFine = scale.ratio > 1 && Math.abs(fine.current.scrollTop - offset) < 1.5;
  const moveTo = (row: number) => {
    const scroller = element.current;
    if (scroller === null) return;
    const target = Math.max(0, Math.min(row, rows - visible));
    scroller.scrollTop = scrollTopOf(target, scale);
    fine.current = { scrollTop: scroller.scrollTop, row: target };
    virtualizer.scrollOffset = scroller.scrollTop;
    setMoved((count) => count + 1);
  };
  return { top: Math.min(isFine ? fine.current.row : topRow(offset, scale), lastRow), moveTo };
}

/** Lets the wheel move by pixels where a slot stands for several rows. */
function useWheel(
  element: RefObject<HTMLElement | null>,
  top: number,
  scale: Scale,
  moveTo: (row: number) => void,
): void {
  const latest = useLatest({ top, scale, moveTo });
  useEffect(() => {
    const scroller = element.current;
    if (scroller === null) return;
    const turn = (event: WheelEvent) => {
      const { top: at, scale: now, moveTo: move } = latest.current;
      if (now.ratio === 1 || event.ctrlKey || event.deltaY === 0) return;
      event.preventDefault();
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * rowHeight : event.deltaY;
      move(at + pixels / rowHeight);
    };
    scroller.addEventListener('wheel', turn, { passive: false });
    return () => scroller.removeEventListener('wheel', turn);
  }, [element, latest]);
}
