import { Dialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Boundary } from '../parts/boundary.jsx';
import { appStore } from '../state/app-store.js';

interface Props {
  readonly isOpen: boolean;
  readonly title: string;
  readonly children: ReactNode;
}

export function Modal({ isOpen, title, children }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && appStore.setState({ dialog: 'none' })}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="dialog">
          <div className="dialog-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="icon-button" aria-label={t('settings.close')}>
              <X size={16} aria-hidden="true" />
            </Dialog.Close>
          </div>
          <div className="dialog-body">
            <Boundary part="dialog">{children}</Boundary>
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
