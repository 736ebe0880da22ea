/** German texts. */
import type { Texts } from './english.js';
import { compare } from './german/compare.js';
import { desktop } from './german/desktop.js';
import { dialogs } from './german/dialogs.js';
import { entries } from './german/entries.js';
import { explorer } from './german/explorer.js';
import { panels } from './german/panels.js';
import { start } from './german/start.js';

export const german: Texts = {
  ...start,
  ...explorer,
  ...entries,
  ...panels,
  ...compare,
  ...dialogs,
  ...desktop,
};
