/** The ways to read the root again. */
import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../app/hooks.js';
import { rescan } from '../app/roots.js';
import { appStore } from '../store/app-store.js';

export function RescanMenu() {
  const { t } = useTranslation();
  const session = useSession();
  return (
    <Menu.Root>
      <Menu.Trigger
        className="icon-button narrow-icon"
        aria-label={t('toolbar.rescanMenu')}
        title={t('toolbar.rescanMenu')}
      >
        <ChevronDown size={12} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <Menu.Item className="menu-item" onClick={() => void rescan(session)}>
              {t('toolbar.rescan')}
              <kbd>r</kbd>
            </Menu.Item>
            <Menu.Item className="menu-item" onClick={() => appStore.setState({ dialog: 'rescan' })}>
              {t('toolbar.rescanWith')}
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
