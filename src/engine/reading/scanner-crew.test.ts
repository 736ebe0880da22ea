import { describe, expect, test } from 'vitest';
import { type FakeScanner, FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { entryOf } from '../../../test/support/trees/small-models.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';

const noReader = () => {
  throw new Error('not needed');
};

/** A scan by scanners that are led by hand. */
function startFakes(start: number, most = start) {
  const fakes = new FakeScanners();
  const scan = startScan(noReader, start, { spawn: fakes.spawn, scanners: { start, max: most } });
  return { scan, fakes: fakes.all };
}

const allWait = { busy: 50, waited: 50 };
const noneWaits = { busy: 50, waited: 0 };

async function makeReady(fakes: readonly FakeScanner[]): Promise<void> {
  for (const fake of fakes) if (fake.told.end.length === 0) fake.ready();
  await settle();
}

async function report(fakes: readonly FakeScanner[], load = allWait): Promise<void> {
  for (const fake of fakes) fake.load(load);
  await settle();
}

describe('while scanners wait, there are more of them:', () => {
  test('twice as many each time that all have told so, up to the most', async () => {
    const { fakes } = startFakes(2, 11);
    await makeReady(fakes);
    const counts = [fakes.length];
    for (let round = 0; round < 4; round++) {
      const before = fakes.length;
      await report(fakes.slice());
      await makeReady(fakes.slice(before));
      counts.push(fakes.length);
    }
    expect(counts).toEqual([2, 4, 8, 11, 11]);
  });

  test('not before every one has told', async () => {
    const { fakes } = startFakes(3, 6);
    await makeReady(fakes);
    await report(fakes.slice(0, 2));
    expect(fakes.length).toBe(3);
    await report(fakes.slice(2, 3));
    expect(fakes.length).toBe(6);
  });

  test('not before the new ones are ready, and then by what is told from then on too', async () => {
    const { fakes } = startFakes(1, 8);
    await makeReady(fakes);
    await report(fakes.slice(0, 1));
    expect(fakes.length).toBe(2);
    for (let round = 0; round < 3; round++) await report(fakes.slice(0, 1));
    expect(fakes.length).toBe(2);
    await makeReady(fakes.slice(1));
    await report(fakes.slice(1, 2));
    expect(fakes.length).toBe(4);
  });

  test.each([
    ['nobody waits', [noneWaits, noneWaits], 2],
    [
      'they wait 20 % of the time',
      [
        { busy: 100, waited: 20 },
        { busy: 100, waited: 20 },
      ],
      2,
    ],
    [
      'they wait 21 % of the time',
      [
        { busy: 100, waited: 21 },
        { busy: 100, waited: 21 },
      ],
      4,
    ],
    [
      'one waits all the time, and was busy for longer',
      [
        { busy: 90, waited: 90 },
        { busy: 50, waited: 0 },
      ],
      4,
    ],
    [
      'one waits all the time, and was busy for a moment',
      [
        { busy: 5, waited: 5 },
        { busy: 50, waited: 0 },
      ],
      2,
    ],
  ])('where %s', async (_, loads, count) => {
    const { fakes } = startFakes(2, 4);
    await makeReady(fakes);
    loads.forEach((load, index) => void fakes[index]!.load(load));
    await settle();
    expect(fakes.length).toBe(count);
  });

  test('by what was told since the last decision only', async () => {
    const { fakes } = startFakes(2, 4);
    await makeReady(fakes);
    await report(fakes.slice(), noneWaits);
    await report(fakes.slice(), { busy: 50, waited: 25 });
    expect(fakes.length).toBe(4);
  });

  test('also where one of them could not begin', async () => {
    const { fakes } = startFakes(2, 4);
    fakes[0]!.ready();
    fakes[1]!.channel.send('refused', { errno: 24, message: 'cannot be opened' });
    await settle();
    await report(fakes.slice(0, 1));
    expect(fakes.length).toBe(4);
  });

  test('not where there are to be as many as there are', async () => {
    const { fakes } = startFakes(2);
    await makeReady(fakes);
    for (let round = 0; round < 3; round++) await report(fakes.slice());
    expect(fakes.length).toBe(2);
  });

  test('not after the scan was cancelled', async () => {
    const { scan, fakes } = startFakes(2, 8);
    await makeReady(fakes);
    scan.cancel();
    for (let round = 0; round < 3; round++) await report(fakes.slice(0, 2));
    expect(fakes.length).toBe(2);
  });

  test('a new one is told what the others were told, and gets what is left', async () => {
    const { scan, fakes } = startFakes(1, 2);
    await makeReady(fakes);
    await report(fakes.slice());
    expect(fakes[1]!.told.start).toEqual(fakes[0]!.told.start);
    expect(fakes[0]!.told.hungry).toEqual([]);
    await makeReady(fakes.slice(1));
    expect(fakes[0]!.told.hungry).toEqual([1]);
    expect(scan.status.scanners).toBe(2);
  });
});

const folders = ['a', 'b', 'c', 'd', 'e', 'f'].map((name, index) => entryOf(name, 0, 'directory', index + 1));

/** Scanners of which the first has the root, and has told of six directories in it. */
async function oneIsBusy(count: number) {
  const { scan, fakes } = startFakes(count);
  await makeReady(fakes);
  const busy = fakes.find(({ told }) => told.readDirectories.length > 0)!;
  const idle = fakes.filter((fake) => fake !== busy);
  busy.builder.section(ENGINE_REFERENCE, folders);
  busy.channel.send('batch', busy.builder.build());
  await settle();
  return { scan, busy, idle };
}

const pathsGiven = ({ told }: FakeScanner): string[] =>
  told.readDirectories.flatMap(({ paths, pathEnd }) =>
    Array.from(pathEnd, (end, index) =>
      Buffer.from(paths.subarray(index === 0 ? 0 : pathEnd[index - 1]!, end)).toString(),
    ),
  );

describe('who has nothing to do', () => {
  test('is told of to the one that is busy, once, and never to itself', async () => {
    const { busy, idle } = await oneIsBusy(4);
    expect(busy.told.hungry.at(-1)).toBe(3);
    expect(new Set(busy.told.hungry).size).toBe(busy.told.hungry.length);
    expect(idle.flatMap(({ told }) => told.hungry)).toEqual([]);
  });

  test('shares at once what a busy one gives', async () => {
    const { busy, idle } = await oneIsBusy(4);
    busy.channel.send('giveDirectories', Uint32Array.of(0, 1, 2, 3, 4));
    await settle();
    const given = idle.map(pathsGiven);
    expect(given.flat().sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(given.map(({ length }) => length).sort()).toEqual([1, 2, 2]);
    expect(idle.map(({ told }) => told.readDirectories.length)).toEqual([1, 1, 1]);
  });

  test('is told of again where there was not enough for all', async () => {
    const { busy, idle } = await oneIsBusy(4);
    const before = busy.told.hungry.length;
    busy.channel.send('giveDirectories', Uint32Array.of(0));
    await settle();
    expect(idle.flatMap(pathsGiven)).toEqual(['a']);
    expect(busy.told.hungry.slice(before)).toEqual([2]);
    const fed = idle.find(({ told }) => told.readDirectories.length > 0)!;
    expect(fed.told.hungry).toEqual([2]);
    // What is given once more is asked for once more: the one that gave has forgotten the hunger.
    busy.channel.send('giveDirectories', Uint32Array.of(1));
    await settle();
    expect(busy.told.hungry.slice(before)).toEqual([2, 1]);
  });

  test('is told of no longer when all have work', async () => {
    const { busy } = await oneIsBusy(2);
    busy.channel.send('giveDirectories', Uint32Array.of(0));
    await settle();
    expect(busy.told.hungry).toEqual([1]);
    busy.channel.send('giveDirectories', Uint32Array.of(1));
    await settle();
    expect(busy.told.hungry).toEqual([1]);
  });

  test('gets what waits as soon as it has done its work', async () => {
    const { busy, idle } = await oneIsBusy(2);
    busy.channel.send('giveDirectories', Uint32Array.of(0));
    busy.channel.send('giveDirectories', Uint32Array.of(1, 2));
    await settle();
    expect(pathsGiven(idle[0]!)).toEqual(['a']);
    idle[0]!.idle(1);
    await settle();
    expect(pathsGiven(idle[0]!)).toEqual(['a', 'b', 'c']);
  });

  test('gets what a scan that follows links has found as soon as it is found', async () => {
    const fakes = new FakeScanners();
    startScan(noReader, 2, { spawn: fakes.spawn, followLinks: 'once' });
    await makeReady(fakes.all);
    const busy = fakes.all.find(({ told }) => told.readDirectories.length > 0)!;
    busy.builder.section(ENGINE_REFERENCE, folders);
    busy.channel.send('batch', busy.builder.build());
    await settle();
    const idle = fakes.all.find((fake) => fake !== busy)!;
    expect(pathsGiven(idle)).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  test('gets names of a huge directory, one block each', async () => {
    const { busy, idle } = await oneIsBusy(3);
    const block = (name: number) => ({
      directory: 2,
      names: { names: Uint8Array.of(name, 0), mode: Uint32Array.of(0x8000) },
    });
    busy.channel.send('giveNames', block(97));
    busy.channel.send('giveNames', block(98));
    await settle();
    const given = idle.map(({ told }) => told.statRows);
    expect(given.map(({ length }) => length)).toEqual([1, 1]);
    for (const [job] of given) expect(Buffer.from(job!.paths).toString()).toBe('c');
    expect(given.map(([job]) => job!.names.names[0]).sort()).toEqual([97, 98]);
    expect(Array.from(given[0]![0]!.identity)).toEqual([8, 1, 1003, 0]);
  });

  test('gets nothing before it has done all that it was given', async () => {
    const { busy, idle } = await oneIsBusy(2);
    busy.channel.send('giveDirectories', Uint32Array.of(0));
    await settle();
    // An old message of having nothing to do crosses the job on its way.
    idle[0]!.idle(0);
    busy.channel.send('giveDirectories', Uint32Array.of(1));
    await settle();
    expect(pathsGiven(idle[0]!)).toEqual(['a']);
  });

  test('ends the scan only when nobody has anything to do', async () => {
    const { scan, busy, idle } = await oneIsBusy(2);
    let isFinished = false;
    void scan.finished().then(() => {
      isFinished = true;
    });
    busy.channel.send('giveDirectories', Uint32Array.of(0));
    await settle();
    busy.idle(1);
    await settle();
    expect(isFinished).toBe(false);
    idle[0]!.idle(1);
    await settle();
    expect(isFinished).toBe(true);
  });

  test('is not waited for where it was never ready', async () => {
    const { scan, fakes } = startFakes(2);
    fakes[0]!.ready();
    await settle();
    fakes[0]!.idle(1);
    const { crash, scanners } = await scan.finished();
    expect([crash, scanners]).toEqual([undefined, 2]);
    await settle();
    expect(fakes[1]!.told.end.length).toBe(1);
    fakes[1]!.ready();
    await settle();
    expect(fakes[1]!.told.readDirectories).toEqual([]);
  });
});

test('every batch is acknowledged, once', async () => {
  const { busy } = await oneIsBusy(2);
  expect(busy.told.acknowledge).toEqual([1]);
});
