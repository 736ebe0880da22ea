/** English texts, by their subjects. `german.ts` has the same keys, by type. */
import { compare } from './english/compare.js';
import { desktop } from './english/desktop.js';
import { dialogs } from './english/dialogs.js';
import { entries } from './english/entries.js';
import { explorer } from './english/explorer.js';
import { panels } from './english/panels.js';
import { start } from './english/start.js';

export const english = { ...start, ...explorer, ...entries, ...panels, ...compare, ...dialogs, ...desktop };

export type Texts = typeof english;
