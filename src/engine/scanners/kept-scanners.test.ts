import { expect, test } from 'vitest';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { openChannel } from '../../contract/channel.js';
import type { Port } from '../../contract/port.js';
import type { FromScanner, ScannerOptions, ToScanner } from '../../contract/scanner-protocol.js';
import { KeptScanners } from './kept-scanners.js';

const options: ScannerOptions = {
  root: Uint8Array.of(47),
  followLinks: false,
  crossMounts: false,
  exclude: [],
  counted: new Uint32Array(),
};

/** One reading by one scanner, which keeps the names of what it is told. */
function lease(kept: KeptScanners) {
  const told: string[] = [];
  const keep = (name: keyof FromScanner) => () => told.push(name);
  const port: Port = kept.spawn();
  const channel = openChannel<ToScanner, FromScanner>(port, {
    ready: keep('ready'),
    refused: keep('refused'),
    batch: keep('batch'),
    giveDirectories: keep('giveDirectories'),
    giveNames: keep('giveNames'),
    rows: keep('rows'),
    idle: keep('idle'),
    load: keep('load'),
  });
  port.onClose((reason) => told.push(`closed: ${reason}`));
  channel.send('start', options);
  return { told, channel };
}

test('a scanner rests when its reading ends, and serves the next one', async () => {
  const fakes = new FakeScanners();
  const kept = new KeptScanners(fakes.spawn, 2);
  const first = lease(kept);
  await settle();
  fakes.all[0]!.ready();
  await settle();
  first.channel.send('end', undefined);
  const second = lease(kept);
  await settle();
  fakes.all[0]!.ready();
  await settle();
  expect([first.told, second.told]).toEqual([['ready'], ['ready']]);
  expect(fakes.all.length).toBe(1);
  const { start, rest, end } = fakes.all[0]!.told;
  expect([start.length, rest.length, end.length]).toEqual([2, 1, 0]);
});

test('what a scanner says of an earlier reading is not told to the next', async () => {
  const fakes = new FakeScanners();
  const kept = new KeptScanners(fakes.spawn, 2);
  lease(kept).channel.send('end', undefined);
  const second = lease(kept);
  await settle();
  const [scanner] = fakes.all;
  // It was slow to start: this answers the first start.
  scanner!.ready();
  scanner!.load({ busy: 1, waited: 1 });
  scanner!.idle(1);
  await settle();
  expect(second.told).toEqual([]);
  scanner!.ready();
  scanner!.idle(0);
  await settle();
  expect(second.told).toEqual(['ready', 'idle']);
});

test('no more rest than are wanted, and none after the end', async () => {
  const fakes = new FakeScanners();
  const kept = new KeptScanners(fakes.spawn, 2);
  const leases = [lease(kept), lease(kept), lease(kept), lease(kept)];
  await settle();
  for (const { channel } of leases.slice(0, 3)) channel.send('end', undefined);
  await settle();
  const ended = () => fakes.all.map(({ told }) => told.end.length);
  expect(ended()).toEqual([0, 0, 1, 0]);
  kept.close();
  await settle();
  expect(ended()).toEqual([1, 1, 1, 0]);
  leases[3]!.channel.send('end', undefined);
  await settle();
  expect(ended()).toEqual([1, 1, 1, 1]);
});

test('one that crashes is told to its reading; one that rests is not lent again', async () => {
  const fakes = new FakeScanners();
  const kept = new KeptScanners(fakes.spawn, 2);
  const busy = lease(kept);
  const resting = lease(kept);
  resting.channel.send('end', undefined);
  await settle();
  for (const { port } of fakes.all) port.close('out of memory');
  await settle();
  expect([busy.told, resting.told]).toEqual([['closed: out of memory'], []]);
  lease(kept);
  expect(fakes.all.length).toBe(3);
});
