/** Preferences that main needs to know. */
import * as v from 'valibot';
import type { Preferences } from '../contract/desktop-protocol.js';

export const preferencesSchema: v.GenericSchema<unknown, Preferences> = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  language: v.picklist(['system', 'en', 'de']),
});
