/**
 * Who may speak to this server: whoever has seen the address that was printed.
 *
 * The address holds a token in its fragment, which no browser sends anywhere. The page exchanges it, once, for a cookie
 * and a key, and every socket needs both. Cookies do not know ports: other servers of this machine get to see the
 * cookie, so that it alone must not do. The key is kept by the page for its origin, which has the port; scripts can
 * read it, but not the cookie.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { socketProtocol } from '../contract/host-protocol.js';

export class SignIn {
  private readonly cookieName: string;
  private readonly cookie = newSecret();
  private readonly key = newSecret();
  private token: string | undefined = newSecret();

  constructor(port: number) {
    this.cookieName = `hectare-${port}`;
  }

  /** What the printed address ends in. */
  get fragment(): string {
    return `#t=${this.token ?? ''}`;
  }

  /** Takes the token, which is worthless from then on. */
  exchange(token: string): { readonly setCookie: string; readonly key: string } | undefined {
    if (this.token === undefined || !isSame(token, this.token)) return undefined;
    this.token = undefined;
    const setCookie = `${this.cookieName}=${this.cookie}; Path=/; HttpOnly; SameSite=Strict`;
    return { setCookie, key: this.key };
  }

  /** Whether a socket was asked for by a page that has signed in: the key comes as its second subprotocol. */
  mayConnect(headers: IncomingHttpHeaders): boolean {
    const [protocol, key = ''] = headers['sec-websocket-protocol']?.split(/\s*,\s*/) ?? [];
    return protocol === socketProtocol && this.isSignedIn(headers, key);
  }

  /** Whether `mayConnect` would say yes to the page that asks: a browser does not tell it why a socket failed. */
  isKnown(headers: IncomingHttpHeaders): boolean {
    return this.isSignedIn(headers, headers.authorization?.replace(/^Bearer /, '') ?? '');
  }

  private isSignedIn(headers: IncomingHttpHeaders, key: string): boolean {
    const cookie = readCookie(headers.cookie ?? '', this.cookieName);
    // why: both are compared whatever the first gives, so that the time tells nothing.
    const hasCookie = isSame(cookie, this.cookie);
    const hasKey = isSame(key, this.key);
    return hasCookie && hasKey;
  }
}

function readCookie(header: string, name: string): string {
  const pair = header.split(/;\s*/).find((cookie) => cookie.startsWith(`${name}=`));
  return pair?.slice(name.length + 1) ?? '';
}

/** 256 bits, in characters that a fragment, a cookie and a subprotocol may hold. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** In constant time: of digests, because only what is equally long can be compared so. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
