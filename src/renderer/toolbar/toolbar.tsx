/** Line at the top: the path, the filter, and the commands. */
import {
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  Download,
  GitCompareArrows,
  Keyboard,
  PanelLeft,
  RotateCw,
  Settings,
  Square,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { goBack, goForward, goUp } from '../actions/navigation.js';
import { rescan } from '../actions/rescan.js';
import { FilterLine } from '../filter/line.jsx';
import { appStore } from '../state/app-store.js';
import { useApp, useSession, useSessionState } from '../state/hooks.js';
import { Breadcrumbs } from './breadcrumbs.jsx';
import { RescanMenu } from './rescan-menu.jsx';

interface ToolProps {
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
  readonly isPressed?: boolean;
  readonly className?: string;
  onPress(): void;
  readonly children: ReactNode;
}

function Tool({ label, hint, isDisabled = false, isPressed, className = '', onPress, children }: ToolProps) {
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-label={label}
      aria-pressed={isPressed}
      title={hint === undefined ? label : `${label} (${hint})`}
      disabled={isDisabled}
      onClick={onPress}
    >
      {children}
    </button>
  );
}

export function Toolbar() {
  const { t } = useTranslation();
  const { id } = useSession();
  return (
    <header className="toolbar">
      <h1 className="visually-hidden">{t('app.name')}</h1>
      <Moves />
      <Breadcrumbs />
      <FilterLine key={id} />
      <Actions />
    </header>
  );
}

function Moves() {
  const { t } = useTranslation();
  const session = useSession();
  const canBack = useSessionState((state) => state.back.length > 0);
  const canForward = useSessionState((state) => state.forward.length > 0);
  const canUp = useSessionState((state) => state.path.length > 1);
  return (
    <div className="tools" role="toolbar" aria-label={t('toolbar.label')}>
      <Tool label={t('toolbar.back')} hint="Alt+←" isDisabled={!canBack} onPress={() => goBack(session)}>
        <ArrowLeft size={16} aria-hidden="true" />
      </Tool>
      <Tool
        label={t('toolbar.forward')}
        hint="Alt+→"
        className="wide-only"
        isDisabled={!canForward}
        onPress={() => goForward(session)}
      >
        <ArrowRight size={16} aria-hidden="true" />
      </Tool>
      <Tool label={t('toolbar.up')} hint="Backspace" isDisabled={!canUp} onPress={() => goUp(session)}>
        <ArrowUp size={16} aria-hidden="true" />
      </Tool>
    </div>
  );
}

function Actions() {
  const { t } = useTranslation();
  const isSideShown = useApp((state) => state.isSideShown);
  return (
    <div className="tools" role="toolbar" aria-label={t('toolbar.menu')}>
      <ScanTool />
      <RescanMenu />
      <Tool label={t('toolbar.export')} onPress={() => appStore.setState({ dialog: 'export' })}>
        <Download size={16} aria-hidden="true" />
      </Tool>
      <Tool label={t('compare.choose')} hint="c" onPress={() => appStore.setState({ dialog: 'compare' })}>
        <GitCompareArrows size={16} aria-hidden="true" />
      </Tool>
      <Tool
        label={t('toolbar.side')}
        className="wide-only"
        isPressed={isSideShown}
        onPress={() => appStore.setState({ isSideShown: !isSideShown, areDetailsShown: !isSideShown })}
      >
        <PanelLeft size={16} aria-hidden="true" />
      </Tool>
      <Tool label={t('toolbar.settings')} onPress={() => appStore.setState({ dialog: 'settings' })}>
        <Settings size={16} aria-hidden="true" />
      </Tool>
      <Tool
        label={t('toolbar.help')}
        hint="?"
        className="wide-only"
        onPress={() => appStore.setState({ dialog: 'shortcuts' })}
      >
        <Keyboard size={16} aria-hidden="true" />
      </Tool>
    </div>
  );
}

/** Stops a scan, or starts the next. */
function ScanTool() {
  const { t } = useTranslation();
  const session = useSession();
  const isScanning = useSessionState((state) => state.phase === 'scanning');
  return isScanning ? (
    <Tool label={t('toolbar.cancel')} onPress={() => session.client.send('cancel')}>
      <Square size={14} aria-hidden="true" />
    </Tool>
  ) : (
    <Tool label={t('rescan.exact')} hint="r" onPress={() => void rescan(session, 'exact')}>
      <RotateCw size={16} aria-hidden="true" />
    </Tool>
  );
}
