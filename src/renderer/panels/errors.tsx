/** Panel of what could not be read: where, while doing what, why, and what would help. */

import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { FailureRow } from '../../contract/lists.js';
import { reveal } from '../actions/navigation.js';
import { Name } from '../parts/names.jsx';
import { VirtualRows } from '../parts/virtual-rows.jsx';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { adviceKey } from '../text/advice-key.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';

const maxErrors = 2000;

export function ErrorsPanel() {
  const { t } = useTranslation();
  const session = useSession();
  const failures = useSessionState((state) => state.progress?.failures ?? 0);
  const phase = useSessionState((state) => state.phase);
  // biome-ignore lint/correctness/useExhaustiveDependencies: more failures, or the end of the scan, are other answers
  const ask = useCallback(
    () => session.client.request('errors', { offset: 0, limit: maxErrors }),
    [session, failures, phase],
  );
  const answer = useAnswer(ask);
  const isComplete = useSessionState((state) => state.finished?.complete ?? false);
  if (answer === null || answer.total === 0) {
    const key = phase === 'finished' && isComplete ? 'noErrors' : 'noErrorsSoFar';
    return <p className="panel-empty">{t(`panels.${key}`)}</p>;
  }
  return (
    <VirtualRows
      count={answer.rows.length}
      height={58}
      label={t('panels.errors')}
      row={(index) => (
        <ErrorRow failure={answer.rows[index]!} onReveal={(node) => void reveal(session, node)} />
      )}
    />
  );
}

function ErrorRow({ failure, onReveal }: { failure: FailureRow; onReveal: (node: number) => void }) {
  const { t } = useTranslation();
  const path = displayName(failure.path);
  const slash = path.lastIndexOf('/') + 1;
  return (
    <button type="button" className="error-row" title={isolate(path)} onClick={() => onReveal(failure.node)}>
      <bdi dir="ltr" className="error-path">
        <span>
          <Name text={path.slice(0, slash)} />
        </span>
        <span>
          <Name text={path.slice(slash)} />
        </span>
      </bdi>
      <span className="error-why">
        <code>{failure.code}</code> {t(`operation.${failure.operation}`)}
      </span>
      <span className="error-advice">{t(`advice.${adviceKey(failure.code)}`, { code: failure.code })}</span>
    </button>
  );
}
