/**
 * The specs of what main relies on in Electron (`test/electron/conformance`). They run on the stand-in, and in Electron itself
 * where journeys are made in the window (the project `desktop`).
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { findElectron } from '../scripts/find-electron.js';
import { buildConformance } from '../test/electron/build.js';
import type { SpecResult } from '../test/electron/conformance/check.js';
import { DesktopApp } from '../test/electron/desktop-app.js';

const kept = mkdtempSync(join(tmpdir(), 'hectare-specs-'));
afterAll(() => rmSync(kept, { recursive: true, force: true }));

async function runOnStandIn(out: string, results: string): Promise<void> {
  const app = await DesktopApp.launch({
    out,
    userData: kept,
    environment: { CONFORMANCE_RESULTS: results },
  });
  await app.ended();
}

async function runInElectron(program: string, out: string, results: string): Promise<void> {
  const env = { ...process.env, CONFORMANCE_RESULTS: results };
  await promisify(execFile)(program, [`--user-data-dir=${kept}`, out], { env, timeout: 200_000 });
}

/** Runs the specs where they are to run. Returns undefined where Electron is wanted and cannot be had. */
async function runSpecs(): Promise<SpecResult[] | undefined> {
  const isReal = process.env.HECTARE_JOURNEYS === 'window';
  const electron = findElectron();
  if (isReal && 'reason' in electron) return undefined;
  const out = await buildConformance();
  const results = join(kept, 'results.json');
  if (isReal && 'program' in electron) await runInElectron(electron.program, out, results);
  else await runOnStandIn(out, results);
  return JSON.parse(readFileSync(results, 'utf8')) as SpecResult[];
}

const results = await runSpecs();

test.runIf(results)(`all specs are run${results ? '' : ' (skipped: needs Electron and a display)'}`, () => {
  expect(results?.length).toBeGreaterThan(30);
});
test.each(results ?? [])('$title', ({ error }) => {
  expect(error).toBe(null);
});
