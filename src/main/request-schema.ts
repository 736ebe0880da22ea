/** Schemas of the requests of pages. The engine checks once more what it is to open. */
import * as v from 'valibot';
import { type DesktopRequests, entryActions, mapNames } from '../contract/desktop-protocol.js';
import { count, listOf, openRootRequest, path } from '../core/borders/shapes.js';
import { preferencesSchema } from './preferences.js';

export type RequestName = keyof DesktopRequests;
export type Payload<Name extends RequestName> =
  Parameters<DesktopRequests[Name]> extends [infer Only] ? Only : undefined;

const entry = v.strictObject({ session: count, node: count });

export const requestSchemas: { readonly [Name in RequestName]: v.GenericSchema<unknown, Payload<Name>> } = {
  greet: v.undefined(),
  roots: v.undefined(),
  recentRoots: v.undefined(),
  chooseFolders: v.undefined(),
  chooseOffered: path,
  openRoot: openRootRequest,
  closeSession: count,
  ...mapNames(entryActions, () => entry),
  saveCsv: v.strictObject({
    session: count,
    filtered: v.boolean(),
    name: v.pipe(v.string(), v.nonEmpty(), v.maxLength(200)),
  }),
  cancelSave: count,
  usePreferences: preferencesSchema,
  offerDropped: listOf(v.pipe(v.string(), v.maxLength(1 << 16)), 1000),
};
