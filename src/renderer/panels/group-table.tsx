/** Table of groups with their share, bytes and files, the largest first. */

import { useTranslation } from 'react-i18next';
import type { Group } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';
import { setFilter } from '../actions/view-actions.js';
import { cssColour } from '../look/oklch.js';
import { keyColour } from '../look/palette.js';
import { Name } from '../parts/names.jsx';
import { useFormats, useSession, useSessionState } from '../state/hooks.js';

interface Props {
  readonly groups: readonly Group[];
  readonly colours: ColourMode;
  readonly title: string;
  readonly label: (group: Group) => string;
  /** Returns what a click on a group writes into the filter line; `null` where no filter selects it. */
  readonly filter?: (group: Group) => string | null;
  readonly isOrdered?: boolean;
}

export const isEmptyGroup = ({ files, allocated, apparent }: Group): boolean =>
  files === 0 && allocated === 0 && apparent === 0;

export function GroupTable({ groups, colours, title, label, filter, isOrdered = false }: Props) {
  const { t } = useTranslation();
  const measure = useSessionState((state) => state.measure);
  const sum = groups.reduce((total, group) => total + group[measure], 0);
  const shown = groups.filter((group) => group.files > 0 || group[measure] > 0);
  if (!isOrdered) shown.sort((one, other) => other[measure] - one[measure]);
  return (
    <table className="groups">
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" className="share">
            {t('field.share')}
          </th>
          <th scope="col">{t(`field.${measure}`)}</th>
          <th scope="col">{t('field.files')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((group) => (
          <GroupRow
            key={`${group.key} ${group.label}`}
            group={group}
            share={sum > 0 ? group[measure] / sum : 0}
            colour={cssColour(keyColour(colours, group.key))}
            name={label(group)}
            words={filter?.(group) ?? null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface RowProps {
  readonly group: Group;
  readonly share: number;
  readonly colour: string;
  readonly name: string;
  /** Filter that a click sets. */
  readonly words: string | null;
}

function GroupRow({ group, share, colour, name, words }: RowProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { store } = useSession();
  const measure = useSessionState((state) => state.measure);
  return (
    <tr>
      <th scope="row">
        <svg viewBox="0 0 10 10" aria-hidden="true">
          <rect width="10" height="10" rx="2" fill={colour} />
        </svg>
        {words === null ? (
          <Name text={name} />
        ) : (
          <button
            type="button"
            className="link"
            title={t('panels.filterBy', { name: words })}
            onClick={() => setFilter(store, words)}
          >
            <Name text={name} />
          </button>
        )}
      </th>
      <td className="share">
        <span className="bar" aria-hidden="true">
          <span style={{ transform: `scaleX(${share})`, background: colour }} />
        </span>
        <span className="number">{formats.share(share)}</span>
      </td>
      <td>{formats.bytes(group[measure])}</td>
      <td>{formats.count(group.files)}</td>
    </tr>
  );
}
