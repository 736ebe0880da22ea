/** Tests that need a browser, or the desktop's window where journeys are made there. */
import { test } from 'vitest';
import { isMet, type Requirement } from '../../test/programs/requirements.js';
import { chromiumPath } from './browser.js';
import { whyNoWindow } from './electron-window.js';
import { areInWindow } from './launch-host.js';

const noBrowser = chromiumPath === undefined ? 'no chromium' : undefined;
const reason = areInWindow ? whyNoWindow() : noBrowser;

/** Declares a test that needs a browser, and is skipped where there is none. */
export function testInBrowser(title: string, body: () => Promise<void>, timeout = 120_000): void {
  declare(title, reason, body, timeout);
}

/** Declares a test like `testInBrowser` that needs something else that a machine may lack. */
export function testInBrowserNeeding(
  requirement: Requirement,
  title: string,
  body: () => Promise<void>,
): void {
  declare(title, isMet(requirement) ? reason : `needs ${requirement}`, body);
}

/**
 * Declares a test like `testInBrowser` of what only a browser's host has. It is skipped where journeys are made in the
 * window.
 * @param instead what the window has instead.
 */
export function testInBrowserAlone(title: string, instead: string, body: () => Promise<void>): void {
  declare(title, areInWindow ? `in the window ${instead}` : reason, body);
}

function declare(
  title: string,
  skipped: string | undefined,
  body: () => Promise<void>,
  timeout = 120_000,
): void {
  test.skipIf(skipped !== undefined)(skipped ? `${title} (skipped: ${skipped})` : title, body, timeout);
}
