/** Serves the page's files, and nothing else, under `app://hectare`. */
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { protocol } from 'electron';
import { pagePolicy } from '../contract/page-policy.js';
import { isOurs, pageScheme } from './page-address.js';

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Registers the page's scheme. Call it before the app is ready. */
export function registerPageScheme(): void {
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: pageScheme, privileges }]);
}

/**
 * Serves the page.
 * @param folder the built page.
 */
export function servePage(folder: string): void {
  protocol.handle(pageScheme, ({ method, url }) => answer(folder, method, url));
}

async function answer(folder: string, method: string, address: string): Promise<Response> {
  const { pathname } = new URL(address);
  const type = mediaTypes[extname(pathname)];
  // why: names that the build makes have no other characters, so that no path leads out of the folder.
  const isFile = isOurs(address) && /^\/(assets\/)?[\w-][\w.-]*$/.test(pathname);
  if (method !== 'GET' || !isFile || type === undefined) return refuse();
  const body = await readFile(join(folder, pathname)).catch(() => undefined);
  return body ? new Response(new Uint8Array(body), { headers: headersFor(type) }) : refuse();
}

const refuse = (): Response => new Response(null, { status: 404, headers: headersFor('text/plain') });

const headersFor = (type: string): Record<string, string> => ({
  'Content-Type': type,
  'Content-Security-Policy': pagePolicy("'none'"),
  'X-Content-Type-Options': 'nosniff',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
});
