import { describe, expect, test } from 'vitest';
import { SignIn } from './sign-in.js';

const tokenOf = (signIn: SignIn): string => signIn.fragment.slice('#t='.length);

function exchange(signIn: SignIn): { cookie: string; key: string } {
  const exchanged = signIn.exchange(tokenOf(signIn));
  if (!exchanged) throw new Error('the token was refused');
  return { cookie: exchanged.setCookie.split(';')[0]!, key: exchanged.key };
}

describe('the token', () => {
  test('has 256 bits, and is another one each time', () => {
    const tokens = [new SignIn(1), new SignIn(1)].map(tokenOf);
    expect(tokens[0]).not.toBe(tokens[1]);
    for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
  });

  test('can be exchanged once', () => {
    const signIn = new SignIn(4000);
    const token = tokenOf(signIn);
    expect(signIn.exchange(token)?.setCookie).toMatch(
      /^hectare-4000=\S{43}; Path=\/; HttpOnly; SameSite=Strict$/,
    );
    expect(signIn.exchange(token)).toBeUndefined();
    expect(signIn.exchange('')).toBeUndefined();
    expect(tokenOf(signIn)).toBe('');
  });

  test('is still good after a wrong one', () => {
    const signIn = new SignIn(4000);
    for (const wrong of ['', 'x', `${tokenOf(signIn)}x`]) expect(signIn.exchange(wrong)).toBeUndefined();
    expect(signIn.exchange(tokenOf(signIn))).toBeDefined();
  });
});

describe('a socket', () => {
  const signIn = new SignIn(4000);
  const { cookie, key } = exchange(signIn);
  const protocol = `hectare, ${key}`;
  const cases: [string, Record<string, string>, boolean][] = [
    ['with cookie and key', { cookie, 'sec-websocket-protocol': protocol }, true],
    ['with other cookies too', { cookie: `a=b; ${cookie}; c=d`, 'sec-websocket-protocol': protocol }, true],
    ['with the cookie alone', { cookie, 'sec-websocket-protocol': 'hectare' }, false],
    ['with the cookie and no protocol', { cookie }, false],
    ['with the key alone', { 'sec-websocket-protocol': protocol }, false],
    ['with a wrong key', { cookie, 'sec-websocket-protocol': `hectare, ${key}x` }, false],
    ['with a wrong cookie', { cookie: `${cookie}x`, 'sec-websocket-protocol': protocol }, false],
    [
      "with another port's cookie",
      { cookie: cookie.replace('4000', '4001'), 'sec-websocket-protocol': protocol },
      false,
    ],
    ['with another protocol', { cookie, 'sec-websocket-protocol': `other, ${key}` }, false],
  ];
  for (const [title, headers, isAllowed] of cases) {
    test(`${title} ${isAllowed ? 'may' : 'may not'} be opened`, () => {
      expect(signIn.mayConnect(headers)).toBe(isAllowed);
    });
  }

  test('needs what the page can ask about beforehand', () => {
    expect(signIn.isKnown({ cookie, authorization: `Bearer ${key}` })).toBe(true);
    expect(signIn.isKnown({ cookie })).toBe(false);
    expect(signIn.isKnown({ authorization: `Bearer ${key}` })).toBe(false);
  });
});
