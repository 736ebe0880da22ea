/** What went wrong around a root, said where one looks, with what can be done. */
import { CircleAlert, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useApp, useSession, useSessionState } from './hooks.js';
import { refusalText } from './refusal-text.js';
import { closeRoot, rescan } from './roots.js';

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
  const phase = useSessionState((state) => state.phase);
  const refusal = useSessionState((state) => state.refusal);
  const name = useSessionState((state) => state.rootName);
  const isHostGone = useApp((state) => state.connection === 'ended');
  if ((phase !== 'failed' && phase !== 'ended') || isHostGone) return null;
  const hint = phase === 'ended' || refusal === null ? t('notice.engineEndedHint') : refusalText(refusal, t);
  return (
    <div className="notice" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        <strong>
          <bdi>{t(phase === 'ended' ? 'notice.engineEnded' : 'notice.failed', { name })}</bdi>
        </strong>{' '}
        {hint}
      </div>
      <span className="spring" />
      <button type="button" className="button" onClick={() => void rescan(session)}>
        {t('notice.restart')}
      </button>
      <button type="button" className="button quiet" onClick={() => closeRoot(session)}>
        {t('notice.close')}
      </button>
    </div>
  );
}
