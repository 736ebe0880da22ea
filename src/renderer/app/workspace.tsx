/** List, panels, map and details, side by side where there is room, and one at a time where there is not. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { ChangeGrid } from '../compare/grid.jsx';
import { EntryGrid } from '../list/entry-grid.jsx';
import { MapPane } from '../map/pane.jsx';
import { Details } from '../panels/details.jsx';
import { Panels } from '../panels/panels.jsx';
import { appStore, type NarrowView } from '../state/app-store.js';
import { useApp, useMedia, useSessionState } from '../state/hooks.js';

/** Below these sizes, in CSS pixels, one thing at a time is shown. */
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
                  <ListPane />
                </Panel>
                <Separator className="divider" />
                <Panel id="panels" defaultSize="36%" minSize="96px">
                  <Panels />
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
        <MapPane />
      </Panel>
      {areDetailsShown && (
        <>
          <Separator className="divider" />
          <Panel id="details" defaultSize="134px" minSize="56px" groupResizeBehavior="preserve-pixel-size">
            <Details />
          </Panel>
        </>
      )}
    </Group>
  );
}

/** Of what is there; of what has changed, while the root is compared. */
function ListPane() {
  const isCompared = useSessionState((state) => state.comparison !== null);
  return isCompared ? <ChangeGrid /> : <EntryGrid />;
}

const views: readonly NarrowView[] = ['map', 'list', 'panels', 'details'];

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
        {/* Frames, and the path with them, come to a map: it stays, unseen. */}
        <div className="narrow-map" data-hidden={view !== 'map'}>
          <MapPane />
        </div>
        {view === 'list' && <ListPane />}
        {view === 'panels' && <Panels />}
        {view === 'details' && <Details />}
      </div>
    </main>
  );
}
