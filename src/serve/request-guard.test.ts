import type { IncomingMessage } from 'node:http';
import { describe, expect, test } from 'vitest';
import { judgeRequest, judgeUpgrade } from './request-guard.js';

const names = ['127.0.0.1:4000', 'localhost:4000'];
const host = '127.0.0.1:4000';
const own = 'http://127.0.0.1:4000';

interface Asked {
  method?: string;
  url?: string;
  headers?: Record<string, string>;
}

function request({ method = 'GET', url = '/', headers = { host } }: Asked): IncomingMessage {
  return { method, url, headers } as unknown as IncomingMessage;
}

describe('a request', () => {
  const cases: [string, Asked, number | undefined][] = [
    ['under a name of the server', {}, undefined],
    ['under its name in capitals', { headers: { host: 'LOCALHOST:4000' } }, undefined],
    ['without a Host', { headers: {} }, 403],
    ['under a foreign name', { headers: { host: 'evil.example:4000' } }, 403],
    ['under its name with another port', { headers: { host: '127.0.0.1:4001' } }, 403],
    ['under its name without a port', { headers: { host: '127.0.0.1' } }, 403],
    ['under its name within another', { headers: { host: '127.0.0.1:4000.evil.example' } }, 403],
    ['from a foreign origin', { headers: { host, origin: 'http://evil.example' } }, 403],
    ['from another port', { headers: { host, origin: 'http://127.0.0.1:4001' } }, 403],
    ['from no origin that can be named', { headers: { host, origin: 'null' } }, 403],
    ['to post, from its own page', { method: 'POST', headers: { host, origin: own } }, undefined],
    ['to post, without an origin', { method: 'POST' }, 403],
    [
      'to post, by another of its names',
      { method: 'POST', headers: { host, origin: 'http://localhost:4000' } },
      403,
    ],
    ['by PUT', { method: 'PUT', headers: { host, origin: own } }, 405],
    ['by OPTIONS', { method: 'OPTIONS', headers: { host, origin: own } }, 405],
    ['for something that is no path', { url: '__proto__' }, 400],
    ['for a whole address', { url: 'http://evil.example/' }, 400],
  ];
  for (const [title, asked, status] of cases) {
    test(`${title}: ${status ?? 'is let in'}`, () => {
      expect(judgeRequest(request(asked), names)?.status).toBe(status);
    });
  }
});

describe('a request for a socket', () => {
  const cases: [string, Asked, number | undefined][] = [
    ['from its own page', { headers: { host, origin: own } }, undefined],
    ['without an origin', {}, 403],
    ['from a foreign origin', { headers: { host, origin: 'http://evil.example' } }, 403],
    ['from its own page by another protocol', { headers: { host, origin: 'https://127.0.0.1:4000' } }, 403],
  ];
  for (const [title, asked, status] of cases) {
    test(`${title}: ${status ?? 'is let in'}`, () => {
      expect(judgeUpgrade(request(asked), names)?.status).toBe(status);
    });
  }
});
