/** Path by which a root is known, however it was spelled. */

import { realpath } from 'node:fs/promises';
import { cwd } from 'node:process';
import { SLASH } from '../../core/columns/bytes.js';
import { encodeName } from '../../core/columns/text.js';

/** Returns where a path leads now, or the path as it is spelled where it leads nowhere or is too long to be followed. */
export async function absoluteRoot(root: Uint8Array): Promise<Uint8Array> {
  try {
    return Uint8Array.from(await realpath(Buffer.from(root), { encoding: 'buffer' }));
  } catch {
    // why: a snapshot outlives its root, which may be gone or out of reach.
    if (root[0] === SLASH || /^[a-z]:/i.test(Buffer.from(root).toString('latin1')))
      return Uint8Array.from(root);
    return Uint8Array.from([...encodeName(cwd()), SLASH, ...root]);
  }
}
