/** Totals of the whole root, the same as those of `hectare scan`, and how they were read. */

import { type CSSProperties, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useAnswer, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { optionTexts } from '../state/scan-options.js';
import { isolate } from '../text/bidi.js';
import { displayName, escapeText } from '../text/display-name.js';

export function StatusBar() {
  const { t } = useTranslation();
  const formats = useFormats();
  const progress = useSessionState((state) => state.progress);
  const phase = useSessionState((state) => state.phase);
  return (
    <footer className="status">
      {phase === 'scanning' && <Bar />}
      <Verdict />
      {progress !== null && (
        <>
          {phase === 'scanning' && progress.waitingFor && (
            <span className="warning">
              {t('status.waitingFor', {
                path: progress.waitingFor.map((path) => isolate(displayName(path))).join(', '),
              })}
            </span>
          )}
          {progress.failures > 0 && (
            <span className="number warning">
              {t('status.unreadable', { shown: formats.count(progress.failures) })}
            </span>
          )}
          <span className="number">
            {t('status.entries', { count: progress.entries, shown: formats.count(progress.entries) })}
          </span>
          <span className="number" title={formats.exactBytes(progress.allocatedBytes)}>
            {t('status.onDisk', { size: formats.bytes(Number(progress.allocatedBytes)) })}
          </span>
          <span className="number optional" title={formats.exactBytes(progress.apparentBytes)}>
            {t('status.long', { size: formats.bytes(Number(progress.apparentBytes)) })}
          </span>
          <Shown />
          <Trusted />
          <Options />
          <span className="spring" />
          <Pace />
        </>
      )}
    </footer>
  );
}

/** Shows how far a rescan is. Of a first scan nobody knows that. */
function Bar() {
  const { t } = useTranslation();
  const progress = useSessionState((state) => state.progress);
  const rescan = progress?.rescan;
  if (rescan !== undefined && rescan.total > 0) {
    return <progress aria-label={t('status.scanning')} value={rescan.checked} max={rescan.total} />;
  }
  return <progress aria-label={t('status.scanning')} style={sweepOf(progress?.elapsedMilliseconds ?? 0)} />;
}

/** Shows the bytes that filter and legend leave of the root, while they hide some. */
function Shown() {
  const isFiltered = useSessionState((state) => state.filter !== '' || state.hiddenKeys.length > 0);
  return isFiltered ? <ShownBytes /> : null;
}

function ShownBytes() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client } = useSession();
  const node = useSessionState((state) => state.rootNode);
  const measure = useSessionState((state) => state.measure);
  const order = useSessionState((state) => state.order);
  const revision = useSessionState((state) => state.revision);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a revision means other answers
  const ask = useCallback(
    () => client.request('children', { node, offset: 0, limit: 1, ...order }),
    [client, node, order, revision],
  );
  const answer = useAnswer(ask);
  if (answer === null) return null;
  return (
    <span className="number shown" title={t('status.shownHint')}>
      {t('status.shown', { size: formats.bytes(answer.folder[measure]) })}
    </span>
  );
}

/** Shows the files that a quick rescan has not looked at. */
function Trusted() {
  const { t } = useTranslation();
  const formats = useFormats();
  const trusted = useSessionState((state) => state.finished?.trusted ?? null);
  const isFinished = useSessionState((state) => state.phase === 'finished');
  if (!isFinished || trusted === null || trusted.files === 0) return null;
  const size = formats.bytes(Number(trusted.allocatedBytes));
  return (
    <span className="number" title={t('status.trustedHint')}>
      {t('status.trusted', { count: trusted.files, shown: formats.count(trusted.files), size })}
    </span>
  );
}

/** Shows how the scan differs from a plain one. */
function Options() {
  const { t } = useTranslation();
  const { options } = useSession();
  const texts = optionTexts(options, t);
  if (texts.length === 0) return null;
  return (
    <span className="scan-differs" title={options.exclude.map(escapeText).join('\n')}>
      {texts.join(', ')}
    </span>
  );
}

/** Time that the bar takes from one end to the other. */
const sweepMs = 1600;

/**
 * Returns how far along the bar is. Perf: it moves with each report: an animation would paint the window sixty times a
 * second, also when nothing else changes; `npm run bench -- --only watching`.
 */
const sweepOf = (elapsed: number) => ({ '--along': (elapsed % sweepMs) / sweepMs }) as CSSProperties;

function Verdict() {
  const { t } = useTranslation();
  const phase = useSessionState((state) => state.phase);
  const formats = useFormats();
  const snapshot = useSessionState((state) => state.shownFrom);
  const isComplete = useSessionState((state) => state.finished?.complete ?? false);
  if (phase === 'finished' && snapshot !== null) {
    return (
      <span className="verdict verdict-old" role="status" title={formats.dateTime(snapshot.started)}>
        {t('status.old', { ago: formats.ago(Date.now() - snapshot.started) })}
      </span>
    );
  }
  const word = phase === 'finished' ? (isComplete ? 'complete' : 'partial') : phase;
  return (
    <span className={`verdict verdict-${word}`} role="status">
      {t(`status.${word}`)}
    </span>
  );
}

function Pace() {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client } = useSession();
  const progress = useSessionState((state) => state.progress);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  if (progress === null) return null;
  return (
    <>
      {isScanning && (
        <span className="number">
          {t('status.perSecond', { rate: formats.rate(progress.entriesPerSecond) })}
        </span>
      )}
      <span className="number optional">{formats.seconds(progress.elapsedMilliseconds)}</span>
      <span className="optional">
        {t('status.backend', { backend: progress.backend, scanners: progress.scanners })}
      </span>
      {isScanning && (
        <button type="button" className="link" onClick={() => client.send('cancel')}>
          {t('toolbar.cancel')}
        </button>
      )}
    </>
  );
}
