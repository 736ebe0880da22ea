/** What every answer says about how a browser may use it. */

/** @param host the name of this server as the request has it; undefined for an answer that is no page of ours. */
export function securityHeaders(host?: string): Map<string, string> {
  return new Map([
    ['Content-Security-Policy', host === undefined ? "default-src 'none'" : contentPolicy(host)],
    ['Cross-Origin-Opener-Policy', 'same-origin'],
    ['Cross-Origin-Embedder-Policy', 'require-corp'],
    ['Cross-Origin-Resource-Policy', 'same-origin'],
    ['Referrer-Policy', 'no-referrer'],
    ['X-Content-Type-Options', 'nosniff'],
    // why: what is newer than this process comes under another name (assets) or must not be kept (the page).
    ['Cache-Control', 'no-store'],
  ]);
}

function contentPolicy(host: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    // why: not every browser counts a WebSocket to the same place as 'self'.
    `connect-src 'self' ws://${host}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
