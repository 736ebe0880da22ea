/** The panels below the list. Only the one that is shown asks the engine. */
import { Tabs } from '@base-ui/react/tabs';
import { useTranslation } from 'react-i18next';
import { ChangesPanel } from '../compare/panel.jsx';
import { Sideways } from '../parts/sideways.jsx';
import { appStore, type PanelName } from '../state/app-store.js';
import { useApp, useFormats, useSessionState } from '../state/hooks.js';
import { ErrorsPanel } from './errors.jsx';
import { GroupsPanel } from './groups.jsx';
import { LargestPanel } from './largest.jsx';
import { TypesPanel } from './types.jsx';

export function Panels() {
  const { t } = useTranslation();
  const formats = useFormats();
  const isCompared = useSessionState((state) => state.comparison !== null);
  const chosen = useApp((state) => state.panel);
  const panel = chosen === 'changes' && !isCompared ? 'types' : chosen;
  const failures = useSessionState((state) => state.progress?.failures ?? 0);
  return (
    <Tabs.Root
      value={panel}
      onValueChange={(next) => appStore.setState({ panel: next as PanelName })}
      className="panels"
    >
      <Sideways>
        <Tabs.List className="panel-tabs" aria-label={t('panels.label')}>
          {(['types', 'largest', 'age', 'owners'] as const).map((panel) => (
            <Tabs.Tab key={panel} value={panel}>
              {t(`panels.${panel}`)}
            </Tabs.Tab>
          ))}
          <Tabs.Tab value="errors">
            {t('panels.errors')}
            {failures > 0 && <span className="count">{formats.count(failures)}</span>}
          </Tabs.Tab>
          {isCompared && <Tabs.Tab value="changes">{t('panels.changes')}</Tabs.Tab>}
        </Tabs.List>
      </Sideways>
      <Tabs.Panel value="types" className="panel">
        <TypesPanel />
      </Tabs.Panel>
      <Tabs.Panel value="largest" className="panel">
        <LargestPanel />
      </Tabs.Panel>
      <Tabs.Panel value="age" className="panel">
        <GroupsPanel colours="age" />
      </Tabs.Panel>
      <Tabs.Panel value="owners" className="panel">
        <GroupsPanel colours="owner" />
      </Tabs.Panel>
      {isCompared && (
        <Tabs.Panel value="changes" className="panel">
          <ChangesPanel />
        </Tabs.Panel>
      )}
      <Tabs.Panel value="errors" className="panel">
        <ErrorsPanel />
      </Tabs.Panel>
    </Tabs.Root>
  );
}
