/**
 * What may come in at an engine's border: the shape of every request, and how large its parts may be. Whoever sends may
 * be hostile, so that nothing behind the border has to look again, but for whether a node is there.
 */
import * as v from 'valibot';
import type { EngineRequests } from '../../contract/engine-protocol.js';
import { COLOUR_MODES, GROUPED_MODES } from '../../contract/view.js';
import { RefusedRequest } from './refused-request.js';

export type RequestName = keyof EngineRequests;
export type Payload<Name extends RequestName> =
  Parameters<EngineRequests[Name]> extends [infer Only] ? Only : null;

/** Bytes and characters. Longer paths than a system call takes are read, too. */
const longestPath = 1 << 16;
const longestText = 1 << 12;
const mostGlobs = 1000;
const mostDays = 36_500;
const mostKeys = 64;
const mostRows = 10_000;
/** Of lists that are found by a look at all entries. */
const mostFound = 1000;
/** Places that a page finds again after another scan, and the bytes of their paths. */
const mostPlaces = 1000;
const longestPaths = 1 << 20;
const longestSide = 32_768;

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const limitOf = (most: number) => v.pipe(count, v.maxValue(most));
const node = v.pipe(count, v.maxValue(0xffff_fffe));
const text = v.pipe(v.string(), v.maxLength(longestText));
const side = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(longestSide));

const path = v.pipe(
  v.instance(Uint8Array),
  v.minLength(1),
  v.maxLength(longestPath),
  v.check((bytes) => !bytes.includes(0), 'a path holds no NUL'),
);

/** The length is looked at first: a look at each item may take long. */
const listOf = <Item extends v.GenericSchema>(item: Item, most: number) =>
  v.pipe(
    v.custom<unknown[]>((value) => Array.isArray(value) && value.length <= most, `at most ${most} are taken`),
    v.array(item),
  );

const countEnds = (bytes: Uint8Array): number => bytes.reduce((ends, byte) => ends + (byte === 0 ? 1 : 0), 0);

const order = {
  sort: v.picklist(['name', 'allocated', 'apparent', 'files', 'modified']),
  descending: v.boolean(),
};
const page = { offset: count, limit: limitOf(mostRows) };

const schemas: { readonly [Name in RequestName]: v.GenericSchema<unknown, Payload<Name>> } = {
  open: v.strictObject({
    root: path,
    crossMounts: v.boolean(),
    followLinks: v.boolean(),
    exclude: listOf(v.pipe(text, v.nonEmpty()), mostGlobs),
    fromSnapshot: v.optional(v.boolean()),
  }),
  cancel: v.null(),
  rescan: v.strictObject({
    node,
    quick: v.nullable(v.strictObject({ largeBytes: count, recentDays: limitOf(mostDays) })),
  }),
  show: v.strictObject({
    focus: node,
    width: side,
    height: side,
    measure: v.picklist(['allocated', 'apparent']),
    everyLink: v.boolean(),
    filter: text,
    colours: v.picklist(COLOUR_MODES),
    hiddenKeys: listOf(v.pipe(count, v.maxValue(0xffff)), mostKeys),
  }),
  acknowledge: count,
  children: v.strictObject({ node, ...order, ...page }),
  place: v.strictObject({ node, ...order }),
  pathsOf: listOf(node, mostPlaces),
  nodesAt: v.strictObject({
    paths: v.pipe(
      v.instance(Uint8Array),
      v.maxLength(longestPaths),
      v.check((bytes) => countEnds(bytes) <= mostPlaces, `at most ${mostPlaces} paths are taken`),
    ),
  }),
  find: v.strictObject({ text, limit: limitOf(mostFound) }),
  largestFiles: v.strictObject({ limit: limitOf(mostFound) }),
  groups: v.variant('by', [
    v.strictObject({ by: v.picklist(GROUPED_MODES) }),
    v.strictObject({ by: v.literal('extension'), limit: limitOf(mostRows) }),
  ]),
  details: node,
  errors: v.strictObject(page),
  exportCsv: v.strictObject({ filtered: v.boolean() }),
  exportNext: count,
  exportCancel: count,
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
    limit: limitOf(mostFound),
  }),
  close: v.null(),
};

/** A request by its number, as it came. */
export interface Envelope {
  readonly number: number;
  readonly name: unknown;
  readonly payload: unknown;
}

/** Undefined where there is not even a number by which it could be answered. */
export function openEnvelope(message: unknown): Envelope | undefined {
  if (!Array.isArray(message) || message[0] !== 'request' || !Number.isSafeInteger(message[1]))
    return undefined;
  const [, number, name, payload] = message;
  return { number, name: message.length === 4 ? name : undefined, payload };
}

/** @throws RefusedRequest */
export function checkName(name: unknown): RequestName {
  if (typeof name === 'string' && Object.hasOwn(schemas, name)) return name as RequestName;
  throw new RefusedRequest('badRequest', 'there is no such request');
}

/** @throws RefusedRequest */
export function checkPayload<Name extends RequestName>(name: Name, payload: unknown): Payload<Name> {
  const checked = v.safeParse(schemas[name], payload, { abortEarly: true, abortPipeEarly: true });
  if (checked.success) return checked.output;
  const [issue] = checked.issues;
  // What was received is not repeated: it may be long.
  throw new RefusedRequest(
    'badRequest',
    `${name}: ${v.getDotPath(issue) ?? 'it'} must be ${issue.expected ?? 'other'}`,
  );
}
