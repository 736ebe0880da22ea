import { useTranslation } from 'react-i18next';
import { useSessionState } from '../state/hooks.js';

/** Says why a panel lists nothing: nothing has been read yet, the filter hides all, or there is nothing. */
export function NothingListed() {
  const { t } = useTranslation();
  const isFiltered = useSessionState((state) => state.filter !== '' || state.hiddenKeys.length > 0);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const reason = isScanning ? 'nothing' : isFiltered ? 'noMatch' : 'none';
  return <p className="panel-empty">{t(`panels.${reason}`)}</p>;
}
