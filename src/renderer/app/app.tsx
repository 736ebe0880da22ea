/** The window: the open root, or the start screen where there is none. */
import { useEffect } from 'react';
import { CompareBar } from '../compare/bar.jsx';
import { DropOverlay } from '../desktop/drop-overlay.jsx';
import { RefusedNotice } from '../desktop/refused-notice.jsx';
import { Dialogs } from '../dialogs/dialogs.jsx';
import { SessionContext, useApp, useScheme, useTitle } from '../state/hooks.js';
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
          <>
            <Toolbar />
            <SessionNotice />
            <KeepingNotices />
            <SnapshotNotice />
            <CompareBar />
            <Workspace />
            <StatusBar />
          </>
        )}
        <Dialogs />
        <DropOverlay />
      </div>
    </SessionContext>
  );
}
