/** Schemas of the requests of pages. The engine checks once more what it is to open. */
import * as v from 'valibot';
import { type DesktopRequests, entryActions, mapNames } from '../contract/desktop-protocol.js';
import { listOf, openRootRequest, path, wholeNumber } from '../core/borders/shapes.js';
import { preferencesSchema } from './preferences.js';

export type RequestName = keyof DesktopRequests;
export type Payload<Name extends RequestName> =
  Parameters<DesktopRequests[Name]> extends [infer Only] ? Only : undefined;

const entry = v.strictObject({ session: wholeNumber, node: wholeNumber });

export const requestSchemas: { readonly [Name in RequestName]: v.GenericSchema<unknown, Payload<Name>> } = {
  greet: v.undefined(),
  roots: v.undefined(),
  recentRoots: v.undefined(),
  chooseFolders: v.undefined(),
  chooseOffered: path,
  openRoot: openRootRequest,
  closeSession: wholeNumber,
  ...mapNames(entryActions, () => entry),
  saveCsv: v.strictObject({
    session: wholeNumber,
    filtered: v.boolean(),
    name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  }),
  cancelSave: wholeNumber,
  usePreferences: preferencesSchema,
  offerDropped: listOf(v.pipe(v.string(), v.maxLength(1 << 16)), 1000),
};
