/** Panel of the thousand largest files and their folders. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { reveal } from '../actions/navigation.js';
import { readRows } from '../list/entry-rows.js';
import { Name } from '../parts/names.jsx';
import { VirtualRows } from '../parts/virtual-rows.jsx';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { NothingListed } from './nothing-listed.jsx';

const maxFiles = 1000;

export function LargestPanel() {
  const { t } = useTranslation();
  const formats = useFormats();
  const session = useSession();
  const revision = useSessionState((state) => state.revision);
  const measure = useSessionState((state) => state.measure);
  const selection = useSessionState((state) => state.selection);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const ask = useCallback(
    async () => readRows(await session.client.request('largestFiles', { limit: maxFiles })),
    [session, revision],
  );
  const rows = useAnswer(ask);
  if (rows === null || rows.length === 0) return <NothingListed />;
  return (
    <VirtualRows
      count={rows.length}
      height={24}
      label={t('panels.largest')}
      row={(index) => {
        const row = rows[index]!;
        const slash = row.name.lastIndexOf('/') + 1;
        return (
          <button
            type="button"
            className="file-row"
            aria-current={row.node === selection}
            title={isolate(row.name)}
            onClick={() => void reveal(session, row.node)}
          >
            <span className="number">{formats.bytes(row[measure])}</span>
            <Name className="file-name" text={row.name.slice(slash)} />
            <Name className="file-folder" text={row.name.slice(0, Math.max(0, slash - 1))} />
          </button>
        );
      }}
    />
  );
}
