/** The hint that shows while something is dragged over the window. The preload script takes the drop. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApp } from '../state/hooks.js';

export function DropOverlay() {
  const { t } = useTranslation();
  const hasDesktop = useApp((state) => state.host?.desktop !== undefined);
  const isDragging = useDraggedFiles(hasDesktop);
  if (!isDragging) return null;
  return (
    <div className="drop-overlay">
      <p>{t('desktop.dropHere')}</p>
    </div>
  );
}

function useDraggedFiles(isWanted: boolean): boolean {
  const [isDragging, setDragging] = useState(false);
  useEffect(() => {
    if (!isWanted) return;
    const stop = new AbortController();
    const { signal } = stop;
    const over = ({ dataTransfer }: DragEvent) => {
      if (dataTransfer?.types.includes('Files')) setDragging(true);
    };
    // why: it comes for every element within, too; without a next element the window itself was left.
    const leave = ({ relatedTarget }: DragEvent) => relatedTarget === null && setDragging(false);
    window.addEventListener('dragover', over, { signal });
    window.addEventListener('dragleave', leave, { signal });
    window.addEventListener('drop', () => setDragging(false), { signal });
    return () => stop.abort();
  }, [isWanted]);
  return isDragging;
}
