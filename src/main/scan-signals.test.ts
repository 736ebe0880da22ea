/** What the desktop is told of scans, on the stand-in for Electron. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { BrowserWindow } from 'electron';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { endNotifications } from '../../test/electron/desktop-parts.js';
import { recorded } from '../../test/electron/recorded.js';
import { ScanSignals } from './scan-signals.js';
import { focusWindow } from './window.js';

vi.mock('electron', () => import('../../test/electron/electron.js'));
vi.mock('./window.js', () => ({ focusWindow: vi.fn() }));

const root = new Uint8Array(Buffer.from('/srv/media'));
const summary = { entries: 1234, allocatedBytes: '2500000000', elapsedMilliseconds: 12_000, complete: true };
let isFocused: boolean;
let bars: number[];

function signalsOfWindow(): ScanSignals {
  const window = {
    isFocused: () => isFocused,
    isDestroyed: () => false,
    setProgressBar: (share: number) => bars.push(share),
  };
  return new ScanSignals(window as unknown as BrowserWindow);
}

beforeEach(() => {
  isFocused = false;
  bars = [];
  recorded.notifications.length = 0;
  endNotifications('close');
  vi.mocked(focusWindow).mockClear();
});

describe('a notification', () => {
  test('tells of a long scan that ended while the window was behind', () => {
    signalsOfWindow().notify(root, summary);
    expect(recorded.notifications).toEqual([
      { title: 'media has been read', body: '1,234 entries · 2.5 GB' },
    ]);
  });

  test.each([
    ['short', 9_999, false],
    ['in front', 60_000, true],
  ])('does not when the scan was %s', (_what, elapsedMilliseconds, inFront) => {
    isFocused = inFront;
    signalsOfWindow().notify(root, { ...summary, elapsedMilliseconds });
    expect(recorded.notifications).toEqual([]);
  });

  test('does not say of a scan that was cut off that all has been read', () => {
    signalsOfWindow().notify(root, { ...summary, complete: false });
    expect(recorded.notifications).toMatchObject([{ title: 'media has not been read to its end' }]);
  });

  test('brings the window by a click, however long that takes to come', async () => {
    setFlagsFromString('--expose-gc');
    signalsOfWindow().notify(root, summary);
    await new Promise((resolve) => setImmediate(resolve));
    runInNewContext('gc')();
    endNotifications('click');
    expect(focusWindow).toHaveBeenCalledTimes(1);
  });

  test('names the root of all as well, and one that is no text', () => {
    const signals = signalsOfWindow();
    for (const path of [[47], [47, 0xff]]) signals.notify(Uint8Array.from(path), summary);
    expect(recorded.notifications).toHaveLength(2);
  });
});

describe('the bar on dock or taskbar', () => {
  test.each([
    ['darwin', [2, 2, 2, -1]],
    ['win32', [2, 2, 2, -1]],
    // why: there a bar that does not say how far cannot be had.
    ['linux', []],
  ])('of %s shows that something is read until all is', (platform, expected) => {
    vi.stubGlobal('process', Object.create(process, { platform: { value: platform } }));
    const signals = signalsOfWindow();
    signals.start(1);
    signals.start(2);
    signals.end(1);
    signals.end(2);
    vi.unstubAllGlobals();
    expect(bars).toEqual(expected);
  });
});
