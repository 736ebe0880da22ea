/**
 * The border of an engine: the shape of every request, and the limits of its parts. Whoever sends may
 * be hostile, so that nothing behind the border has to look again, but for whether a node is there.
 */
import * as v from 'valibot';
import type { EngineRequests } from '../../contract/engine-protocol.js';
import type { RequestPayload } from '../../contract/requests.js';
import { COLOUR_MODES, GROUPED_MODES } from '../../contract/view.js';
import { engineOpenRequest, listOf, text, wholeNumber } from '../../core/borders/shapes.js';

export type EngineRequestName = keyof EngineRequests;
export type EnginePayload<Name extends EngineRequestName> = RequestPayload<EngineRequests[Name]>;
export type EngineAnswer<Name extends EngineRequestName = EngineRequestName> = ReturnType<
  EngineRequests[Name]
>;

const maxDays = 36_500;
const maxKeys = 64;
const maxRows = 10_000;
/** Limit of lists that are found by a look at all entries. */
const maxFound = 1000;
/** Limits of the entries that a page finds again after another scan, and of the bytes of their paths. */
const maxPlaces = 1000;
const maxPathsBytes = 1 << 20;
const maxSide = 32_768;

const limitOf = (max: number) => v.pipe(wholeNumber, v.maxValue(max));
const node = v.pipe(wholeNumber, v.maxValue(0xffff_fffe));
const side = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(maxSide));

const countEnds = (bytes: Uint8Array): number => bytes.reduce((ends, byte) => ends + (byte === 0 ? 1 : 0), 0);

const order = {
  sort: v.picklist(['name', 'allocated', 'apparent', 'files', 'modified']),
  descending: v.boolean(),
};
const page = { offset: wholeNumber, limit: limitOf(maxRows) };

export const engineRequests: {
  readonly [Name in EngineRequestName]: v.GenericSchema<unknown, EnginePayload<Name>>;
} = {
  open: engineOpenRequest,
  cancel: v.null(),
  rescan: v.strictObject({
    node,
    quick: v.nullable(v.strictObject({ largeBytes: wholeNumber, recentDays: limitOf(maxDays) })),
  }),
  show: v.strictObject({
    focus: node,
    width: side,
    height: side,
    measure: v.picklist(['allocated', 'apparent']),
    everyLink: v.boolean(),
    filter: text,
    colours: v.picklist(COLOUR_MODES),
    hiddenKeys: listOf(v.pipe(wholeNumber, v.maxValue(0xffff)), maxKeys),
  }),
  acknowledge: wholeNumber,
  children: v.strictObject({ node, ...order, ...page }),
  place: v.strictObject({ node, ...order }),
  pathsOf: listOf(node, maxPlaces),
  nodesAt: v.strictObject({
    paths: v.pipe(
      v.instance(Uint8Array),
      v.maxLength(maxPathsBytes),
      v.check((bytes) => countEnds(bytes) <= maxPlaces, `at most ${maxPlaces} paths are taken`),
    ),
  }),
  find: v.strictObject({ text, limit: limitOf(maxFound) }),
  largestFiles: v.strictObject({ limit: limitOf(maxFound) }),
  groups: v.variant('by', [
    v.strictObject({ by: v.picklist(GROUPED_MODES) }),
    v.strictObject({ by: v.literal('extension'), limit: limitOf(maxRows) }),
  ]),
  details: node,
  errors: v.strictObject(page),
  exportCsv: v.strictObject({ filtered: v.boolean() }),
  exportNext: wholeNumber,
  exportCancel: wholeNumber,
  snapshots: v.null(),
  compare: v.strictObject({ snapshot: v.nullable(v.pipe(text, v.nonEmpty())) }),
  comparison: v.null(),
  changes: v.strictObject({
    entry: node,
    sort: v.picklist(['change', 'magnitude', 'name']),
    descending: v.boolean(),
    onlyChanged: v.boolean(),
    ...page,
  }),
  largestChanges: v.strictObject({
    list: v.picklist(['grownFiles', 'shrunkFiles', 'grownFolders', 'shrunkFolders', 'moved']),
    limit: limitOf(maxFound),
  }),
  close: v.null(),
};
