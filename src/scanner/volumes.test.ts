import { statfsSync } from 'node:fs';
import { expect } from 'vitest';
import { testNeeding } from '../../test/programs/requirements.js';
import type { OfferedRoot } from '../contract/host-protocol.js';
import { findVolumes } from './volumes.js';

testNeeding('Linux')('volumes are listed once each, with what the system says is free on them', async () => {
  const volumes: OfferedRoot[] = [];
  await findVolumes((volume) => volumes.push(volume));
  const paths = volumes.map(({ path }) => Buffer.from(path).toString());
  expect(paths).toContain('/');
  expect(new Set(paths).size).toBe(paths.length);
  for (const kernels of ['/proc', '/sys', '/dev', '/run']) expect(paths).not.toContain(kernels);
  const { space } = volumes.find(({ path }) => Buffer.from(path).equals(Buffer.from('/')))!;
  const { blocks, bsize } = statfsSync('/');
  expect(space!.total).toBe(blocks * bsize);
  expect(space!.free).toBeGreaterThan(0);
  expect(space!.free).toBeLessThanOrEqual(space!.total);
});
