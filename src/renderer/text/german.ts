/** German texts. */
import type { Texts } from './english.js';
import { germanCompare } from './german/compare.js';
import { germanDesktop } from './german/desktop.js';
import { germanDialogs } from './german/dialogs.js';
import { germanEntries } from './german/entries.js';
import { germanExplorer } from './german/explorer.js';
import { germanPanels } from './german/panels.js';
import { germanStart } from './german/start.js';

export const german: Texts = {
  ...germanStart,
  ...germanExplorer,
  ...germanEntries,
  ...germanPanels,
  ...germanCompare,
  ...germanDialogs,
  ...germanDesktop,
};
