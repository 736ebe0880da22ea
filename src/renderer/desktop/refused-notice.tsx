/** A notice of what was given to the window and cannot be opened, each with its problem. */

import { CircleAlert, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { appStore } from '../state/app-store.js';
import { useApp } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';

/** Limit of paths that are named; of the rest the count is shown. */
const maxNamed = 3;

export function RefusedNotice() {
  const { t } = useTranslation();
  const refused = useApp((state) => state.refusedPaths);
  if (refused.length === 0) return null;
  return (
    <div className="notice" role="alert">
      <CircleAlert size={16} aria-hidden="true" />
      <div>
        {refused.slice(0, maxNamed).map(({ path, problem }) => (
          <p key={`${problem} ${displayName(path)}`}>
            {t(`desktop.${problem}`, { path: isolate(displayName(path)) })}
          </p>
        ))}
        {refused.length > maxNamed && <p>{t('desktop.more', { count: refused.length - maxNamed })}</p>}
      </div>
      <button
        type="button"
        className="icon-button"
        aria-label={t('desktop.dismiss')}
        onClick={() => appStore.setState({ refusedPaths: [] })}
      >
        <X size={16} aria-hidden="true" />
      </button>
    </div>
  );
}
