import { expect, test } from 'vitest';
import { BrokenBatch, StoredBatches } from './batches.js';

test('a first batch without the root is refused: names would pile up that no entry has', () => {
  const counts = { rows: 0, sections: 0, directories: 0, attributes: 0, failures: 0 };
  const nothing = new Uint8Array();
  expect(() => new StoredBatches(false, 2).read(nothing, nothing, counts)).toThrow(BrokenBatch);
});
