/** Tabs of the open roots, each with an engine of its own. They show as soon as there is a choice. */

import { Plus, X } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { closeRoot, showRoot } from '../actions/roots.js';
import { Name } from '../parts/names.jsx';
import { Sideways } from '../parts/sideways.jsx';
import { useApp } from '../state/hooks.js';
import type { Session } from '../state/session.js';
import { isolate } from '../text/bidi.js';
import { rootLabel } from '../text/root-label.js';

export function TabStrip() {
  const { t } = useTranslation();
  const sessions = useApp((state) => state.sessions);
  const active = useApp((state) => state.active);
  const hasStart = useApp((state) => state.canOpenMore);
  if (sessions.length === 0 || (sessions.length === 1 && !hasStart)) return null;
  return (
    <Sideways>
      <nav className="tab-strip" aria-label={t('tabs.label')}>
        {sessions.map((session) => (
          <Tab key={session.id} session={session} isActive={session.id === active} />
        ))}
        {hasStart && (
          <button
            type="button"
            className="icon-button"
            aria-label={t('tabs.add')}
            title={t('tabs.add')}
            aria-current={active === 0}
            onClick={() => showRoot(0)}
          >
            <Plus size={15} aria-hidden="true" />
          </button>
        )}
      </nav>
    </Sideways>
  );
}

function Tab({ session, isActive }: { readonly session: Session; readonly isActive: boolean }) {
  const { t } = useTranslation();
  const name = useStore(session.store, (state) => state.rootName);
  const phase = useStore(session.store, (state) => state.phase);
  const tab = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (isActive) tab.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [isActive]);
  return (
    <div ref={tab} className="tab" data-active={isActive} data-phase={phase}>
      <button
        type="button"
        aria-current={isActive ? 'page' : undefined}
        title={isolate(name)}
        onClick={() => showRoot(session.id)}
      >
        <span className="tab-dot" aria-hidden="true" />
        <Name text={rootLabel(name)} />
      </button>
      <button
        type="button"
        className="icon-button small"
        aria-label={t('tabs.close', { name: isolate(name) })}
        title={t('tabs.close', { name: isolate(name) })}
        onClick={() => closeRoot(session)}
      >
        <X size={13} aria-hidden="true" />
      </button>
    </div>
  );
}
