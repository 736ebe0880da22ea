import { expect, test } from 'vitest';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { entryOf } from '../../../test/support/trees/small-models.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';

test('who was told of hunger, ran out of work and got some again knows of no hunger any more', async () => {
  const fakes = new FakeScanners();
  startScan(
    () => {
      throw new Error('x');
    },
    3,
    { spawn: fakes.spawn, scanners: { start: 3, max: 3 } },
  );
  for (const fake of fakes.all) fake.ready();
  await settle();
  const giver = fakes.all.find(({ told }) => told.readDirectories.length > 0)!;
  const folders = ['a', 'b', 'c', 'd', 'e'].map((name, i) => entryOf(name, 0, 'directory', i + 1));
  giver.builder.section(ENGINE_REFERENCE, folders);
  giver.channel.send('batch', giver.builder.build());
  giver.channel.send('giveDirectories', Uint32Array.of(0));
  await settle();
  const fed = fakes.all.find((f) => f !== giver && f.told.readDirectories.length > 0)!;
  expect(fed.told.hungry).toEqual([1]);
  fed.idle(1);
  await settle();
  giver.channel.send('giveDirectories', Uint32Array.of(1, 2, 3));
  await settle();
  expect(fed.told.readDirectories.length).toBe(2);
  // Nobody is idle now, but it still holds the 1 of before, and will give half of what it has to nobody.
  expect(fed.told.hungry.at(-1)).toBe(0);
});
