import { describe, expect, test } from 'vitest';
import { boundNames, isLoopback } from './bound-names.js';

const interfaces = {
  lo: [
    { address: '127.0.0.1', family: 'IPv4' as const, internal: true },
    { address: '::1', family: 'IPv6' as const, internal: true },
  ],
  eth0: [
    { address: 'fe80::1', family: 'IPv6' as const, internal: false },
    { address: '192.168.1.5', family: 'IPv4' as const, internal: false },
    { address: '2001:db8::5', family: 'IPv6' as const, internal: false },
  ],
};

const cases: [host: string, address: string, port: number, names: string[]][] = [
  ['127.0.0.1', '127.0.0.1', 4000, ['127.0.0.1:4000', 'localhost:4000']],
  ['::1', '::1', 4000, ['[::1]:4000', 'localhost:4000']],
  ['localhost', '127.0.0.1', 4000, ['localhost:4000', '127.0.0.1:4000']],
  ['NAS.local', '192.168.1.5', 4000, ['nas.local:4000']],
  ['192.168.1.5', '192.168.1.5', 80, ['192.168.1.5']],
  [
    '0.0.0.0',
    '0.0.0.0',
    4000,
    [
      '192.168.1.5:4000',
      '127.0.0.1:4000',
      'localhost:4000',
      'nas.home.example:4000',
      'nas:4000',
      'nas.local:4000',
    ],
  ],
  [
    '::',
    '::',
    4000,
    [
      '192.168.1.5:4000',
      '[2001:db8::5]:4000',
      '127.0.0.1:4000',
      '[::1]:4000',
      'localhost:4000',
      'nas.home.example:4000',
      'nas:4000',
      'nas.local:4000',
    ],
  ],
];

describe('the names of a server', () => {
  for (const [host, address, port, names] of cases) {
    test(`that was told to listen at ${host}, port ${port}`, () => {
      expect(boundNames(host, { address, port }, interfaces, 'NAS.home.example')).toEqual(names);
    });
  }
});

test('only loopback addresses are of this machine alone', () => {
  expect(['127.0.0.1', '127.1.2.3', '::1'].every(isLoopback)).toBe(true);
  expect(['0.0.0.0', '::', '192.168.1.5', '1127.0.0.1'].some(isLoopback)).toBe(false);
});
