import { ChevronRight } from 'lucide-react';
import { Fragment, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { goTo } from '../actions/navigation.js';
import { Name } from '../parts/names.jsx';
import { Sideways } from '../parts/sideways.jsx';
import { useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { rootLabel } from '../text/root-label.js';

/** Limit of steps, beyond which those in the middle are left out: paths are up to 12,000 levels deep. */
const maxSteps = 24;

export function Breadcrumbs() {
  const { t } = useTranslation();
  const session = useSession();
  const path = useSessionState((state) => state.path);
  const list = useRef<HTMLOListElement>(null);
  const shown = path.length <= maxSteps ? path : [path[0]!, ...path.slice(1 - maxSteps)];
  // biome-ignore lint/correctness/useExhaustiveDependencies: another path is as wide as it is
  useEffect(() => {
    if (list.current !== null) list.current.scrollLeft = list.current.scrollWidth;
  }, [path]);
  return (
    <nav className="breadcrumbs" aria-label={t('toolbar.path')}>
      <Sideways>
        <ol ref={list}>
          {shown.map((step, index) => (
            <Fragment key={step.node}>
              {index > 0 && (
                <li aria-hidden="true" className="crumb-arrow">
                  {index === 1 && shown.length < path.length ? '…' : <ChevronRight size={12} />}
                </li>
              )}
              <li>
                <button
                  type="button"
                  aria-current={index === shown.length - 1 ? 'page' : undefined}
                  title={isolate(step.name)}
                  onClick={() => goTo(session, step.node)}
                >
                  <Name text={index === 0 ? rootLabel(step.name) : step.name} />
                </button>
              </li>
            </Fragment>
          ))}
        </ol>
      </Sideways>
    </nav>
  );
}
