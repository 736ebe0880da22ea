import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { plainView, type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { InProcessScanners } from '../../../test/support/scanners/in-process-scanners.js';
import { bushyModel } from '../../../test/support/trees/small-models.js';

const unhandled: unknown[] = [];
const remember = (error: unknown) => unhandled.push(error);
beforeEach(() => {
  unhandled.length = 0;
  process.on('unhandledRejection', remember);
});
afterEach(() => {
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

const entries = bushyModel(20, 5);
const session = (): SessionClient => startSession(new InProcessScanners(syntheticReaders(entries)).spawn);

async function openSession(): Promise<SessionClient> {
  const client = session();
  await client.open('/');
  await client.finished();
  return client;
}

const rootOf = (bytes: Uint8Array) => ({ path: bytes, crossMounts: false, followLinks: false, exclude: [] });
const good = rootOf(Buffer.from('/'));
const page = { node: 0, sort: 'name', descending: false, offset: 0, limit: 10 };
const huge = 'x'.repeat(1 << 20);

const refused: [name: unknown, payload: unknown, code?: string][] = [
  ['nothing', null],
  ['__proto__', null],
  ['constructor', {}],
  [null, null],
  [7, 7],
  [['children'], page],
  ['cancel', {}],
  ['cancel', undefined],
  ['details', null],
  ['details', -1],
  ['details', 1.5],
  ['details', Number.NaN],
  ['details', '0'],
  ['details', 2 ** 32],
  ['details', 2 ** 53],
  ['details', entries.length, 'noSuchNode'],
  ['children', { ...page, node: entries.length }, 'noSuchNode'],
  ['children', { ...page, node: 40 }, 'noSuchNode'],
  ['children', { ...page, limit: 10_001 }],
  ['children', { ...page, offset: -1 }],
  ['children', { ...page, offset: Infinity }],
  ['children', { ...page, sort: 'inode' }],
  ['children', { ...page, more: true }],
  ['children', { node: 0 }],
  ['children', [page]],
  ['place', { node: 2 ** 31, sort: 'name', descending: true }, 'noSuchNode'],
  ['pathsOf', 0],
  ['pathsOf', [0, entries.length], 'noSuchNode'],
  ['pathsOf', new Array(1001).fill(0)],
  ['nodesAt', { paths: '/' }],
  ['nodesAt', { paths: new Uint8Array(1001) }],
  ['nodesAt', { paths: new Uint8Array((1 << 20) + 1).fill(47) }],
  ['find', { text: huge, limit: 1 }],
  ['find', { text: 'a', limit: 1001 }],
  ['find', { text: ['a'], limit: 1 }],
  ['largestFiles', { limit: 1e9 }],
  ['errors', { offset: 0, limit: -1 }],
  ['show', { ...plainView, focus: entries.length }, 'noSuchNode'],
  ['show', { ...plainView, focus: 40 }, 'noSuchNode'],
  ['show', { ...plainView, width: 1e9 }],
  ['show', { ...plainView, height: -1 }],
  ['show', { ...plainView, width: Number.NaN }],
  ['show', { ...plainView, measure: 'both' }],
  ['show', { ...plainView, filter: huge }],
  ['show', { ...plainView, hiddenKeys: new Array(1e6).fill(1) }],
  ['show', { ...plainView, hiddenKeys: [-1] }],
  ['show', { ...plainView, hiddenKeys: [1e9] }],
  ['show', { ...plainView, hiddenKeys: { length: 1 } }],
  ['exportCsv', {}],
  ['exportNext', 99],
  ['exportNext', '1'],
  ['open', good, 'alreadyOpen'],
  ['open', { ...good, path: '/' }],
  ['open', { ...good, path: new Uint8Array() }],
  ['open', { ...good, path: Buffer.from('/a\0b') }],
  ['open', { ...good, path: new Uint8Array((1 << 16) + 1).fill(47) }],
  ['open', { ...good, path: new Uint16Array([47]) }],
  ['open', { ...good, exclude: ['a['] }, 'alreadyOpen'],
  ['open', { ...good, exclude: [''] }],
  ['open', { ...good, exclude: new Array(1001).fill('a') }],
  ['open', { ...good, exclude: [huge] }],
  ['close', 1],
];

describe('a request that is not as it should be', () => {
  test('is refused, with a reason of no great length, and changes nothing', async () => {
    const client = await openSession();
    for (const [name, payload, code = 'badRequest'] of refused) {
      const message = await client.askAnything(name, payload);
      expect(
        [message[0], (message[2] as { code: string }).code],
        JSON.stringify([name, payload]).slice(0, 200),
      ).toEqual(['refusal', code]);
      expect((message[2] as { message: string }).message.length).toBeLessThan(300);
    }
    expect((await client.ask('children', { ...page, sort: 'name' })).total).toBe(20);
  });

  test('is refused before a root is open, too', async () => {
    const client = session();
    expect(await client.refusalOf('open', { ...good, exclude: ['a['] })).toBe('badRequest');
    expect(await client.refusalOf('open', null)).toBe('badRequest');
    expect(await client.refusalOf('nothing', null)).toBe('badRequest');
    await client.open('/');
  });

  test('is passed over where it has no number, and answered where it has', async () => {
    const client = await openSession();
    const messages: unknown[] = [
      undefined,
      null,
      0,
      'request',
      {},
      [],
      ['request'],
      ['answer', 1, null],
      ['request', '1', 'cancel', null],
      ['request', 1.5, 'cancel', null],
      ['request', Number.NaN, 'cancel', null],
      new Map([['request', 1]]),
      new Uint8Array(1000),
    ];
    for (const message of messages) client.port.post(message);
    client.port.post(['request', -5, 'cancel']);
    client.port.post(['request', 1e6, 'cancel', null, null]);
    await client.ask('groups', { by: 'type' });
    expect(client.strays).toEqual([
      ['refusal', -5, { code: 'badRequest', message: expect.any(String) }],
      ['refusal', 1e6, { code: 'badRequest', message: expect.any(String) }],
    ]);
  });
});

describe('any message', () => {
  const names = [
    'show',
    'acknowledge',
    'children',
    'place',
    'find',
    'details',
    'errors',
    'groups',
    'exportCsv',
    'compare',
    'changes',
    'largestChanges',
  ];
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
  });

  test('is answered once, or passed over, and the session goes on', async () => {
    const client = await openSession();
    await fc.assert(
      fc.asyncProperty(
        // why: below zero, so that none is the number of a request of the client's own.
        fc.oneof(anything, fc.tuple(fc.constant('request'), fc.integer({ max: -1 }), anything, anything)),
        async (message) => {
          const before = client.strays.length;
          client.port.post(message);
          expect(await client.ask('details', 0)).toMatchObject({ node: 0 });
          const isRequest =
            Array.isArray(message) && message[0] === 'request' && Number.isSafeInteger(message[1]);
          expect(client.strays.length - before).toBe(isRequest ? 1 : 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('with the name of a request and any payload is answered or refused', async () => {
    const client = await openSession();
    const count = fc.oneof(fc.integer(), fc.nat(200), fc.double());
    const payload = fc.oneof(
      anything,
      count,
      fc.record(
        {
          node: count,
          focus: count,
          offset: count,
          limit: count,
          text: fc.string(),
          sort: fc.constantFrom('name', 'files', 'x'),
          descending: fc.boolean(),
          filtered: fc.boolean(),
          entry: count,
          onlyChanged: fc.boolean(),
          list: fc.constantFrom('moved', 'x'),
          snapshot: fc.oneof(fc.constant(null), fc.string()),
        },
        { requiredKeys: [] },
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), payload, async (name, given) => {
        const [kind] = await client.askAnything(name, given);
        expect(['answer', 'refusal']).toContain(kind);
      }),
      { numRuns: 500 },
    );
  });

  test('with any filter and any view shows a frame', async () => {
    const client = await openSession();
    const view = fc.record({
      width: fc.double({ min: 0, max: 3000, noNaN: true }),
      height: fc.double({ min: 0, max: 3000, noNaN: true }),
      measure: fc.constantFrom('allocated' as const, 'apparent' as const),
      everyLink: fc.boolean(),
      filter: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('file', '-file', 'size>1', 'path:d*/**', 'a or (b'),
      ),
      colours: fc.constantFrom(
        'type' as const,
        'age' as const,
        'depth' as const,
        'owner' as const,
        'change' as const,
      ),
      hiddenKeys: fc.array(fc.nat(20), { maxLength: 3 }),
    });
    await fc.assert(
      fc.asyncProperty(view, async (shown) => {
        const frame = await client.frameOf(shown);
        expect(frame.width[0] ?? 0).toBeLessThanOrEqual(3000);
      }),
      { numRuns: 100 },
    );
  });
});
