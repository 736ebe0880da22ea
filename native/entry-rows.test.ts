import { expect, test } from 'vitest';
import { EntryRows } from './entry-rows.js';

test('there is room while both rows and bytes of names last', () => {
  const rows = new EntryRows(3, 10);
  rows.appendName(Buffer.from('abc'), 0);
  expect([rows.hasRoom(2, 6), rows.hasRoom(3, 6), rows.hasRoom(2, 7)]).toEqual([true, false, false]);
});

test('an appended name ends with a NUL, and has nothing of the row that stood there before', () => {
  const rows = new EntryRows(2, 20);
  rows.appendName(Buffer.from('first'), 0o100644);
  rows.failure[0] = 13;
  rows.traits[0] = 7;
  rows.clear();
  expect(rows.count).toBe(0);
  rows.appendName(Buffer.from('a'), 0o040000);
  rows.appendName(Buffer.from([0xff]), 0);
  expect(Array.from(rows.names.subarray(0, 4))).toEqual([97, 0, 0xff, 0]);
  expect(Array.from(rows.nameStart)).toEqual([0, 2, 4]);
  expect([rows.mode[0], rows.failure[0], rows.traits[0]]).toEqual([0o040000, 0, 0]);
});
