/** Nothing that a page can send gets past the border but what the types say. */
import fc from 'fast-check';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type RequestName, requestSchemas } from './request-schema.js';

const names = Object.keys(requestSchemas) as RequestName[];

test('whatever is sent is judged without an exception', () => {
  fc.assert(
    fc.property(fc.constantFrom(...names), fc.anything(), (name, payload) => {
      const { success } = v.safeParse(requestSchemas[name], payload);
      if (success && payload !== undefined) expect(['number', 'object']).toContain(typeof payload);
    }),
  );
});

test('numbers of sessions and nodes are whole, and not below zero', () => {
  fc.assert(
    fc.property(fc.double(), (number) => {
      const isTaken = v.safeParse(requestSchemas.closeSession, number).success;
      expect(isTaken).toBe(Number.isSafeInteger(number) && number >= 0);
    }),
  );
});

test('a folder is named by bytes without NUL, and by no text', () => {
  const options = { crossMounts: false, followLinks: false, exclude: [] };
  const judge = (path: unknown) => v.safeParse(requestSchemas.openRoot, { path, ...options }).success;
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1 }), (path) => {
      expect(judge(path)).toBe(!path.includes(0));
    }),
  );
  for (const path of ['/', [47], new Uint8Array(), new Uint16Array([47]), null, new Uint8Array(1 << 17)]) {
    expect(judge(path)).toBe(false);
  }
});
