/** Menu of rescans, of the root or of a folder in it. */

import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import { type ReactNode, useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { rescan, rescanFolder } from '../actions/rescan.js';
import { appStore } from '../state/app-store.js';
import { loadDetails } from '../state/details-cache.js';
import { useAnswer, useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';
import { rootLabel } from '../text/root-label.js';

export function RescanMenu() {
  const { t } = useTranslation();
  return (
    <Menu.Root>
      <Menu.Trigger
        className="icon-button narrow-icon"
        aria-label={t('rescan.menu')}
        title={t('rescan.menu')}
      >
        <ChevronDown size={12} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner className="menu-place" sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <RootItems />
            <FolderItems />
            <Menu.Separator className="menu-line" />
            <Item onPress={() => appStore.setState({ dialog: 'rescan' })}>{t('rescan.withOptions')}</Item>
            <Item onPress={() => appStore.setState({ dialog: 'settings' })}>{t('rescan.settings')}</Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}

function RootItems() {
  const { t } = useTranslation();
  const session = useSession();
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  return (
    <>
      <Item isDisabled={isScanning} keyName="r" onPress={() => void rescan(session, 'exact')}>
        {t('rescan.exact')}
      </Item>
      <Item isDisabled={isScanning} keyName="q" onPress={() => void rescan(session, 'quick')}>
        {t('rescan.quick')}
      </Item>
    </>
  );
}

/** Shows rescans of the selected folder, or else of the focus. */
function FolderItems() {
  const { t } = useTranslation();
  const session = useSession();
  const node = useSessionState((state) => (state.selection < 0 ? state.focus : state.selection));
  const rootNode = useSessionState((state) => state.rootNode);
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  const details = useAnswer(useCallback(() => loadDetails(session, node), [session, node]));
  if (details === null || details.kind !== 'directory' || node === rootNode) return null;
  const name = isolate(rootLabel(displayName(details.path)));
  return (
    <>
      <Menu.Separator className="menu-line" />
      <Item isDisabled={isScanning} onPress={() => void rescanFolder(session, node, 'exact')}>
        {t('rescan.exactFolder', { name })}
      </Item>
      <Item isDisabled={isScanning} onPress={() => void rescanFolder(session, node, 'quick')}>
        {t('rescan.quickFolder', { name })}
      </Item>
    </>
  );
}

interface ItemProps {
  readonly isDisabled?: boolean;
  readonly keyName?: string;
  onPress(): void;
  readonly children: ReactNode;
}

function Item({ isDisabled = false, keyName, onPress, children }: ItemProps) {
  return (
    <Menu.Item className="menu-item" disabled={isDisabled} onClick={onPress}>
      <span>{children}</span>
      {keyName !== undefined && <kbd>{keyName}</kbd>}
    </Menu.Item>
  );
}
