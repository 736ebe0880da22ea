/** Parts of the start screen that only a window has: a place to drop on, the dialog, and recent roots. */

import { FolderInput, History } from 'lucide-react';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecentRoot } from '../../contract/desktop-protocol.js';
import { openRoot } from '../actions/roots.js';
import type { Desktop } from '../host/host.js';
import { Name } from '../parts/names.jsx';
import { useAnswer, useFormats } from '../state/hooks.js';
import { displayName } from '../text/display-name.js';
import { machineTime } from '../text/format.js';

interface Props {
  readonly desktop: Desktop;
  readonly canOpen: boolean;
}

export function DropZone({ desktop, canOpen }: Props) {
  const { t } = useTranslation();
  return (
    <div className="drop-zone">
      <FolderInput size={26} strokeWidth={1.4} aria-hidden="true" />
      <p>{t('desktop.dropZone')}</p>
      <button
        type="button"
        className="button primary"
        disabled={!canOpen}
        onClick={() => void desktop.chooseFolders()}
      >
        {t('start.chooseAny')}
      </button>
    </div>
  );
}

export function RecentRoots({ desktop, canOpen }: Props) {
  const { t } = useTranslation();
  const roots = useAnswer(useCallback(() => desktop.recentRoots(), [desktop]));
  if (roots === null || roots.length === 0) return null;
  return (
    <>
      <h2>{t('desktop.recent')}</h2>
      <ul className="start-roots" aria-label={t('desktop.recent')}>
        {roots.map((root) => (
          <Recent key={displayName(root.path)} root={root} canOpen={canOpen} />
        ))}
      </ul>
    </>
  );
}

function Recent({ root, canOpen }: { readonly root: RecentRoot; readonly canOpen: boolean }) {
  const formats = useFormats();
  return (
    <li className="start-root">
      <button type="button" className="start-open" disabled={!canOpen} onClick={() => void openRoot(root)}>
        <History size={18} strokeWidth={1.5} aria-hidden="true" />
        <span className="start-path">
          <Name text={displayName(root.name)} />
          <Name className="faint" text={displayName(root.path)} />
        </span>
        <span className="start-space">
          <span className="number">{formats.bytes(root.allocatedBytes)}</span>
          <time className="number" dateTime={machineTime(root.scannedAt)}>
            {formats.dateTime(root.scannedAt)}
          </time>
        </span>
      </button>
    </li>
  );
}
