import { describe, expect } from 'vitest';
import { backends } from '../test/programs/hectare.js';
import { testNeeding } from '../test/programs/requirements.js';
import { runScan } from '../test/programs/scan-output.js';

const testOnLinux = testNeeding('Linux');

describe('a file system of the kernel as root', () => {
  for (const root of ['/proc', '/sys', '/dev']) {
    for (const backend of backends) {
      testOnLinux(`${root} is read to its end: ${backend}`, async () => {
        const { folders, code, signal } = await runScan([root, '--backend', backend]);
        expect(signal).toBe(null);
        // Processes come and go, and some files of the kernel refuse even root.
        expect([0, 1]).toContain(code);
        expect(folders[0]?.complete).toBe(true);
        expect(folders[0]?.entries).toBeGreaterThan(10);
        expect(code === 0).toBe(folders[0]?.errors.length === 0);
      });
    }
  }
});
