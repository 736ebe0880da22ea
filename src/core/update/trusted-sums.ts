/** Sums of what a quick rescan has taken over without a look. */
import { NodeFlag, UNCOUNTED } from '../../contract/entry-batch.js';
import { FILE_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';

export interface TrustedSums {
  readonly files: number;
  /** `st_blocks` × 512, of files and all else, each inode once. */
  readonly allocatedBytes: bigint;
}

export function sumTrusted(nodes: Nodes): TrustedSums {
  const uncounted = UNCOUNTED | NodeFlag.removed | NodeFlag.duplicate;
  let files = 0;
  let allocatedBytes = 0n;
  for (let node = 0; node < nodes.count; node++) {
    const flags = nodes.flags.get(node);
    if ((flags & NodeFlag.trusted) === 0 || (flags & uncounted) !== 0) continue;
    if ((nodes.mode(node) & TYPE_BITS) === FILE_BITS) files++;
    allocatedBytes += nodes.allocatedBytes(node);
  }
  return { files, allocatedBytes };
}
