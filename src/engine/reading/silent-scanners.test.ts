import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeScanners, settle } from '../../../test/support/scanners/fake-scanners.js';
import { startScan } from '../../../test/support/scanners/in-process-scanners.js';
import { ENGINE_REFERENCE } from '../../contract/entry-batch.js';

const noReader = () => {
  throw new Error('not needed');
};

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** A scan by scanners that are led by hand, and the paths that it waits for. */
function startFakes(count: number) {
  const fakes = new FakeScanners();
  const scan = startScan(noReader, count, { root: Buffer.from('/data'), spawn: fakes.spawn });
  const waitingFor = () => scan.status.waitingFor.map((path) => Buffer.from(path).toString());
  return { scan, fakes: fakes.all, waitingFor };
}

async function passSeconds(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    vi.advanceTimersByTime(1000);
    await settle();
  }
}

describe('a scanner that does not answer', () => {
  test('is named by what it was to read', async () => {
    const { fakes, waitingFor } = startFakes(2);
    for (const fake of fakes) fake.ready();
    await settle();
    await passSeconds(1);
    expect(waitingFor()).toEqual([]);
    await passSeconds(3);
    expect(waitingFor()).toEqual(['/data']);
  });

  test('is not named any more once it has answered', async () => {
    const { fakes, waitingFor } = startFakes(1);
    fakes[0]!.ready();
    await settle();
    await passSeconds(5);
    fakes[0]!.channel.send('batch', fakes[0]!.builder.section(ENGINE_REFERENCE, []).build());
    await settle();
    expect(waitingFor()).toEqual([]);
  });

  test('is named by the root where none has opened it', async () => {
    const { waitingFor } = startFakes(2);
    await passSeconds(4);
    expect(waitingFor()).toEqual(['/data']);
  });

  test('gets another one beside it, so that the rest goes on', async () => {
    const { fakes } = startFakes(2);
    for (const fake of fakes) fake.ready();
    await settle();
    await passSeconds(4);
    expect(fakes.length).toBe(3);
    await passSeconds(20);
    expect(fakes.length).toBe(3);
  });

  test('is waited for half a second when the scan is stopped, and then terminated; the others end by themselves', async () => {
    const { scan, fakes, waitingFor } = startFakes(2);
    const isClosed = new Map(fakes.map((fake) => [fake, false]));
    for (const fake of fakes) {
      fake.port.onClose(() => isClosed.set(fake, true));
      fake.ready();
    }
    await settle();
    const [silent, other] = fakes[0]!.told.readDirectories.length > 0 ? fakes : fakes.toReversed();
    let result: Awaited<ReturnType<typeof scan.finished>> | undefined;
    void scan.finished().then((finished) => {
      result = finished;
    });
    scan.cancel();
    await settle();
    expect(result).toBeUndefined();
    vi.advanceTimersByTime(500);
    await settle();
    expect(result).toMatchObject({ complete: false, waitingFor: [Buffer.from('/data')] });
    expect(waitingFor()).toEqual(['/data']);
    expect([isClosed.get(silent!), silent!.told.end.length]).toEqual([true, 0]);
    expect([isClosed.get(other!), other!.told.end.length]).toEqual([false, 1]);
  });
});
