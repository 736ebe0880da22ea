/** The border of an engine's process: shapes of what main may send. Other requests are checked by the session. */
import * as v from 'valibot';
import type { CsvTarget, ToEngine } from '../../contract/process-protocol.js';

const number = v.pipe(v.number(), v.safeInteger(), v.minValue(0));

const messageSchema = v.union([
  v.strictTuple([v.literal('page')]),
  v.strictTuple([v.literal('scanner'), number]),
  v.strictTuple([v.literal('scannerEnded'), number, v.string()]),
  v.strictTuple([v.literal('end')]),
]);

const targetSchema = v.strictObject({ file: v.pipe(v.string(), v.nonEmpty()), filtered: v.boolean() });

/** Returns a message that is no request. @throws Error */
export function checkFromMain(message: unknown): Exclude<ToEngine, readonly ['request', ...unknown[]]> {
  return v.parse(messageSchema, message);
}

/** @throws Error */
export function checkTarget(payload: unknown): CsvTarget {
  return v.parse(targetSchema, payload);
}
