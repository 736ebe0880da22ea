/**
 * First check of every request. Browsers send requests on behalf of any site; `Host` and
 * `Origin` are what that site cannot forge.
 */
import type { IncomingMessage } from 'node:http';

export interface Rejection {
  readonly status: 400 | 403 | 405;
  /** Reason in English, without anything that came with the request. */
  readonly reason: string;
}

/** @param names as `boundNames` gives them. */
export function judgeRequest(request: IncomingMessage, names: readonly string[]): Rejection | undefined {
  const { method = '', headers, url = '' } = request;
  const isReading = method === 'GET' || method === 'HEAD';
  if (!isReading && method !== 'POST') return { status: 405, reason: 'this method is not allowed' };
  if (!isOneOf(headers.host, names)) return { status: 403, reason: 'the Host is not a name of this server' };
  const origin = headers.origin;
  if ((origin !== undefined || !isReading) && !isOwnOrigin(request)) {
    return { status: 403, reason: 'the Origin is not this server' };
  }
  if (!url.startsWith('/')) return { status: 400, reason: 'the target is not a path' };
  return undefined;
}

/** Judges a request for a WebSocket. why: browsers' rules that keep sites apart do not apply to it. */
export function judgeUpgrade(request: IncomingMessage, names: readonly string[]): Rejection | undefined {
  const rejection = judgeRequest(request, names);
  if (rejection) return rejection;
  return isOwnOrigin(request) ? undefined : { status: 403, reason: 'the Origin is not this server' };
}

/** Returns whether the page came from the very name that it speaks to. `Host` has been checked before. */
function isOwnOrigin({ headers }: IncomingMessage): boolean {
  return headers.origin === `http://${headers.host?.toLowerCase()}`;
}

function isOneOf(host: string | undefined, names: readonly string[]): boolean {
  return host !== undefined && names.includes(host.toLowerCase());
}
