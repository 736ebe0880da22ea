/** Dialog that saves the listing as CSV, with progress, and stops at any time. */
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

type Extent = 'all' | 'filtered';

export function ExportDialog() {
  const { t } = useTranslation();
  const isFiltered = useSessionState((state) => state.filter !== '' || state.hiddenKeys.length > 0);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const [extent, setExtent] = useState<Extent>(isFiltered ? 'filtered' : 'all');
  const { stage, start, cancel } = useExport();
  const isRunning = stage.name === 'running';
  return (
    <div className="export">
      <ExtentChoice extent={extent} onChange={setExtent} isDisabled={isRunning} isFiltered={isFiltered} />
      {isScanning && <p className="faint">{t('export.unfinished')}</p>}
      <StageText stage={stage} />
      <div className="dialog-actions">
        {isRunning ? (
          <button type="button" className="button" onClick={cancel}>
            {t('export.cancel')}
          </button>
        ) : (
          <button type="button" className="button primary" onClick={() => void start(extent)}>
            {t('export.start')}
          </button>
        )}
      </div>
    </div>
  );
}

/** Runs one export at a time, and gives it up when the dialog is closed. */
function useExport() {
  const session = useSession();
  const [stage, setStage] = useState<Stage>({ name: 'choosing' });
  const running = useRef<CsvExport | null>(null);
  const cancel = () => running.current?.cancel();
  useEffect(() => () => running.current?.cancel(), []);
  const start = async (extent: Extent) => {
    setStage({ name: 'running', share: 0, bytes: 0 });
    const options = { filtered: extent === 'filtered', name: fileName(session.store.getState().rootName) };
    running.current = exportCsv(session, options, (share, bytes) =>
      setStage({ name: 'running', share, bytes }),
    );
    try {
      const bytes = await running.current.done;
      running.current = null;
      setStage(bytes === null ? { name: 'choosing' } : { name: 'done', bytes });
    } catch {
      // Whatever the reason (a refusal, the engine's end), the listing is not whole, and nothing is saved.
      setStage({ name: 'failed' });
    }
  };
  return { stage, start, cancel };
}

interface ExtentProps {
  readonly extent: Extent;
  readonly isDisabled: boolean;
  readonly isFiltered: boolean;
  onChange(extent: Extent): void;
}

function ExtentChoice({ extent, isDisabled, isFiltered, onChange }: ExtentProps) {
  const { t } = useTranslation();
  return (
    <RadioGroup
      aria-label={t('export.what')}
      value={extent}
      disabled={isDisabled}
      onValueChange={(next) => onChange(next as Extent)}
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
  );
}

function StageText({ stage }: { readonly stage: Stage }) {
  const { t } = useTranslation();
  const { desktop } = useSession();
  const formats = useFormats();
  return (
    <p role="status" className="export-state">
      {stage.name === 'running' && (
        <>
          <progress value={stage.share} aria-label={t('export.title')} />
          <span className="number">{t('export.running', { size: formats.bytes(stage.bytes) })}</span>
        </>
      )}
      {stage.name === 'done' &&
        t(desktop ? 'desktop.saved' : 'export.done', { size: formats.bytes(stage.bytes) })}
      {stage.name === 'failed' && t('export.failed')}
    </p>
  );
}

/** Returns "hectare-photos.csv": the root's last part without what file systems refuse. */
function fileName(root: string): string {
  const last = root.split(/[/\\]/).filter(Boolean).at(-1) ?? '';
  const plain = last.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80);
  return plain === '' ? 'hectare.csv' : `hectare-${plain}.csv`;
}
