/** Content security policy under which every host serves the page: nothing but what comes from that host. */

/** Returns the policy. @param connections origins to which the page may connect besides its own; the desktop has none. */
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
