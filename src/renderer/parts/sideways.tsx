/**
 * Row that scrolls sideways where it has no room. It shows on which side there is more, and goes there at a click or by
 * the wheel.
 */
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { type ReactElement, useCallback, useRef } from 'react';

/** Part of the first and the last item that must be in view for the row to be whole; the rest is rounding. */
const minRatio = 0.98;

export function Sideways({ children }: { readonly children: ReactElement }) {
  const place = useRef<HTMLDivElement>(null);
  const watch = useCallback((element: HTMLDivElement) => {
    place.current = element;
    return watchEnds(element);
  }, []);
  const go = (direction: -1 | 1) => {
    const row = place.current?.firstElementChild;
    row?.scrollBy({ left: direction * 0.7 * row.clientWidth });
  };
  return (
    <div
      className="sideways"
      ref={watch}
      onWheel={({ deltaX, deltaY, shiftKey }) => {
        if (deltaX === 0 && !shiftKey) place.current?.firstElementChild?.scrollBy({ left: deltaY });
      }}
    >
      {children}
      {/* By keyboard, and for screen readers, everything in the row can be reached without them. */}
      <button type="button" className="to-start" tabIndex={-1} aria-hidden="true" onClick={() => go(-1)}>
        <ChevronLeft size={14} />
      </button>
      <button type="button" className="to-end" tabIndex={-1} aria-hidden="true" onClick={() => go(1)}>
        <ChevronRight size={14} />
      </button>
    </div>
  );
}

/**
 * Writes into `data-more` which ends of the row are out of view. Perf: observed, never measured; `npm run bench --
 * --only watching`.
 */
function watchEnds(element: HTMLElement): () => void {
  const row = element.firstElementChild!;
  const hidden = new Map<Element | null, boolean>();
  const say = () => {
    const start = hidden.get(row.firstElementChild) ? 'start' : '';
    const end = hidden.get(row.lastElementChild) ? 'end' : '';
    element.dataset.more = `${start} ${end}`;
  };
  const observer = new IntersectionObserver(
    (changes) => {
      for (const { target, intersectionRatio } of changes) hidden.set(target, intersectionRatio < minRatio);
      say();
    },
    // Only the sides count: nothing is out of view above or below.
    { root: row, rootMargin: '1000px 0px', threshold: minRatio },
  );
  const observe = () => {
    observer.disconnect();
    hidden.clear();
    if (row.childElementCount === 0) say();
    for (const end of new Set([row.firstElementChild, row.lastElementChild])) {
      if (end !== null) observer.observe(end);
    }
  };
  const changes = new MutationObserver(observe);
  changes.observe(row, { childList: true });
  observe();
  return () => {
    observer.disconnect();
    changes.disconnect();
  };
}
