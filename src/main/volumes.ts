/**
 * Roots that are offered from the start: the user's own folder, and volumes. A process of its own lists volumes, since one
 * mount that does not answer would hold up whoever asks.
 */
import { app } from 'electron';
import * as v from 'valibot';
import type { OfferedRoot } from '../contract/host-protocol.js';
import { forkUtility, killUtility } from './fork-utility.js';
import { offer } from './grants.js';
import { log } from './log.js';
import { folderAt } from './path-bytes.js';

const volumesTimeoutMs = 3000;

const bytes = v.pipe(v.instance(Uint8Array), v.minLength(1), v.maxLength(4096));
const amount = v.pipe(v.number(), v.finite(), v.minValue(0));
const volumeSchema = v.strictObject({
  path: bytes,
  name: bytes,
  space: v.strictObject({ total: amount, free: amount }),
});
const maxVolumes = 200;
/** why: each mount that does not answer keeps a thread of libuv's pool, of which there are four otherwise. */
const poolForAll = { UV_THREADPOOL_SIZE: '128' };

/**
 * Returns what is offered: the user's choice grants one.
 * @param folder where the built entries lie.
 */
export async function offeredRoots(folder: string): Promise<OfferedRoot[]> {
  const home = { ...folderAt(app.getPath('home')), space: null };
  const roots = [home, ...(await findVolumes(folder))];
  for (const { path } of roots) offer(path);
  return roots;
}

/** Returns the volumes that have answered in time, sorted by path. */
function findVolumes(folder: string): Promise<OfferedRoot[]> {
  const found: OfferedRoot[] = [];
  const child = forkUtility(folder, 'volumes.js', 'Hectare volumes', poolForAll);
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(giveUp);
      killUtility(child);
      resolve(found.toSorted((one, other) => Buffer.compare(one.path, other.path)));
    };
    const giveUp = setTimeout(() => {
      log('some volumes did not answer in time');
      finish();
    }, volumesTimeoutMs);
    child.on('message', (message: unknown) => {
      if (message === null) finish();
      else if (v.is(volumeSchema, message) && found.length < maxVolumes) found.push(message);
      else log('a volume was refused: it has no known shape, or there are too many');
    });
    child.on('exit', finish);
  });
}
