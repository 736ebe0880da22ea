/** Message in the map's place, where there is nothing on it: why, and what can be done. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { TileFlag } from '../../contract/entries.js';
import { setFilter } from '../actions/view-actions.js';
import { isUnfinished, unknownSize } from '../look/tile-flags.js';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { adviceKey } from '../text/advice-key.js';

export function EmptyMap() {
  const { t } = useTranslation();
  const session = useSession();
  const frameNumber = useSessionState((state) => state.frame);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const isFiltered = useSessionState((state) => state.filter !== '' || state.hiddenKeys.length > 0);
  const frame = session.frames.current;
  if (frame !== null && frameNumber > 0 && frame.x.length > 1) return null;
  const flags = frame?.flags[0] ?? 0;
  if (frame !== null && frameNumber > 0 && flags & unknownSize) return <NotRead flags={flags} />;
  if (isScanning && !isFiltered) return <p className="map-empty">{t('map.waiting')}</p>;
  if (frame === null || frameNumber === 0) return null;
  if (isFiltered) return <NothingMatches />;
  const isPartial = frame.x.length > 0 && isUnfinished(frame, 0);
  return <p className="map-empty">{t(isPartial ? 'map.unfinished' : 'map.empty')}</p>;
}

/** Says why the focus was not read, on its hatching. */
function NotRead({ flags }: { readonly flags: number }) {
  const { t } = useTranslation();
  const reason =
    flags & TileFlag.unreadable ? 'unreadable' : flags & TileFlag.otherMount ? 'otherMount' : 'excluded';
  return (
    <div className="map-empty map-not-read">
      <div>
        <p>{t(`map.${reason}`)}</p>
        {reason === 'unreadable' ? <Advice /> : <p className="faint">{t(`map.${reason}Advice`)}</p>}
      </div>
    </div>
  );
}

/** Limit of failures among which that of the focus is searched. */
const maxFailures = 2000;

function Advice() {
  const { t } = useTranslation();
  const { client } = useSession();
  const focus = useSessionState((state) => state.focus);
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const ask = useCallback(async () => {
    const { rows } = await client.request('errors', { offset: 0, limit: maxFailures });
    return rows.find(({ node }) => node === focus) ?? null;
  }, [client, focus, revision]);
  const failure = useAnswer(ask);
  if (failure === null) return null;
  return (
    <p className="faint">
      <code>{failure.code}</code> {t(`advice.${adviceKey(failure.code)}`, { code: failure.code })}
    </p>
  );
}

function NothingMatches() {
  const { t } = useTranslation();
  const { store } = useSession();
  return (
    <div className="map-empty">
      <p>{t('map.emptyFilter')}</p>
      <button
        type="button"
        className="button"
        onClick={() => {
          setFilter(store, '');
          store.setState({ hiddenKeys: [] });
        }}
      >
        {t('filter.clear')}
      </button>
    </div>
  );
}
