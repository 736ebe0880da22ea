import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RequestRefused } from '../contract/refusal.js';
import { WireError } from '../contract/wire.js';
import { checkPayload } from '../core/borders/shapes.js';
import { checkMessage, type PageRequest, pageRequests } from './page-message.js';

const path = new Uint8Array([47]);
const options = { crossMounts: false, followLinks: false, exclude: [] };

describe('a message of a page', () => {
  test('is taken apart', () => {
    const request = { kind: 'request', number: 1, name: 'roots', payload: null };
    expect(checkMessage(['request', 1, 'roots', null])).toEqual(request);
    const engineRequest = ['request', 7, 'cancel', null];
    const engine = { kind: 'engine', session: 2, request: engineRequest };
    expect(checkMessage(['engine', 2, engineRequest])).toEqual(engine);
  });

  const wrong: unknown[] = [
    null,
    'request',
    {},
    [],
    ['request'],
    ['request', -1, 'roots', null],
    ['request', 1.5, 'roots', null],
    ['request', '1', 'roots', null],
    ['request', 1, { name: 'roots' }, null],
    ['answer', 1, 'roots', null],
    ['engine', 1, null],
    ['engine', 1, 'open'],
    ['engine', 1, ['request', 1, 'open']],
    ['engine', 1, ['event', 1, 'open', null]],
    ['engine', 1, ['request', 1, ['open'], null]],
    ['engine', 1, ['request', null, 'open', null]],
    ['engine', 1, { 0: 'request', 1: 1, 2: 'open', 3: null, length: 4 }],
  ];
  for (const message of wrong) {
    test(`is refused when it is none: ${JSON.stringify(message)}`, () => {
      expect(() => checkMessage(message)).toThrow(WireError);
    });
  }

  test('is refused or taken, whatever it is', () => {
    const part = fc.oneof(fc.constantFrom('request', 'engine', 1), fc.anything());
    fc.assert(
      fc.property(fc.oneof(fc.anything(), fc.array(part)), (message) => {
        try {
          expect(['request', 'engine']).toContain(checkMessage(message).kind);
        } catch (error) {
          expect(error).toBeInstanceOf(WireError);
        }
      }),
    );
  });
});

describe('what a request takes', () => {
  const check = (name: PageRequest, payload: unknown) =>
    checkPayload<unknown>(name, pageRequests[name], payload);

  test('is handed on when it is right', () => {
    expect(check('roots', null)).toBeNull();
    expect(check('folders', { parent: path })).toEqual({ parent: path });
    expect(check('openRoot', { path, ...options })).toEqual({ path, ...options });
    expect(check('closeSession', 3)).toBe(3);
  });

  const wrong: [PageRequest, unknown][] = [
    ['folders', null],
    ['folders', { parent: '/' }],
    ['folders', { parent: [47] }],
    ['openRoot', undefined],
    ['openRoot', { ...options }],
    ['openRoot', { path: '/', ...options }],
    ['openRoot', { path, ...options, crossMounts: 'yes' }],
    ['openRoot', { path, ...options, followLinks: 0 }],
    ['openRoot', { path, ...options, exclude: 'glob' }],
    ['openRoot', { path, ...options, exclude: [path] }],
    ['openRoot', { path, ...options, root: path }],
    ['openRoot', { path, ...options, fromSnapshot: 1 }],
    ['closeSession', null],
    ['closeSession', Number.NaN],
  ];
  for (const [name, payload] of wrong) {
    test(`is refused when it is wrong: ${name} ${JSON.stringify(payload)}`, () => {
      expect(() => check(name, payload)).toThrow(RequestRefused);
    });
  }
});
