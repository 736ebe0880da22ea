/**
 * Sign-in: whoever has seen the printed address may speak to this server.
 *
 * The address holds a token in its fragment, which no browser sends anywhere. The page exchanges it, once and within some
 * minutes, for a cookie
 * and a key, and every socket needs both. Cookies do not know ports: other servers of this machine get to see the
 * cookie, so that it alone must not do. The key is kept by the page for its origin, which has the port; scripts can
 * read it, but not the cookie.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { socketProtocol } from '../contract/host-protocol.js';

const usualTokenMs = 10 * 60_000;

export class SignIn {
  private readonly cookieName: string;
  private readonly cookie = newSecret();
  private readonly key = newSecret();
  private readonly onTokenEnd: () => void;
  private readonly tokenMs: number;
  private token: string | undefined = newSecret();
  private timeout: NodeJS.Timeout | undefined;

  /**
   * @param tokenMs after which an unused token ends.
   * @param onTokenEnd is called when the token was used, has ended, or is replaced.
   */
  constructor(port: number, tokenMs: number = usualTokenMs, onTokenEnd: () => void = () => undefined) {
    this.cookieName = `hectare-${port}`;
    this.tokenMs = tokenMs;
    this.onTokenEnd = onTokenEnd;
    this.startTimeout();
  }

  /** One-time token at the end of the printed address. */
  get fragment(): string {
    return `#t=${this.token ?? ''}`;
  }

  /** Exchanges the token, which is worthless from then on. */
  exchange(token: string): { readonly setCookie: string; readonly key: string } | undefined {
    if (this.token === undefined || !isSame(token, this.token)) return undefined;
    this.endToken();
    const setCookie = `${this.cookieName}=${this.cookie}; Path=/; HttpOnly; SameSite=Strict`;
    return { setCookie, key: this.key };
  }

  /** Makes another token; the one before is worthless. */
  renewToken(): void {
    this.endToken();
    this.token = newSecret();
    this.startTimeout();
  }

  endToken(): void {
    clearTimeout(this.timeout);
    if (this.token !== undefined) this.onTokenEnd();
    this.token = undefined;
  }

  private startTimeout(): void {
    this.timeout = setTimeout(() => this.endToken(), this.tokenMs).unref();
  }

  /** Returns whether the page that asks for a socket has signed in: the key comes as its second subprotocol. */
  mayConnect(headers: IncomingHttpHeaders): boolean {
    const [protocol, key = ''] = headers['sec-websocket-protocol']?.split(/\s*,\s*/) ?? [];
    return protocol === socketProtocol && this.isSignedIn(headers, key);
  }

  /** Returns what `mayConnect` would. why: a browser does not tell a page why a socket failed. */
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

/** Returns 256 random bits, in characters that a fragment, a cookie and a subprotocol may hold. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares in constant time, by digests, since only texts of equal length can be compared so. */
function isSame(given: string, secret: string): boolean {
  return timingSafeEqual(digest(given), digest(secret));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
