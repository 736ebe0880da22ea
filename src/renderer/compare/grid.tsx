/** List of the focus while it is compared: what has changed, what is gone, and by how much. */

import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { TreeGrid } from '../list/tree-grid.jsx';
import { useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { ChangeCells } from './cells.jsx';
import { ChangeHead } from './head.jsx';
import { changeLoader } from './rows.js';

export function ChangeGrid() {
  const { t } = useTranslation();
  const { client, openChanges } = useSession();
  const order = useSessionState((state) => state.changeOrder);
  const name = useSessionState((state) => state.path.at(-1)?.name ?? '');
  const loader = useMemo(() => changeLoader(client, order), [client, order]);
  return (
    <TreeGrid
      loader={loader}
      openRows={openChanges}
      label={t('compare.list', { name: isolate(name) })}
      head={<ChangeHead />}
      Cells={ChangeCells}
    />
  );
}
