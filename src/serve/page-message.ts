/** The border towards a page: shapes of its messages. Requests to engines are checked by the engines themselves. */
import * as v from 'valibot';
import type { EngineRequest } from '../contract/engine-protocol.js';
import type { HostRequests } from '../contract/host-protocol.js';
import type { RequestPayload } from '../contract/requests.js';
import { WireError } from '../contract/wire.js';
import { openRootRequest, path, wholeNumber } from '../core/borders/shapes.js';

export type PageRequest = keyof HostRequests;

export const pageRequests: {
  readonly [Name in PageRequest]: v.GenericSchema<unknown, RequestPayload<HostRequests[Name]>>;
} = {
  roots: v.null(),
  folders: v.strictObject({ parent: path }),
  openRoot: openRootRequest,
  closeSession: wholeNumber,
};

/** why: a tuple may lack a last item that is unknown. */
const requestSchema = v.pipe(
  v.custom<unknown[]>((value) => Array.isArray(value) && value.length === 4),
  v.strictTuple([v.literal('request'), wholeNumber, v.string(), v.unknown()]),
);
const messageSchema = v.union([
  requestSchema,
  v.strictTuple([v.literal('engine'), wholeNumber, requestSchema]),
]);

export type CheckedMessage =
  | { readonly kind: 'request'; readonly number: number; readonly name: string; readonly payload: unknown }
  | { readonly kind: 'engine'; readonly session: number; readonly request: EngineRequest };

/** @throws WireError for what no page of ours sends. */
export function checkMessage(message: unknown): CheckedMessage {
  const checked = v.safeParse(messageSchema, message);
  if (!checked.success) throw new WireError('a message is of no known kind');
  const [kind, number, third] = checked.output;
  if (kind === 'request') return { kind, number, name: third, payload: checked.output[3] };
  // why: name and payload are the engine's to check.
  return { kind, session: number, request: third as EngineRequest };
}
