/** Preferences that main needs to know. */
import * as v from 'valibot';
import type { Preferences } from '../contract/desktop-protocol.js';

const theme = v.picklist(['system', 'light', 'dark']);
const language = v.picklist(['system', 'en', 'de']);

export const preferencesSchema: v.GenericSchema<unknown, Preferences> = v.strictObject({ theme, language });

/** Preferences of which a damaged one is that of the system. */
export const readablePreferences = v.fallback(
  v.object({ theme: v.fallback(theme, 'system'), language: v.fallback(language, 'system') }),
  { theme: 'system', language: 'system' },
);
