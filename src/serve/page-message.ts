/** The border: a page's messages as the types say, or a WireError. What engines are asked they check themselves. */
import type { EngineRequest } from '../contract/engine-protocol.js';
import type { HostRequests, OpenRoot } from '../contract/host-protocol.js';
import { WireError } from '../contract/wire.js';

export type CheckedMessage =
  | { readonly kind: 'request'; readonly number: number; readonly name: string; readonly payload: unknown }
  | { readonly kind: 'engine'; readonly session: number; readonly request: EngineRequest };

/** @throws WireError for what no page of ours sends. */
export function checkMessage(message: unknown): CheckedMessage {
  const [kind, number, third, payload] = arrayOf(message);
  if (!isCount(number)) throw new WireError('a message has no number');
  if (kind === 'request' && typeof third === 'string') return { kind, number, name: third, payload };
  if (kind === 'engine' && isEngineRequest(third)) return { kind, session: number, request: third };
  throw new WireError('a message is of no known kind');
}

function isEngineRequest(value: unknown): value is EngineRequest {
  if (!Array.isArray(value) || value.length !== 4) return false;
  const [kind, number, name] = value as unknown[];
  return kind === 'request' && isCount(number) && typeof name === 'string';
}

/** The payloads of the host's requests: undefined where one is not what its request takes. */
export const payloadChecks: {
  readonly [Name in keyof HostRequests]: (payload: unknown) => Parameters<HostRequests[Name]> | undefined;
} = {
  roots: () => [],
  folders: (payload) => {
    const { parent } = objectOf(payload);
    return isBytes(parent) ? [{ parent }] : undefined;
  },
  openRoot: (payload) => {
    const request = objectOf(payload);
    return isOpenRoot(request) ? [request] : undefined;
  },
  closeSession: (payload) => (isCount(payload) ? [payload] : undefined),
};

function isOpenRoot(
  request: Readonly<Record<string, unknown>>,
): request is Readonly<Record<string, unknown>> & OpenRoot {
  const { path, crossMounts, followLinks, exclude, fromSnapshot, ...others } = request;
  // why: what else came would reach the engine, and might name another root to it.
  if (Object.keys(others).length > 0) return false;
  if (fromSnapshot !== undefined && typeof fromSnapshot !== 'boolean') return false;
  if (!isBytes(path) || typeof crossMounts !== 'boolean' || typeof followLinks !== 'boolean') return false;
  return Array.isArray(exclude) && exclude.every((pattern) => typeof pattern === 'string');
}

function arrayOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
