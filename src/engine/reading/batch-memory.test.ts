import { expect, test } from 'vitest';
import { BatchBuilder } from '../../core/stored/batch-builder.js';
import { freeBatch } from './batch-memory.js';

test('a batch that was freed holds no memory, those after it neither', () => {
  for (let round = 0; round < 3; round++) {
    const batch = new BatchBuilder().build();
    const columns = [...Object.values(batch), ...Object.values(batch.sections)].filter(ArrayBuffer.isView);
    expect(columns.length).toBeGreaterThan(20);
    freeBatch(batch);
    expect(columns.every(({ buffer }) => buffer.byteLength === 0)).toBe(true);
  }
});
