/** List, panels, map and details: side by side where there is room, otherwise one at a time. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { ChangeGrid } from '../compare/grid.jsx';
import { EntryGrid } from '../list/entry-grid.jsx';
import { MapPane } from '../map/pane.jsx';
import { Details } from '../panels/details.jsx';
import { Panels } from '../panels/panels.jsx';
import { Boundary, type PartName } from '../parts/boundary.jsx';
import { appStore, type NarrowView } from '../state/app-store.js';
import { useApp, useMedia, useSession, useSessionState } from '../state/hooks.js';

/** Sizes, in CSS pixels, below which one thing at a time is shown. */
const narrow = '(max-width: 799px), (max-height: 419px)';

export function Workspace() {
  return useMedia(narrow) ? <NarrowWorkspace /> : <WideWorkspace />;
}

function WideWorkspace() {
  const isSideShown = useApp((state) => state.isSideShown);
  return (
    <main className="workspace">
      <Group orientation="horizontal">
        {isSideShown && (
          <>
            <Panel id="side" defaultSize="38%" minSize="240px" maxSize="70%">
              <Group orientation="vertical">
                <Panel id="list" minSize="96px">
                  <PaneBoundary part="list">
                    <ListPane />
                  </PaneBoundary>
                </Panel>
                <Separator className="divider" />
                <Panel id="panels" defaultSize="36%" minSize="96px">
                  <PaneBoundary part="panel">
                    <Panels />
                  </PaneBoundary>
                </Panel>
              </Group>
            </Panel>
            <Separator className="divider" />
          </>
        )}
        <Panel id="main" minSize="240px">
          <MainColumn />
        </Panel>
      </Group>
    </main>
  );
}

function MainColumn() {
  const areDetailsShown = useApp((state) => state.areDetailsShown);
  return (
    <Group orientation="vertical">
      <Panel id="map" minSize="120px">
        <PaneBoundary part="map">
          <MapPane />
        </PaneBoundary>
      </Panel>
      {areDetailsShown && (
        <>
          <Separator className="divider" />
          <Panel id="details" defaultSize="134px" minSize="56px" groupResizeBehavior="preserve-pixel-size">
            <PaneBoundary part="details">
              <Details />
            </PaneBoundary>
          </Panel>
        </>
      )}
    </Group>
  );
}

/** Boundary of a pane, which another tab has drawn again. */
function PaneBoundary({ part, children }: { readonly part: PartName; readonly children: ReactNode }) {
  const session = useSession();
  return (
    <Boundary part={part} subject={session}>
      {children}
    </Boundary>
  );
}

/** Shows the list of entries, or of changes while the root is compared. */
function ListPane() {
  const isCompared = useSessionState((state) => state.comparison !== null);
  return isCompared ? <ChangeGrid /> : <EntryGrid />;
}

const views: readonly NarrowView[] = ['map', 'list', 'panels', 'details'];

const narrowParts = { list: 'list', panels: 'panel', details: 'details' } as const;

function NarrowWorkspace() {
  const { t } = useTranslation();
  const view = useApp((state) => state.narrowView);
  return (
    <main className="workspace narrow">
      <ToggleGroup
        className="segments narrow-views"
        aria-label={t('toolbar.view')}
        value={[view]}
        onValueChange={([next]) =>
          next !== undefined && appStore.setState({ narrowView: next as NarrowView })
        }
      >
        {views.map((each) => (
          <Toggle key={each} value={each}>
            {t(`narrow.${each}`)}
          </Toggle>
        ))}
      </ToggleGroup>
      <div className="narrow-room">
        {/* The map stays, invisible: only a map asks for frames, and the path comes with them. */}
        <div className="narrow-map" data-hidden={view !== 'map'}>
          <PaneBoundary part="map">
            <MapPane />
          </PaneBoundary>
        </div>
        {view !== 'map' && (
          <PaneBoundary key={view} part={narrowParts[view]}>
            {view === 'list' && <ListPane />}
            {view === 'panels' && <Panels />}
            {view === 'details' && <Details />}
          </PaneBoundary>
        )}
      </div>
    </main>
  );
}
