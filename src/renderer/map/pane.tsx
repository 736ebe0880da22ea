/** Map with its choices: colours, sizes, links, and the legend. */
import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useTranslation } from 'react-i18next';
import type { Measure } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';
import { colourModes, setColours, toggleEveryLink, toggleMeasure } from '../actions/view-actions.js';
import { Sideways } from '../parts/sideways.jsx';
import { useSession, useSessionState } from '../state/hooks.js';
import { EmptyMap } from './empty.jsx';
import { Legend } from './legend.jsx';
import { MapSurface } from './surface.jsx';

const measures: readonly Measure[] = ['allocated', 'apparent'];

export function MapPane() {
  return (
    <section className="map-pane">
      <ViewBar />
      <div className="map-room">
        <MapSurface />
        <EmptyMap />
      </div>
      <Legend />
    </section>
  );
}

function ViewBar() {
  const { t } = useTranslation();
  const { store } = useSession();
  const everyLink = useSessionState((state) => state.everyLink);
  return (
    <Sideways>
      <div className="view-bar" role="toolbar" aria-label={t('toolbar.view')}>
        <ColourChoice />
        <span className="spring" />
        <MeasureChoice />
        <Toggle
          className="single"
          pressed={everyLink}
          onPressedChange={() => toggleEveryLink(store)}
          title={`${t('view.everyLinkHint')} (l)`}
        >
          {t('view.everyLink')}
        </Toggle>
      </div>
    </Sideways>
  );
}

function ColourChoice() {
  const { t } = useTranslation();
  const { store } = useSession();
  const colours = useSessionState((state) => state.colours);
  const modes = useSessionState(colourModes);
  return (
    <ToggleGroup
      className="segments"
      aria-label={t('view.colours')}
      value={[colours]}
      onValueChange={([mode]) => mode !== undefined && setColours(store, mode as ColourMode)}
    >
      {modes.map((mode, index) => (
        <Toggle key={mode} value={mode} title={`${t('view.colours')}: ${t(`view.${mode}`)} (${index + 1})`}>
          {t(`view.${mode}`)}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}

function MeasureChoice() {
  const { t } = useTranslation();
  const { store } = useSession();
  const measure = useSessionState((state) => state.measure);
  return (
    <ToggleGroup
      className="segments"
      aria-label={t('view.measure')}
      value={[measure]}
      onValueChange={([next]) => next !== undefined && next !== measure && toggleMeasure(store)}
    >
      {measures.map((each) => (
        <Toggle key={each} value={each} title={`${t('view.measure')}: ${t(`view.${each}`)} (s)`}>
          {t(`view.${each}`)}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
