/** Tests that want a browser, or the desktop's window where journeys are made there. */
import { test } from 'vitest';
import { chromiumPath } from './browser.js';
import { whyNoWindow } from './electron-window.js';
import { areInWindow } from './launch-host.js';

const noBrowser = chromiumPath === undefined ? 'no chromium' : undefined;
const reason = areInWindow ? whyNoWindow() : noBrowser;

/** Declares a test that wants a browser, and is skipped where there is none. */
export function testInBrowser(title: string, body: () => Promise<void>, timeout = 120_000): void {
  const isSkipped = reason !== undefined;
  test.skipIf(isSkipped)(isSkipped ? `${title} (skipped: ${reason})` : title, body, timeout);
}
