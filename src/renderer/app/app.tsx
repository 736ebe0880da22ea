/** The window: the open root, or the start screen where there is none. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { closeRoot } from '../actions/roots.js';
import { CompareBar } from '../compare/bar.jsx';
import { DropOverlay } from '../desktop/drop-overlay.jsx';
import { RefusedNotice } from '../desktop/refused-notice.jsx';
import { Dialogs } from '../dialogs/dialogs.jsx';
import { Boundary } from '../parts/boundary.jsx';
import { SessionContext, useApp, useScheme, useTitle } from '../state/hooks.js';
import type { Session } from '../state/session.js';
import { StatusBar } from '../toolbar/status-bar.jsx';
import { TabStrip } from '../toolbar/tab-strip.jsx';
import { Toolbar } from '../toolbar/toolbar.jsx';
import { KeepingNotices, SnapshotNotice } from './kept-notices.jsx';
import { ConnectionNotice, SessionNotice } from './notices.jsx';
import { StartScreen } from './start-screen.jsx';
import { Workspace } from './workspace.jsx';

export function App() {
  const scheme = useScheme();
  const session = useApp((state) => state.sessions.find(({ id }) => id === state.active) ?? null);
  useTitle(session);
  useEffect(() => {
    document.documentElement.dataset.scheme = scheme;
  }, [scheme]);
  return (
    <SessionContext value={session}>
      <div className="window">
        <ConnectionNotice />
        <RefusedNotice />
        <TabStrip />
        {session === null ? (
          <StartScreen />
        ) : (
          <Boundary subject={session} part="tab" ways={<CloseTab session={session} />}>
            <Tab session={session} />
          </Boundary>
        )}
        <Dialogs />
        <DropOverlay />
      </div>
    </SessionContext>
  );
}

function Tab({ session }: { readonly session: Session }) {
  return (
    <>
      <Boundary part="toolbar" subject={session}>
        <Toolbar />
      </Boundary>
      <Boundary part="notice" subject={session}>
        <SessionNotice />
        <KeepingNotices />
        <SnapshotNotice />
        <CompareBar />
      </Boundary>
      <Workspace />
      <Boundary part="status" subject={session}>
        <StatusBar />
      </Boundary>
    </>
  );
}

function CloseTab({ session }: { readonly session: Session }) {
  const { t } = useTranslation();
  return (
    <button type="button" className="button quiet" onClick={() => closeRoot(session)}>
      {t('notice.close')}
    </button>
  );
}
