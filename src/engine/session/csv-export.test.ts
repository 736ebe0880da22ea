import { expect, test } from 'vitest';
import { provideFixture } from '../../../test/fixture/provide-fixture.js';
import { parseCsv } from '../../../test/programs/csv.js';
import { startSession } from '../../../test/support/hosts/session-client.js';
import { syntheticReaders } from '../../../test/support/readers/synthetic-reader.js';
import { InProcessScanners } from '../../../test/support/scanners/in-process-scanners.js';
import { localScanners } from '../../../test/support/scanners/local-scanners.js';
import { bushyModel, modelOf } from '../../../test/support/trees/small-models.js';

const fixture = provideFixture(['names', 'deep', 'hard-links', 'prefixes']);
const header =
  'path,type,apparent_bytes,allocated_bytes,mtime,mode,uid,gid,links,inode,depth,' +
  'device,state,total_apparent_bytes,total_allocated_bytes,total_files\r\n';

async function openModel(...model: Parameters<typeof syntheticReaders>) {
  const client = startSession(new InProcessScanners(syntheticReaders(...model)).spawn);
  await client.open('/');
  await client.finished();
  return client;
}

const rowsOf = (csv: Uint8Array): string[][] => parseCsv(Buffer.from(csv).toString('latin1'));

const settle = (milliseconds = 100) => new Promise((resolve) => setTimeout(resolve, milliseconds));

test('an export of everything has a row for every entry, and says when it is done', async () => {
  const client = startSession(localScanners());
  await client.open(fixture.tree);
  const { entries } = await client.finished();
  const [first, ...rows] = rowsOf(await client.exported(false));
  expect(`${first!.map(String).join(',')}\r\n`).toBe(header);
  expect(rows.length).toBe(entries + 1);
  const chunks = client.all('exportChunk');
  expect(chunks.map(({ done }) => done)).toEqual(chunks.map((_, index) => index === chunks.length - 1));
  expect(chunks.at(-1)!.progress).toBe(1);
  for (const [index, { progress }] of chunks.entries()) {
    expect(progress).toBeGreaterThanOrEqual(chunks[index - 1]?.progress ?? 0);
  }
});

test('an export of what the filter leaves has only that, and the folders above', async () => {
  const client = await openModel(modelOf({ a: { film: 'file', b: 'file' }, c: { d: 'file' } }));
  await client.show({ filter: 'film' });
  const paths = async (filtered: boolean) =>
    rowsOf(await client.exported(filtered))
      .slice(1)
      .map(([path]) => String(path));
  expect(await paths(true)).toEqual(['', 'a', 'a/film']);
  expect(await paths(false)).toEqual(['', 'a', 'a/b', 'a/film', 'c', 'c/d']);
  await client.show({ filter: 'nothing is called so' });
  expect(await paths(true)).toEqual([]);
});

test('chunks come one by one, each when it is asked for', async () => {
  const client = await openModel(bushyModel(400, 50));
  const { id } = await client.ask('exportCsv', { filtered: false });
  const chunks = () => client.all('exportChunk').length;
  await client.until(() => (chunks() > 0 ? true : undefined));
  await settle();
  expect(chunks()).toBe(1);
  await client.ask('exportNext', id);
  // Asked for twice before it came, it comes once.
  await client.ask('exportNext', id);
  await client.until(() => (chunks() > 1 ? true : undefined));
  await settle();
  expect(chunks()).toBeLessThanOrEqual(3);
  expect(client.all('exportChunk')[0]!.bytes.length).toBeGreaterThan(1 << 17);
});

test('an export that is cancelled ends, and its number is no more', async () => {
  const client = await openModel(bushyModel(400, 50));
  const { id } = await client.ask('exportCsv', { filtered: false });
  await client.ask('exportCancel', id);
  await settle();
  expect(client.all('exportChunk').length).toBeLessThanOrEqual(1);
  expect(await client.refusalOf('exportNext', id)).toBe('badRequest');
  expect(await client.ask('exportCancel', id)).toBeNull();
});

test('several exports run at a time, but not many', async () => {
  const client = await openModel(bushyModel(400, 50));
  const ids = await Promise.all(
    Array.from({ length: 8 }, () => client.ask('exportCsv', { filtered: false })),
  );
  expect(new Set(ids.map(({ id }) => id)).size).toBe(8);
  expect(await client.refusalOf('exportCsv', { filtered: false })).toBe('badRequest');
  await client.ask('exportCancel', ids[3]!.id);
  const exported = await client.exported(false);
  expect(rowsOf(exported).length).toBe(400 * 51 + 2);
});

test('an export while a scan runs lists what was found, and the scan goes on', async () => {
  const client = startSession(new InProcessScanners(syntheticReaders(bushyModel(2000, 20))).spawn);
  await client.open('/');
  await client.show({ filter: 'file-1' });
  await client.until(() => client.frames[0]);
  const [exported, filtered] = await Promise.all([client.exported(false), client.exported(true)]);
  const rows = rowsOf(exported).length;
  expect(rows).toBeGreaterThan(1);
  expect(rowsOf(filtered).length).toBeLessThanOrEqual(rows);
  expect((await client.finished()).files).toBe(40_000);
});
