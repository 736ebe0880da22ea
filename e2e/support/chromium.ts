/** Tests that want a browser. */
import { test } from 'vitest';
import { chromiumPath } from './browser.js';

/** Declares a test that wants a browser, and is skipped where there is none. */
export function testInBrowser(title: string, body: () => Promise<void>, timeout = 120_000): void {
  test.skipIf(chromiumPath === undefined)(
    chromiumPath === undefined ? `${title} (skipped: no chromium)` : title,
    body,
    timeout,
  );
}
