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
const schema = v.pipe(
  v.array(
    v.strictObject({ path: bytes, name: bytes, space: v.strictObject({ total: amount, free: amount }) }),
  ),
  v.maxLength(200),
);

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

function findVolumes(folder: string): Promise<OfferedRoot[]> {
  const child = forkUtility(folder, 'volumes.js', 'Hectare volumes');
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => {
      log('volumes could not be listed in time');
      killUtility(child);
    }, volumesTimeoutMs);
    child.on('message', (message: unknown) => {
      const checked = v.safeParse(schema, message);
      resolve(checked.success ? checked.output : []);
      killUtility(child);
    });
    child.on('exit', () => {
      clearTimeout(giveUp);
      resolve([]);
    });
  });
}
