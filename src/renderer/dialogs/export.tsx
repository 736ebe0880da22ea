/** The listing as CSV, with progress, to be stopped at any time. */
import { Radio } from '@base-ui/react/radio';
import { RadioGroup } from '@base-ui/react/radio-group';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CsvExport, exportCsv } from '../actions/csv-export.js';
import { useFormats, useSession, useSessionState } from '../state/hooks.js';

type Stage =
  | { readonly name: 'choosing' | 'failed' }
  | { readonly name: 'running'; readonly share: number; readonly bytes: number }
  | { readonly name: 'done'; readonly bytes: number };

export function ExportDialog() {
  const { t } = useTranslation();
  const session = useSession();
  const formats = useFormats();
  const isFiltered = useSessionState((state) => state.filter !== '' || state.hiddenKeys.length > 0);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const [what, setWhat] = useState<'all' | 'filtered'>(isFiltered ? 'filtered' : 'all');
  const [stage, setStage] = useState<Stage>({ name: 'choosing' });
  const running = useRef<CsvExport | null>(null);
  useEffect(() => () => running.current?.cancel(), []);

  const start = async () => {
    setStage({ name: 'running', share: 0, bytes: 0 });
    const options = { filtered: what === 'filtered', name: fileName(session.store.getState().rootName) };
    const started = exportCsv(session, options, (share, bytes) =>
      setStage({ name: 'running', share, bytes }),
    );
    running.current = started;
    try {
      const bytes = await started.done;
      running.current = null;
      setStage(bytes === null ? { name: 'choosing' } : { name: 'done', bytes });
    } catch {
      // Whatever it was (a refusal, the engine's end), the listing is not whole: that is said, and nothing is saved.
      setStage({ name: 'failed' });
    }
  };

  return (
    <div className="export">
      <RadioGroup
        aria-label={t('export.what')}
        value={what}
        disabled={stage.name === 'running'}
        onValueChange={(next) => setWhat(next as typeof what)}
      >
        {(['all', 'filtered'] as const).map((choice) => (
          // biome-ignore lint/a11y/noLabelWithoutControl: the radio is the control
          <label key={choice} data-disabled={choice === 'filtered' && !isFiltered}>
            <Radio.Root value={choice} className="radio" disabled={choice === 'filtered' && !isFiltered}>
              <Radio.Indicator className="radio-dot" />
            </Radio.Root>
            {t(`export.${choice}`)}
          </label>
        ))}
      </RadioGroup>
      {isScanning && <p className="faint">{t('export.unfinished')}</p>}
      <p role="status" className="export-state">
        {stage.name === 'running' && (
          <>
            <progress value={stage.share} aria-label={t('export.title')} />
            <span className="number">{t('export.running', { size: formats.bytes(stage.bytes) })}</span>
          </>
        )}
        {stage.name === 'done' &&
          t(session.desktop ? 'desktop.saved' : 'export.done', { size: formats.bytes(stage.bytes) })}
        {stage.name === 'failed' && t('export.failed')}
      </p>
      <div className="dialog-actions">
        {stage.name === 'running' ? (
          <button type="button" className="button" onClick={() => running.current?.cancel()}>
            {t('export.cancel')}
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => void start()}>
            {t('export.start')}
          </button>
        )}
      </div>
    </div>
  );
}

/** "hectare-photos.csv": the root's last part without what file systems refuse. */
function fileName(root: string): string {
  const last = root.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  const plain = last.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  return plain === '' ? 'hectare.csv' : `hectare-${plain}.csv`;
}
