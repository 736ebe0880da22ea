import { defineConfig } from 'vitest/config';

/**
 * Projects of tests: `unit` needs the sources only; `e2e` runs the programs in `out/`, so build first (`npm run build`);
 * `desktop` runs journeys of `e2e` in a window of the real Electron, and there the specs that the stand-in fulfils.
 */
export default defineConfig({
  test: {
    allowOnly: false,
    environment: 'node',
    pool: 'forks',
    // why: a busy machine is slow, and properties take many runs.
    testTimeout: 60_000,
    expect: { poll: { timeout: 10_000 } },
    globalSetup: 'test/support/snapshots/data-folder-setup.ts',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['native', 'src', 'scripts', 'test'].map((folder) => `${folder}/**/*.test.{ts,tsx}`),
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          // why: each test starts processes with several threads.
          maxWorkers: 2,
          // why: on a busy machine a journey may press a key before the page is ready. What fails twice is broken.
          retry: 1,
        },
      },
      {
        extends: true,
        test: {
          name: 'desktop',
          include: ['e2e/explorer*.test.ts', 'e2e/desktop-conformance.test.ts'],
          // This file draws the pictures of the documents.
          exclude: ['e2e/explorer-pictures.test.ts'],
          env: { HECTARE_JOURNEYS: 'window' },
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
