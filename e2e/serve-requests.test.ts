/** Answers of the built server to requests, from its own page and from others. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { provideFixture } from '../test/fixture/provide-fixture.js';
import { type Asked, ask } from '../test/support/hosts/serve-client.js';
import { type ServeProcess, startServe } from '../test/support/hosts/serve-process.js';

const fixture = provideFixture(['plain']);
let server: ServeProcess;
let origin: string;
let host: string;
let token: string;

beforeAll(async () => {
  server = await startServe([fixture.tree]);
  ({ origin, host } = new URL(server.address));
  token = new URL(server.address).hash.slice('#t='.length);
});
afterAll(() => server.end());

describe('the printed address', () => {
  test('stands alone on standard output, with a token of 256 bits in its fragment', () => {
    expect(server.stdout()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#t=[\w-]{43}\n$/);
  });

  test('gives the page, which may load nothing from elsewhere and be shown in nothing', async () => {
    const { status, headers, body } = await ask(origin);
    expect([status, headers['content-type']]).toEqual([200, 'text/html;charset=utf-8']);
    expect(body).toContain('<title>Hectare</title>');
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    });
    const policy = headers['content-security-policy']?.toString().split('; ');
    for (const rule of [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src 'self' ws://${host}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "form-action 'none'",
    ]) {
      expect(policy).toContain(rule);
    }
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('answers HEAD without a body', async () => {
    expect(await ask(origin, { method: 'HEAD' })).toMatchObject({ status: 200, body: '' });
  });
});

describe('a request is refused', () => {
  const from = (claimed: string) => ({ origin: claimed });
  const cases: [string, () => Asked, number][] = [
    ['under a foreign Host', () => ({ headers: { host: 'evil.example' } }), 403],
    ['under a foreign Host with our port', () => ({ headers: { host: `evil.example:${port()}` } }), 403],
    ['under our address with another port', () => ({ headers: { host: '127.0.0.1:1' } }), 403],
    ['from a foreign Origin', () => ({ headers: from('http://evil.example') }), 403],
    ['by PUT', () => ({ method: 'PUT', headers: from(origin) }), 405],
    ['by DELETE', () => ({ method: 'DELETE', headers: from(origin) }), 405],
    ['by OPTIONS', () => ({ method: 'OPTIONS', headers: from(origin) }), 405],
    ['to sign in without an Origin', () => ({ ...signingIn(token), headers: {} }), 403],
    [
      'to sign in from a foreign Origin',
      () => ({ ...signingIn(token), headers: from('http://evil.example') }),
      403,
    ],
    ['to sign in without a token', () => signingIn(''), 403],
    ['to sign in with a wrong token', () => signingIn('x'.repeat(43)), 403],
    ['to sign in with a token without end', () => signingIn('x'.repeat(100_000)), 403],
    ['to post to the page', () => ({ ...signingIn(token), path: '/' }), 404],
    ['to say whether one is signed in', () => ({ path: '/session' }), 401],
    ['for a file that is not there', () => ({ path: '/missing.js' }), 404],
    ['for the socket, without asking for one', () => ({ path: '/socket' }), 404],
    ['for what is no path', () => ({ path: '__proto__' }), 400],
    ['for a whole address', () => ({ path: 'http://evil.example/' }), 400],
  ];
  const traversals = [
    '/../../package.json',
    '/..%2f..%2fpackage.json',
    '/%2e%2e/%2e%2e/package.json',
    '/assets/../../node/cli.js',
    '/..\\..\\package.json',
    '//etc/passwd',
    '/etc/passwd',
    '/%00',
    '/%c0%ae%c0%ae/package.json',
    '/%',
  ];
  for (const [title, asked, status] of cases) {
    test(`${title}: ${status}`, async () => {
      expect((await ask(origin, asked())).status).toBe(status);
    });
  }
  for (const path of traversals) {
    test(`for a file outside of the page: ${path}`, async () => {
      const { status, body } = await ask(origin, { path });
      expect(status).toBe(404);
      expect(body).toBe('There is nothing here.\n');
    });
  }

  test('whatever range it wants: it gets the whole', async () => {
    for (const range of ['bytes=5-2', 'bytes=9999999-', 'bytes=-1', 'nonsense']) {
      expect((await ask(origin, { headers: { range } })).status).toBe(200);
    }
  });
});

describe('the token', () => {
  test('signs in once, after all that was refused', async () => {
    const { status, headers, body } = await ask(origin, signingIn(token));
    expect(status).toBe(200);
    expect(body).toMatch(/^[\w-]{43}$/);
    const cookie = new RegExp(`^hectare-${port()}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`);
    expect(headers['set-cookie']?.[0]).toMatch(cookie);
    expect((await ask(origin, signingIn(token))).status).toBe(403);
  });

  test('is never written to the log, and refusals are, a line for each kind', () => {
    const lines = server.stderr().split('\n');
    expect(server.stderr()).not.toContain(token);
    expect(lines).toContain('hectare: a request was refused: the Host is not a name of this server');
    expect(lines).toContain('hectare: a sign-in was refused: the token is wrong or was used before');
    expect(server.stderr()).not.toContain('evil');
  });
});

function port(): string {
  return new URL(origin).port;
}

function signingIn(body: string): Asked {
  return { method: 'POST', path: '/session', headers: { origin }, body };
}
