/** The content security policy under which every host serves the page: nothing but what comes from that host. */

/** @param connections what the page may connect to besides its own origin; the desktop's connects to nothing. */
export function pagePolicy(connections: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: blob:",
    `connect-src ${connections}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
}
