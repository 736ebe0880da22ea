/** Buttons for actions on an entry outside of the window. */
import { Copy, FolderSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestRefused } from '../../contract/refusal.js';
import type { DesktopSession } from '../host/host.js';
import { useSession } from '../state/hooks.js';

type Outcome = 'copied' | 'notText' | null;

export function EntryActions({ node }: { readonly node: number }) {
  const { desktop } = useSession();
  return desktop ? <Actions key={node} desktop={desktop} node={node} /> : null;
}

function Actions({ desktop, node }: { readonly desktop: DesktopSession; readonly node: number }) {
  const { t } = useTranslation();
  const [outcome, setOutcome] = useState<Outcome>(null);
  const act = (action: Promise<void>, success: Outcome) =>
    action.then(
      () => setOutcome(success),
      (error: unknown) => {
        if (!(error instanceof RequestRefused)) throw error;
        // The page shows elsewhere that an engine has ended.
        setOutcome(error.refusal.code === 'badRequest' ? 'notText' : null);
      },
    );
  return (
    <span className="entry-actions">
      <button type="button" className="link" onClick={() => void act(desktop.reveal(node), null)}>
        <FolderSearch size={14} aria-hidden="true" />
        {t('desktop.reveal')}
      </button>
      <button type="button" className="link" onClick={() => void act(desktop.copyPath(node), 'copied')}>
        <Copy size={14} aria-hidden="true" />
        {t('desktop.copyPath')}
      </button>
      <span role="status" className="faint">
        {outcome !== null && t(`desktop.${outcome}`)}
      </span>
    </span>
  );
}
