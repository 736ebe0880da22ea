import { beforeEach, describe, expect, test, vi } from 'vitest';
import { backends, plainOptions } from '../test/support/readers/read-directory.js';
import { chooseReader } from './choose-reader.js';

const system = vi.hoisted(() => ({ statx: undefined as string | undefined, hasFstatat: true }));

vi.mock('./statx-reader.js', async (importOriginal) => ({
  ...(await importOriginal<typeof import('./statx-reader.js')>()),
  statxRefusal: () => system.statx,
}));
vi.mock('./fstatat-reader.js', async (importOriginal) => ({
  ...(await importOriginal<typeof import('./fstatat-reader.js')>()),
  get isFstatatKnown() {
    return system.hasFstatat;
  },
}));

beforeEach(() => {
  system.statx = undefined;
  system.hasFstatat = true;
});

type Backend = (typeof backends)[number];

const isNative = backends.length > 1;

describe.skipIf(!isNative)(`of what a system has${isNative ? '' : ' (skipped: needs Linux)'}`, () => {
  test.each<
    [title: string, statx: string | undefined, hasFstatat: boolean, backend: Backend, refused: string[]]
  >([
    ['all', undefined, true, 'statx', []],
    ['no statx, as before Linux 4.11,', 'ENOSYS', true, 'fstatat', ['statx: ENOSYS']],
    ['a filter that refuses statx', 'EPERM', true, 'fstatat', ['statx: EPERM']],
    ['neither', 'ENOSYS', false, 'node', ['statx: ENOSYS', 'fstatat: not known here']],
  ])('%s: the best is taken, and why no better one', (_, statx, hasFstatat, backend, refused) => {
    Object.assign(system, { statx, hasFstatat });
    const chosen = chooseReader(plainOptions);
    expect([chosen.reader.backend, chosen.refused]).toEqual([backend, refused]);
  });

  test.each(backends)('%s is taken where it is asked for', (backend) => {
    const chosen = chooseReader(plainOptions, backend);
    expect([chosen.reader.backend, chosen.refused]).toEqual([backend, []]);
  });
});

test.each<[backend: Backend, message: RegExp]>([
  ['statx', /no statx: EPERM/],
  ['fstatat', /no fstatat: not known here/],
])('%s is an error where it is asked for and not to be had', (backend, message) => {
  Object.assign(system, { statx: 'EPERM', hasFstatat: false });
  expect(() => chooseReader(plainOptions, backend)).toThrow(message);
});

test('node is to be had everywhere', () => {
  Object.assign(system, { statx: 'EPERM', hasFstatat: false });
  expect(chooseReader(plainOptions, 'node').reader.backend).toBe('node');
});
