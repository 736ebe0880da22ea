/** The border of an engine's process: what main may say to it. Requests are checked where they are answered. */
import * as v from 'valibot';
import type { ToEngine } from '../../contract/process-protocol.js';

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const schema = v.union([
  v.strictTuple([v.literal('request'), number, v.string(), v.unknown()]),
  v.strictTuple([v.literal('page')]),
  v.strictTuple([v.literal('scanner'), number]),
  v.strictTuple([v.literal('scannerEnded'), number, v.string()]),
  v.strictTuple([
    v.literal('saveCsv'),
    number,
    v.strictObject({ file: v.pipe(v.string(), v.nonEmpty()), filtered: v.boolean() }),
  ]),
  v.strictTuple([v.literal('cancelSave'), number]),
  v.strictTuple([v.literal('end')]),
]);

/** @throws Error */
export function checkToEngine(message: unknown): ToEngine {
  // why: the name of a request is a string until the session has looked at it.
  return v.parse(schema, message) as ToEngine;
}
