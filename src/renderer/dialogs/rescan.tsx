/** Dialog that reads the root of the tab again, with other options. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { scanAnew } from '../actions/scan-anew.js';
import { ScanOptionsForm } from '../scan-options/form.jsx';
import { appStore } from '../state/app-store.js';
import { useSession } from '../state/hooks.js';
import { areReadable, withoutEmptyGlobs } from '../state/scan-options.js';

export function RescanDialog() {
  const { t } = useTranslation();
  const session = useSession();
  const [options, setOptions] = useState(session.options);
  const isReadable = areReadable(options);
  return (
    <form
      className="dialog-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isReadable) return;
        appStore.setState({ dialog: 'none' });
        void scanAnew(session, withoutEmptyGlobs(options));
      }}
    >
      <ScanOptionsForm options={options} onChange={setOptions} />
      <div className="dialog-actions">
        <button type="submit" className="button primary" disabled={!isReadable}>
          {t('toolbar.rescan')}
        </button>
      </div>
    </form>
  );
}
