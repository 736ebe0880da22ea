import { open } from 'node:fs/promises';
import { readSnapshot, writeSnapshot } from '../../../src/engine/snapshots/file.js';
import type { SnapshotHeader } from '../../../src/engine/snapshots/header.js';

/** Changes the header of a snapshot, with correct checksums. */
export async function rewriteHeader(path: string, change: Partial<SnapshotHeader>): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { header, tree } = await readSnapshot(file);
    await file.truncate();
    await writeSnapshot(file, { header: { ...header, ...change }, tree });
  } finally {
    await file.close();
  }
}
