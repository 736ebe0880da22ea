import type { TFunction } from 'i18next';

/** Returns a text of the interface by its key. */
export type Translate = TFunction;
