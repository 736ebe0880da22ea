/** Notices of a lost connection, an ended engine or a failed scan, each with what can be done. */
import { CircleAlert, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { closeRoot } from '../actions/roots.js';
import { scanAnew } from '../actions/scan-anew.js';
import { useApp, useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { refusalText } from '../text/refusal-text.js';

export function ConnectionNotice() {
  const { t } = useTranslation();
  const connection = useApp((state) => state.connection);
  if (connection !== 'lost' && connection !== 'ended') return null;
  return (
    <div className="notice" role="alert">
      <Unplug size={16} aria-hidden="true" />
      <span>{t(connection === 'lost' ? 'notice.lost' : 'notice.hostEnded')}</span>
      {connection === 'ended' && (
        <button type="button" className="button" onClick={() => location.reload()}>
          {t('notice.reload')}
        </button>
      )}
    </div>
  );
}

export function SessionNotice() {
  const { t } = useTranslation();
  const session = useSession();
  const trouble = useTrouble();
  if (trouble === null) return null;
  return (
    <div className="notice" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        <strong>{trouble.what}</strong> {trouble.hint}
      </div>
      <span className="spring" />
      <button type="button" className="button" onClick={() => void scanAnew(session)}>
        {t('notice.restart')}
      </button>
      <button type="button" className="button quiet" onClick={() => closeRoot(session)}>
        {t('notice.close')}
      </button>
    </div>
  );
}

function useTrouble(): { readonly what: string; readonly hint: string } | null {
  const { t } = useTranslation();
  const phase = useSessionState((state) => state.phase);
  const refusal = useSessionState((state) => state.refusal);
  const crash = useSessionState((state) => state.finished?.crash);
  const name = isolate(useSessionState((state) => state.rootName));
  const isHostGone = useApp((state) => state.connection === 'ended');
  if (isHostGone) return null;
  if (phase === 'ended')
    return { what: t('notice.engineEnded', { name }), hint: t('notice.engineEndedHint') };
  if (phase === 'failed') {
    const hint = refusal === null ? t('notice.engineEndedHint') : refusalText(refusal, t);
    return { what: t('notice.failed', { name }), hint };
  }
  if (crash === undefined) return null;
  return { what: t('notice.scannerEnded', { name }), hint: t('notice.scannerEndedHint') };
}
