/** A session with two users, over ports that copy: main's side asks, a page explores. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SessionClient } from '../../../test/support/hosts/session-client.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { createPortPair } from '../../../test/support/scanners/port-pair.js';
import { saveCsv } from './csv-file.js';
import { serveSession } from './session.js';
import { SharedPort } from './shared-port.js';

let folder: string;
let finished: unknown[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hectare-shared-'));
  writeFileSync(join(folder, 'one'), 'of three');
  finished = [];
});
afterEach(() => rmSync(folder, { recursive: true }));

function startShared() {
  const shared = new SharedPort((event) => finished.push(event));
  serveSession(shared, { spawn: localScanners(), maxScanners: 2 });
  const [near, far] = createPortPair();
  return { shared, page: new SessionClient(near), far };
}

async function openShared() {
  const { shared, page, far } = startShared();
  const options = { path: Buffer.from(folder), crossMounts: false, followLinks: false, exclude: [] };
  await shared.ask('open', options);
  shared.join(far, () => shared.close());
  await page.finished();
  return { shared, page };
}

describe('a session of main and a page', () => {
  test('is opened by main and explored by the page, which hears what came before it', async () => {
    const { page } = await openShared();
    const row = await page.ask('children', {
      node: 0,
      sort: 'name',
      descending: false,
      offset: 0,
      limit: 9,
    });
    expect(Buffer.from(row.names).toString()).toBe('one\0');
    expect(page.strays).toEqual([]);
    expect(finished).toEqual([await page.finished()]);
  });

  test.each([
    ['open', { path: Buffer.from('/'), crossMounts: false, followLinks: false, exclude: [] }],
    ['close', null],
  ])('does not let the page %s anything', async (name, payload) => {
    const { page } = await openShared();
    expect(await page.refusalOf(name, payload)).toBe('notAllowed');
    expect((await page.ask('details', 0)).path).toEqual(new Uint8Array(Buffer.from(folder)));
  });

  test('takes no number below zero from the page: those are main’s', async () => {
    const { shared, page } = await openShared();
    page.port.post(['request', -2, 'details', 0]);
    page.port.post(['answer', -2, 'forged']);
    const [details] = await Promise.all([shared.ask('details', 0), page.ask('groups', { by: 'age' })]);
    expect(details).toMatchObject({ node: 0 });
    expect(page.strays).toEqual([]);
  });

  test('refuses main what cannot be done', async () => {
    const { shared } = startShared();
    await expect(shared.ask('details', 0)).rejects.toMatchObject({ refusal: { code: 'notOpen' } });
    await expect(shared.ask('open', { path: 7 })).rejects.toMatchObject({ refusal: { code: 'badRequest' } });
  });

  test('ends when the page goes', async () => {
    const { shared, page } = await openShared();
    page.port.close();
    await expect.poll(() => shared.ask('details', 0).catch(({ refusal }) => refusal.code)).toBe('notOpen');
  });
});

describe('a listing saved to a file', () => {
  const never = new AbortController().signal;

  test('is what the page would have got, and none of it goes to the page', async () => {
    const { shared, page } = await openShared();
    const expected = await page.exported(false);
    const chunks = page.all('exportChunk').length;
    const shares: number[] = [];
    const file = join(folder, 'list.csv');
    const length = await saveCsv(shared, { file, filtered: false }, never, (share) => shares.push(share));
    expect(readFileSync(file).equals(expected)).toBe(true);
    expect(length).toBe(expected.length);
    expect(shares.at(-1)).toBe(1);
    expect(page.all('exportChunk')).toHaveLength(chunks);
  });

  test('leaves nothing behind when it is stopped', async () => {
    const { shared } = await openShared();
    const file = join(folder, 'list.csv');
    await expect(
      saveCsv(shared, { file, filtered: false }, AbortSignal.abort(), () => undefined),
    ).rejects.toMatchObject({ refusal: { code: 'badRequest' } });
    expect(readdirSync(folder)).toEqual(['one']);
  });

  test('says why the file cannot be written', async () => {
    const { shared } = await openShared();
    const file = join(folder, 'no-such-folder', 'list.csv');
    await expect(saveCsv(shared, { file, filtered: false }, never, () => undefined)).rejects.toMatchObject({
      refusal: { errno: 'ENOENT' },
    });
    expect(existsSync(file)).toBe(false);
  });
});
