/** A root whose folder is exchanged for another one after it was opened: nobody has offered that. */
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SessionClient, startSession } from '../../../test/support/hosts/session-client.js';
import { namesOf, quick } from '../../../test/support/hosts/told.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';

let top: string;
let root: string;
const kept = () => join(top, 'snapshots');

beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'hectare-exchanged-'));
  root = join(top, 'above', 'root');
  mkdirSync(root, { recursive: true });
  mkdirSync(join(top, 'strange', 'root'), { recursive: true });
  writeFileSync(join(root, 'mine'), 'mine');
  writeFileSync(join(top, 'strange', 'secret'), 'secret');
  writeFileSync(join(top, 'strange', 'root', 'secret'), 'secret');
});
afterEach(() => rmSync(top, { recursive: true }));

const exchanges: Record<string, () => void> = {
  'the root became a link': () => {
    renameSync(root, join(top, 'away'));
    symlinkSync(join(top, 'strange'), root);
  },
  'the folder above it became a link': () => {
    renameSync(join(top, 'above'), join(top, 'away'));
    symlinkSync(join(top, 'strange'), join(top, 'above'));
  },
  'another folder lies at its path': () => {
    renameSync(root, join(top, 'away'));
    renameSync(join(top, 'strange'), root);
  },
};

async function opened(): Promise<SessionClient> {
  const client = startSession(localScanners(), 2, kept());
  await client.open(root);
  await client.until(() => client.all('saved')[0]);
  return client;
}

const namesIn = async (client: SessionClient) =>
  namesOf(await client.ask('children', { node: 0, sort: 'name', descending: false, offset: 0, limit: 10 }));

const snapshots = () => readdirSync(kept(), { recursive: true }).filter((name) => `${name}`.includes('.'));

for (const [what, exchange] of Object.entries(exchanges)) {
  describe(what, () => {
    for (const [kind, rules] of [['whole', null] as const, ['quick', quick] as const]) {
      test(`a ${kind} rescan does not follow, and saves nothing`, async () => {
        const client = await opened();
        const before = snapshots();
        exchange();
        await client.ask('rescan', { node: 0, quick: rules });
        const failed = await client.until(() => client.all('failed')[0]);
        expect(failed).toMatchObject({ code: 'rootUnreadable', errno: 'ENOENT' });
        expect(await namesIn(client)).toEqual(['mine']);
        expect(client.all('finished')).toHaveLength(1);
        expect(snapshots()).toEqual(before);
      });
    }

    test('a host that has seen the folder opens no other, nor its snapshot', async () => {
      const { dev, ino } = statSync(root, { bigint: true });
      const device = `${(dev >> 8n) & 0xfffn}:${(dev & 0xffn) | ((dev >> 12n) & 0xfff00n)}`;
      const first = await opened();
      const request = {
        path: Buffer.from(root),
        crossMounts: false,
        followLinks: false,
        exclude: [],
        fromSnapshot: true,
        identity: { device, inode: String(ino) },
      };
      const again = startSession(localScanners(), 2, kept());
      expect((await again.ask('open', request)).snapshot).not.toBeNull();
      exchange();
      const strange = startSession(localScanners());
      await expect(strange.ask('open', { ...request, fromSnapshot: false })).rejects.toMatchObject({
        code: 'rootUnreadable',
        errno: 'ENOENT',
      });
      first.port.close();
    });
  });
}

test('a link to the same folder is no other', async () => {
  const client = await opened();
  renameSync(root, join(top, 'away'));
  symlinkSync(join(top, 'away'), root);
  writeFileSync(join(top, 'away', 'new'), 'new');
  await client.ask('rescan', { node: 0, quick: null });
  await client.until(() => client.all('finished')[1]);
  expect(await namesIn(client)).toEqual(['mine', 'new']);
  expect(existsSync(join(root, 'new'))).toBe(true);
});
