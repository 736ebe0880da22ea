/** Notices about snapshots: that one is shown instead of the present, or that one could not be kept. */

import { CircleAlert, History, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { rescan } from '../actions/rescan.js';
import { Name } from '../parts/names.jsx';
import { useFormats, useSession, useSessionState } from '../state/hooks.js';
import { displayName } from '../text/display-name.js';

export function SnapshotNotice() {
  const { t } = useTranslation();
  const formats = useFormats();
  const session = useSession();
  const snapshot = useSessionState((state) => state.shownFrom);
  const isFinished = useSessionState((state) => state.phase === 'finished');
  if (snapshot === null || !isFinished) return null;
  const { started } = snapshot;
  return (
    <section className="notice calm" aria-label={t('kept.title')}>
      <History size={16} aria-hidden="true" />
      <span>
        {t('kept.shown', { date: formats.dateTime(started), ago: formats.ago(Date.now() - started) })}
      </span>
      <span className="spring" />
      <button type="button" className="button" onClick={() => void rescan(session, 'exact')}>
        {t('rescan.exact')}
      </button>
      <button type="button" className="button quiet" onClick={() => void rescan(session, 'quick')}>
        {t('rescan.quick')}
      </button>
    </section>
  );
}

export function KeepingNotices() {
  const { t } = useTranslation();
  const { store } = useSession();
  const notSaved = useSessionState((state) => state.notSaved);
  const setAside = useSessionState((state) => state.refusedSnapshot);
  return (
    <>
      {notSaved !== null && (
        <Problem onClose={() => store.setState({ notSaved: null })}>
          {t('kept.notSaved')}{' '}
          {t(`kept.${hintOf(notSaved.errno)}`, { code: notSaved.errno ?? notSaved.message })}
        </Problem>
      )}
      {setAside !== null && (
        <Problem onClose={() => store.setState({ refusedSnapshot: null })}>
          {t('kept.refused')} <Name text={displayName(setAside.movedTo ?? setAside.path)} />
        </Problem>
      )}
    </>
  );
}

function Problem({ onClose, children }: { onClose(): void; readonly children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="notice" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>{children}</div>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('kept.close')}
        title={t('kept.close')}
        onClick={onClose}
      >
        <X size={14} aria-hidden="true" />
      </button>
    </div>
  );
}

function hintOf(errno: string | undefined): 'full' | 'readOnly' | 'other' {
  if (errno === 'ENOSPC' || errno === 'EDQUOT') return 'full';
  return errno === 'EROFS' || errno === 'EACCES' || errno === 'EPERM' ? 'readOnly' : 'other';
}
