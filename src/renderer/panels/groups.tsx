import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { groupLabel, isRamp } from '../look/palette.js';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { filterWord } from './filter-word.js';
import { GroupTable, isEmptyGroup } from './group-table.jsx';
import { NothingListed } from './nothing-listed.jsx';

interface Props {
  readonly colours: 'age' | 'owner';
}

export function GroupsPanel({ colours }: Props) {
  const { t } = useTranslation();
  const { client } = useSession();
  const revision = useSessionState((state) => state.revision);
  const groups = useAnswer(
    // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
    useCallback(() => client.request('groups', { by: colours }), [client, colours, revision]),
  );
  const label = t(`panels.${colours === 'age' ? 'age' : 'owners'}`);
  if (groups === null || groups.every(isEmptyGroup)) return <NothingListed />;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="panel-scroller" tabIndex={0} aria-label={label}>
      <GroupTable
        groups={groups}
        colours={colours}
        title={t(`view.${colours}`)}
        label={(group) => groupLabel(group, colours, t)}
        isOrdered={isRamp(colours)}
        {...(colours === 'owner' && { filter: (group) => `owner:${filterWord(group.label)}` })}
      />
    </section>
  );
}
