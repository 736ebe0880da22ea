import type { EntryBatch } from '../../contract/entry-batch.js';

/** A batch whose first row has another name: that of the root, which is a path, and may be spelled in several ways. */
export function renameFirst(batch: EntryBatch, name: Uint8Array): EntryBatch {
  const after = (batch.nameStart[1] ?? batch.names.length) - 1;
  const longer = name.length - after;
  const names = new Uint8Array(batch.names.length + longer);
  names.set(name);
  names.set(batch.names.subarray(after), name.length);
  const nameStart = batch.nameStart.map((start, row) => (row === 0 ? 0 : start + longer));
  return { ...batch, names, nameStart };
}
