/** Signals outside of the window: the bar on dock or taskbar while something is read, and a notification after a long scan. */
import { basename } from 'node:path';
import { type BrowserWindow, Notification } from 'electron';
import type { ScanOutcome } from '../contract/process-protocol.js';
import { pathText } from './path-bytes.js';
import { language, texts } from './texts.js';
import { focusWindow } from './window.js';

/** Duration of a scan from which the user may well have turned away. */
const longScanMs = 10_000;
/** Asks for a bar without a share, since nobody knows how far a scan is. Linux has no such bar. */
const unknownShare = 2;
const noBar = -1;

/** Notifications that are shown. why: without a reference one may be gone before it is clicked (electron/electron#16922). */
const shown = new Set<Notification>();

export class ScanSignals {
  private readonly window: BrowserWindow;
  private readonly scanning = new Set<number>();

  constructor(window: BrowserWindow) {
    this.window = window;
  }

  start(session: number): void {
    this.scanning.add(session);
    this.showBar();
  }

  end(session: number): void {
    this.scanning.delete(session);
    this.showBar();
  }

  notify(root: Uint8Array, summary: ScanOutcome): void {
    if (summary.elapsedMilliseconds < longScanMs || this.window.isFocused()) return;
    if (!Notification.isSupported()) return;
    const name = basename(pathText(root) ?? '') || '/';
    const title = summary.complete ? texts().scanned : texts().stopped;
    const notification = new Notification({
      title: title.replace('{{name}}', () => name),
      body: describe(summary),
    });
    const forget = (): void => void shown.delete(notification);
    notification.on('click', () => {
      forget();
      focusWindow();
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.add(notification);
    notification.show();
  }

  private showBar(): void {
    if (this.window.isDestroyed() || process.platform === 'linux') return;
    this.window.setProgressBar(this.scanning.size > 0 ? unknownShare : noBar);
  }
}

function describe({ entries, allocatedBytes }: ScanOutcome): string {
  const count = texts().entries.replace('{{entries}}', entries.toLocaleString(language()));
  return `${count} · ${formatBytes(Number(allocatedBytes))}`;
}

function formatBytes(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte', 'petabyte'];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const options = { style: 'unit', unit: units[step]!, maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language(), options).format(bytes / 1000 ** step);
}
