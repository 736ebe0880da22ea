/**
 * Options of the next scan, folded away beside the folders. While folded they name the differences from a plain scan.
 */
import { Collapsible } from '@base-ui/react/collapsible';
import { ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appStore } from '../state/app-store.js';
import { useApp } from '../state/hooks.js';
import { areReadable, optionTexts, withoutEmptyGlobs } from '../state/scan-options.js';
import { ScanOptionsForm } from './form.jsx';

export function StartOptions() {
  const { t } = useTranslation();
  const options = useApp((state) => state.scanOptions);
  const [isOpen, setOpen] = useState(false);
  const isBroken = !areReadable(options);
  const texts = optionTexts(withoutEmptyGlobs(options), t);
  return (
    <Collapsible.Root className="start-options" open={isOpen} onOpenChange={setOpen}>
      <Collapsible.Trigger className="start-options-trigger">
        <ChevronRight size={14} aria-hidden="true" />
        {t('scan.options')}
        {!isOpen && texts.length > 0 && <span className="faint">{texts.join(' · ')}</span>}
      </Collapsible.Trigger>
      {isBroken && !isOpen && (
        <p role="alert" className="field-problem">
          {t('scan.broken')}
        </p>
      )}
      <Collapsible.Panel>
        <ScanOptionsForm options={options} onChange={(scanOptions) => appStore.setState({ scanOptions })} />
      </Collapsible.Panel>
    </Collapsible.Root>
  );
}
