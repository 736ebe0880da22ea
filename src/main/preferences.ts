/** What the user chose for the whole app, as far as main has to do with it. */
import * as v from 'valibot';
import type { Preferences } from '../contract/desktop-protocol.js';

export const preferencesSchema: v.GenericSchema<unknown, Preferences> = v.strictObject({
  theme: v.picklist(['system', 'light', 'dark']),
  language: v.picklist(['system', 'en', 'de']),
});
