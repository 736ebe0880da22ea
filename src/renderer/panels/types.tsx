/** Panel of bytes and files by kind, and by extension. */
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { Group } from '../../contract/entries.js';
import { NO_FILE_LABEL } from '../../core/view/extension-sums.js';
import { OTHERS } from '../../core/view/groups.js';
import { groupLabel } from '../look/palette.js';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { escapeText } from '../text/display-name.js';
import { filterWord } from './filter-word.js';
import { GroupTable, isEmptyGroup } from './group-table.jsx';
import { NothingListed } from './nothing-listed.jsx';

const maxExtensions = 200;

export function TypesPanel() {
  const { t } = useTranslation();
  const { client } = useSession();
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const ask = useCallback(
    () =>
      Promise.all([
        client.request('groups', { by: 'type' }),
        client.request('groups', { by: 'extension', limit: maxExtensions }),
      ]),
    [client, revision],
  );
  const answer = useAnswer(ask);
  const [kinds, extensions] = answer ?? [[], []];
  if (kinds.every(isEmptyGroup)) return <NothingListed />;
  const extension = ({ label }: Group) => {
    if (label === '') return t('panels.withoutExtension');
    if (label === NO_FILE_LABEL) return t('panels.noFiles');
    return label === OTHERS ? t('group.other') : escapeText(label);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="panel-scroller" tabIndex={0} aria-label={t('panels.types')}>
      <GroupTable
        groups={kinds}
        colours="type"
        title={t('panels.kinds')}
        label={(group) => groupLabel(group, 'type', t)}
        filter={(group) => `kind:${filterWord(group.label)}`}
      />
      <GroupTable
        groups={extensions}
        colours="type"
        title={t('panels.extensions')}
        label={extension}
        filter={extensionFilter}
      />
    </section>
  );
}

/** Returns the filter that leaves the files of a row; null where none does. */
function extensionFilter({ label }: Group): string | null {
  if (label === NO_FILE_LABEL || label === OTHERS) return null;
  return label === '' ? 'ext:none' : `ext:${filterWord(label.replace(/^\./, ''))}`;
}
