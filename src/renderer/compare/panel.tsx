/** Panel of the largest changes of the whole root. */

import { Toggle } from '@base-ui/react/toggle';
import { ToggleGroup } from '@base-ui/react/toggle-group';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChangeList } from '../../contract/comparison-protocol.js';
import { reveal, select } from '../actions/navigation.js';
import { Name } from '../parts/names.jsx';
import { VirtualRows } from '../parts/virtual-rows.jsx';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { type ChangeRow, readChangeRows } from './rows.js';

const maxRows = 1000;
const lists: readonly ChangeList[] = ['grownFiles', 'shrunkFiles', 'grownFolders', 'shrunkFolders', 'moved'];

export function ChangesPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const revision = useSessionState((state) => state.revision);
  const [list, setList] = useState<ChangeList>('grownFiles');
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const ask = useCallback(
    async () => readChangeRows(await session.client.request('largestChanges', { list, limit: maxRows })),
    [session, list, revision],
  );
  const rows = useAnswer(ask);
  return (
    <>
      <ToggleGroup
        className="segments change-lists"
        aria-label={t('compare.lists')}
        value={[list]}
        onValueChange={([next]) => next !== undefined && setList(next as ChangeList)}
      >
        {lists.map((each) => (
          <Toggle key={each} value={each}>
            {t(`compare.${each}`)}
          </Toggle>
        ))}
      </ToggleGroup>
      {rows === null || rows.length === 0 ? (
        <p className="panel-empty">{t('compare.none')}</p>
      ) : (
        <VirtualRows
          count={rows.length}
          height={24}
          label={t(`compare.${list}`)}
          row={(index) => <ChangedPlace row={rows[index]!} />}
        />
      )}
    </>
  );
}

function ChangedPlace({ row }: { readonly row: ChangeRow }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const session = useSession();
  const measure = useSessionState((state) => state.measure);
  const selection = useSessionState((state) => state.selection);
  const slash = row.name.lastIndexOf('/') + 1;
  const change = measure === 'allocated' ? row.allocatedChange : row.apparentChange;
  const other = row.otherPlace === '' ? [] : [`${t(`change.${row.kind}`)}: ${isolate(row.otherPlace)}`];
  return (
    <button
      type="button"
      className="file-row"
      data-gone={row.isGone}
      aria-current={row.node === selection}
      title={[isolate(row.name), ...other].join('\n')}
      onClick={() => (row.isGone ? select(session, row.node) : void reveal(session, row.node))}
    >
      <span className="number">{formats.change(change)}</span>
      <Name className="file-name" text={row.name.slice(slash)} />
      <Name className="file-folder" text={row.name.slice(0, Math.max(0, slash - 1))} />
    </button>
  );
}
