import { useTranslation } from 'react-i18next';
import { useApp } from '../state/hooks.js';
import { CompareDialog } from './compare.jsx';
import { ExportDialog } from './export.jsx';
import { Modal } from './modal.jsx';
import { RescanDialog } from './rescan.jsx';
import { SettingsDialog } from './settings.jsx';
import { ShortcutsDialog } from './shortcuts.jsx';

export function Dialogs() {
  const { t } = useTranslation();
  const dialog = useApp((state) => state.dialog);
  const hasSession = useApp((state) => state.active !== 0);
  return (
    <>
      <Modal isOpen={dialog === 'shortcuts'} title={t('shortcuts.title')}>
        <ShortcutsDialog />
      </Modal>
      <Modal isOpen={dialog === 'settings'} title={t('settings.title')}>
        <SettingsDialog />
      </Modal>
      <Modal isOpen={dialog === 'export' && hasSession} title={t('export.title')}>
        <ExportDialog />
      </Modal>
      <Modal isOpen={dialog === 'rescan' && hasSession} title={t('scan.title')}>
        <RescanDialog />
      </Modal>
      <Modal isOpen={dialog === 'compare' && hasSession} title={t('compare.choose')}>
        <CompareDialog />
      </Modal>
    </>
  );
}
