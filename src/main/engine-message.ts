/** Schemas of what engines may say to main. Engines read names that strangers chose, and are not trusted. */
import * as v from 'valibot';
import type { FromEngine } from '../contract/process-protocol.js';
import type { Refusal } from '../contract/refusal.js';
import type { SnapshotInfo } from '../contract/scans.js';
import { path, text, wholeNumber } from '../core/borders/shapes.js';

const number = v.pipe(v.number(), v.finite());
const digits = v.pipe(v.string(), v.regex(/^\d{1,40}$/));

/** Every code of a refusal: the compiler checks that none is missing. */
const codes: Readonly<Record<Refusal['code'], true>> = {
  badRequest: true,
  noSuchNode: true,
  noSuchSnapshot: true,
  notSaved: true,
  notComparable: true,
  notCompared: true,
  notOpen: true,
  alreadyOpen: true,
  rootUnreadable: true,
  notAllowed: true,
  engineEnded: true,
};

const refusal: v.GenericSchema<unknown, Refusal> = v.strictObject({
  code: v.picklist(Object.keys(codes) as Refusal['code'][]),
  message: text,
  errno: v.exactOptional(text),
});

export const engineMessage: v.GenericSchema<unknown, FromEngine> = v.union([
  v.strictTuple([v.literal('answer'), wholeNumber, v.unknown()]),
  v.strictTuple([v.literal('refusal'), wholeNumber, refusal]),
  v.strictTuple([v.literal('spawnScanner'), wholeNumber]),
  v.strictTuple([
    v.literal('event'),
    v.literal('saving'),
    v.strictObject({ share: number, bytes: wholeNumber }),
  ]),
  v.strictTuple([v.literal('event'), v.literal('ending'), v.null()]),
  v.strictTuple([
    v.literal('event'),
    v.literal('finished'),
    v.strictObject({
      entries: wholeNumber,
      allocatedBytes: digits,
      elapsedMilliseconds: number,
      complete: v.boolean(),
    }),
  ]),
]);

/** A snapshot, as main passes it to the page. */
const snapshotInfo: v.GenericSchema<unknown, SnapshotInfo> = v.strictObject({
  id: text,
  started: v.pipe(v.number(), v.safeInteger()),
  entries: wholeNumber,
  allocatedBytes: digits,
  isComplete: v.boolean(),
});
export const openedAnswer = v.object({ root: path, node: wholeNumber, snapshot: v.nullable(snapshotInfo) });
export const detailsAnswer = v.object({ path });
export const savedAnswer = wholeNumber;
