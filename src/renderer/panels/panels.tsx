/** Panels below the list. Only the one that is shown asks the engine. */
import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ChangesPanel } from '../compare/panel.jsx';
import { Boundary } from '../parts/boundary.jsx';
import { Sideways } from '../parts/sideways.jsx';
import { appStore, type PanelName } from '../state/app-store.js';
import { useApp, useFormats, useSessionState } from '../state/hooks.js';
import { ErrorsPanel } from './errors.jsx';
import { GroupsPanel } from './groups.jsx';
import { LargestPanel } from './largest.jsx';
import { TypesPanel } from './types.jsx';

const contents: Readonly<Record<PanelName, ReactNode>> = {
  types: <TypesPanel />,
  largest: <LargestPanel />,
  age: <GroupsPanel colours="age" />,
  owners: <GroupsPanel colours="owner" />,
  errors: <ErrorsPanel />,
  changes: <ChangesPanel />,
};
const usualPanels: readonly PanelName[] = ['types', 'largest', 'age', 'owners', 'errors'];

export function Panels() {
  const { t } = useTranslation();
  const isCompared = useSessionState((state) => state.comparison !== null);
  const chosen = useApp((state) => state.panel);
  const panels: readonly PanelName[] = isCompared ? [...usualPanels, 'changes'] : usualPanels;
  return (
    <Tabs.Root
      value={panels.includes(chosen) ? chosen : 'types'}
      onValueChange={(next) => appStore.setState({ panel: next as PanelName })}
      className="panels"
    >
      <Sideways>
        <Tabs.List className="panel-tabs" aria-label={t('panels.label')}>
          {panels.map((panel) => (
            <Tabs.Tab key={panel} value={panel}>
              {t(`panels.${panel}`)}
              {panel === 'errors' && <ErrorCount />}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Sideways>
      {panels.map((panel) => (
        <Tabs.Panel key={panel} value={panel} className="panel">
          <Boundary part="panel">{contents[panel]}</Boundary>
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

function ErrorCount() {
  const formats = useFormats();
  const failures = useSessionState((state) => state.progress?.failures ?? 0);
  return failures > 0 && <span className="count">{formats.count(failures)}</span>;
}
