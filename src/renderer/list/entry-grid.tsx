/** List of the focus: names, shares, sizes. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { EntryCells } from './entry-cells.jsx';
import { entryLoader } from './entry-rows.js';
import { GridHead } from './grid-head.jsx';
import { TreeGrid } from './tree-grid.jsx';

export function EntryGrid() {
  const { t } = useTranslation();
  const { client, openRows } = useSession();
  const order = useSessionState((state) => state.order);
  const name = useSessionState((state) => state.path.at(-1)?.name ?? '');
  const loader = useMemo(() => entryLoader(client, order), [client, order]);
  return (
    <TreeGrid
      loader={loader}
      openRows={openRows}
      label={t('list.label', { name: isolate(name) })}
      head={<GridHead />}
      Cells={EntryCells}
    />
  );
}
