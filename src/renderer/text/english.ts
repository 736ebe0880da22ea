/** English texts, by their subjects. `german.ts` has the same keys, by type. */
import { englishCompare } from './english/compare.js';
import { englishDesktop } from './english/desktop.js';
import { englishDialogs } from './english/dialogs.js';
import { englishEntries } from './english/entries.js';
import { englishExplorer } from './english/explorer.js';
import { englishPanels } from './english/panels.js';
import { englishStart } from './english/start.js';

export const english = {
  ...englishStart,
  ...englishExplorer,
  ...englishEntries,
  ...englishPanels,
  ...englishCompare,
  ...englishDialogs,
  ...englishDesktop,
};

export type Texts = typeof english;
