/** Dialog that chooses a snapshot to compare the root with. */
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestRefused } from '../../contract/refusal.js';
import type { SnapshotInfo } from '../../contract/scans.js';
import { compareWith } from '../actions/comparing.js';
import { appStore } from '../state/app-store.js';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { machineTime } from '../text/format.js';
import { refusalText } from '../text/refusal-text.js';

export function CompareDialog() {
  const { t } = useTranslation();
  const session = useSession();
  const { client } = session;
  const [problem, setProblem] = useState<string | null>(null);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const saved = useSessionState((state) => state.saved);
  // biome-ignore lint/correctness/useExhaustiveDependencies: one more is kept
  const snapshots = useAnswer(useCallback(() => client.request('snapshots'), [client, saved]));
  const choose = async ({ id }: SnapshotInfo) => {
    setProblem(null);
    try {
      await compareWith(session, id);
      appStore.setState({ dialog: 'none' });
    } catch (error) {
      if (!(error instanceof RequestRefused)) throw error;
      setProblem(refusalText(error.refusal, t));
    }
  };
  return (
    <div className="dialog-form">
      {isScanning && <p className="faint">{t('compare.notYet')}</p>}
      {snapshots?.length === 0 && <p>{t('compare.noSnapshots')}</p>}
      <ul className="snapshots" aria-label={t('compare.snapshots')}>
        {snapshots?.map((snapshot) => (
          <li key={snapshot.id}>
            <button
              type="button"
              className="snapshot"
              disabled={isScanning}
              onClick={() => void choose(snapshot)}
            >
              <SnapshotRow snapshot={snapshot} />
            </button>
          </li>
        ))}
      </ul>
      {problem !== null && <p role="alert">{problem}</p>}
    </div>
  );
}

function SnapshotRow({ snapshot }: { readonly snapshot: SnapshotInfo }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { started, entries, allocatedBytes, isComplete } = snapshot;
  return (
    <>
      <time dateTime={machineTime(started)}>{formats.dateTime(started)}</time>
      <span className="faint">{formats.ago(Date.now() - started)}</span>
      {!isComplete && <span className="warning">{t('compare.incomplete')}</span>}
      <span className="spring" />
      <span className="number faint">
        {t('status.entries', { count: entries, shown: formats.count(entries) })}
      </span>
      <span className="number">{formats.bytes(Number(allocatedBytes))}</span>
    </>
  );
}
