/** Start screen: the roots that the host offers, each with the free space of its volume and its folders. */

import { ChevronRight, CircleAlert, FolderOpen, HardDrive } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfferedRoot } from '../../contract/host-protocol.js';
import { openRoot } from '../actions/roots.js';
import { DropZone, RecentRoots } from '../desktop/start.jsx';
import { Name } from '../parts/names.jsx';
import { StartOptions } from '../scan-options/start-options.jsx';
import { useApp, useFormats } from '../state/hooks.js';
import { areReadable } from '../state/scan-options.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';
import { refusalText } from '../text/refusal-text.js';
import { FolderPicker } from './folder-picker.jsx';
import { Logo } from './logo.jsx';

export function StartScreen() {
  const { t } = useTranslation();
  const connection = useApp((state) => state.connection);
  const host = useApp((state) => state.host);
  const roots = useApp((state) => state.roots);
  const opening = useApp((state) => state.opening);
  const canOpen = useApp((state) => state.opening === null && areReadable(state.scanOptions));
  // Perf: the choice is not drawn for the moment until the only root is open.
  const isChoice = host !== null && !(opening !== null && roots.length === 1);
  const text =
    connection === 'refused' ? t('notice.noConnection') : host === null ? t('start.connecting') : null;
  return (
    <main className="start">
      <div className="start-column">
        <div className="start-head">
          <Logo />
          <div>
            <h1 className="start-name">{t('app.name')}</h1>
            <p className="start-intro">{t('start.intro')}</p>
          </div>
        </div>
        <OpenProblem />
        {text !== null && <p role={connection === 'refused' ? 'alert' : 'status'}>{text}</p>}
        {isChoice && (
          <>
            <h2>{t('start.title')}</h2>
            {host.desktop && <DropZone desktop={host.desktop} canOpen={canOpen} />}
            {roots.length === 0 && <p>{t('start.none')}</p>}
            <ul className="start-roots">
              {roots.map((root) => (
                <RootRow key={displayName(root.path)} root={root} canOpen={canOpen} />
              ))}
            </ul>
            {host.desktop && <RecentRoots desktop={host.desktop} canOpen={canOpen} />}
            <StartOptions />
          </>
        )}
        {opening !== null && (
          <p role="status">{t('start.opening', { name: isolate(displayName(opening.path)) })}</p>
        )}
      </div>
    </main>
  );
}

function RootRow({ root, canOpen }: { readonly root: OfferedRoot; readonly canOpen: boolean }) {
  const { t } = useTranslation();
  const canBrowse = useApp((state) => state.host?.folders !== undefined);
  const [isBrowsing, setBrowsing] = useState(false);
  const path = displayName(root.path);
  return (
    <li>
      <div className="start-root">
        <button type="button" className="start-open" disabled={!canOpen} onClick={() => void openRoot(root)}>
          <HardDrive size={18} strokeWidth={1.5} aria-hidden="true" />
          <span className="start-path">
            <Name text={displayName(root.name)} />
            <Name text={path} className="faint" />
          </span>
          {root.space !== null && <Space space={root.space} />}
        </button>
        {canBrowse && (
          <button
            type="button"
            className="icon-button"
            aria-expanded={isBrowsing}
            aria-label={`${t('start.browse')} ${isolate(path)}`}
            title={t('start.browse')}
            onClick={() => setBrowsing(!isBrowsing)}
          >
            {isBrowsing ? (
              <FolderOpen size={16} aria-hidden="true" />
            ) : (
              <ChevronRight size={16} aria-hidden="true" />
            )}
          </button>
        )}
      </div>
      {isBrowsing && <FolderPicker parent={root} canOpen={canOpen} />}
    </li>
  );
}

function Space({ space }: { readonly space: { readonly total: number; readonly free: number } }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const used = space.total > 0 ? 1 - space.free / space.total : 0;
  return (
    <span className="start-space">
      <span className="bar" aria-hidden="true">
        <span style={{ transform: `scaleX(${used})` }} />
      </span>
      <span className="number">
        {t('start.free', { free: formats.bytes(space.free), total: formats.bytes(space.total) })}
      </span>
    </span>
  );
}

function OpenProblem() {
  const { t } = useTranslation();
  const problem = useApp((state) => state.openProblem);
  if (problem === null) return null;
  return (
    <div className="notice" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        <strong>{t('start.problem', { name: isolate(displayName(problem.folder.path)) })}</strong>{' '}
        {refusalText(problem.refusal, t)}
      </div>
    </div>
  );
}
