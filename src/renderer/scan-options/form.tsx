/** Form of the scan options: which mounts and links are entered, and what is left out. */
import { Checkbox } from '@base-ui/react/checkbox';
import { Check } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScanOptions } from '../../contract/scans.js';
import { useApp } from '../state/hooks.js';
import { GlobList } from './glob-list.jsx';

interface Props {
  readonly options: ScanOptions;
  onChange(options: ScanOptions): void;
}

export function ScanOptionsForm({ options, onChange }: Props) {
  const { t } = useTranslation();
  const canFollowLinks = useApp((state) => state.host?.capabilities.has('followLinks') ?? false);
  const legend = useId();
  return (
    <div className="scan-options">
      <Choice
        label={t('scan.crossMounts')}
        isChosen={options.crossMounts}
        onChange={(crossMounts) => onChange({ ...options, crossMounts })}
      />
      {canFollowLinks && (
        <Choice
          label={t('scan.followLinks')}
          isChosen={options.followLinks}
          onChange={(followLinks) => onChange({ ...options, followLinks })}
        />
      )}
      <fieldset aria-describedby={legend}>
        <legend>{t('scan.exclude')}</legend>
        <p id={legend} className="faint">
          {t('scan.excludeHint')}
        </p>
        <GlobList globs={options.exclude} onChange={(exclude) => onChange({ ...options, exclude })} />
      </fieldset>
    </div>
  );
}

interface ChoiceProps {
  readonly label: string;
  readonly isChosen: boolean;
  onChange(isChosen: boolean): void;
}

function Choice({ label, isChosen, onChange }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the checkbox is the control
    <label className="choice">
      <Checkbox.Root className="checkbox" checked={isChosen} onCheckedChange={onChange}>
        <Checkbox.Indicator className="checkbox-mark">
          <Check size={12} strokeWidth={3} aria-hidden="true" />
        </Checkbox.Indicator>
      </Checkbox.Root>
      {label}
    </label>
  );
}
