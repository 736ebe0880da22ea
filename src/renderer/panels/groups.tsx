import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { groupLabel } from '../text/group-label.js';
import { filterWord } from './filter-word.js';
import { GroupTable } from './group-table.jsx';

interface Props {
  readonly request: 'byAge' | 'byOwner';
  readonly colours: 'age' | 'owner';
}

export function GroupsPanel({ request, colours }: Props) {
  const { t } = useTranslation();
  const { client } = useSession();
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const groups = useAnswer(useCallback(() => client.request(request), [client, request, revision]));
  const label = t(`panels.${colours === 'age' ? 'age' : 'owners'}`);
  if (groups === null || groups.length === 0) return <p className="panel-empty">{t('panels.nothing')}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="panel-scroller" tabIndex={0} aria-label={label}>
      <GroupTable
        groups={groups}
        colours={colours}
        title={t(`view.${colours}`)}
        label={(group) => groupLabel(group, colours, t)}
        isOrdered={colours === 'age'}
        {...(colours === 'owner' && { filter: (group) => `owner:${filterWord(group.label)}` })}
      />
    </section>
  );
}
