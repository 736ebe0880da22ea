/** Headers of every answer, which say how a browser may use it. */
import { pagePolicy } from '../contract/page-policy.js';

/** @param host the name of this server as the request has it; undefined for an answer that is no page of ours. */
export function securityHeaders(host?: string): Map<string, string> {
  return new Map([
    ['Content-Security-Policy', host === undefined ? "default-src 'none'" : servedPolicy(host)],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Embedder-Policy', 'require-corp'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    // why: what is newer than this process comes under another name (assets) or must not be kept (the page).
    ['Cache-Control', 'no-store'],
  ]);
}

/** Returns the origins of our WebSocket. why: not every browser counts them as 'self'. */
const servedPolicy = (host: string): string => pagePolicy(`'self' ws://${host}`);
