/**
 * An engine and its scanners as a whole process: reads a root, and prints what that cost.
 *
 * Usage: node --expose-gc engine.js WORKER SCANNERS SMALL_ROOT ROOT, bundled by `bundle.ts`
 */
import { setTimeout } from 'node:timers/promises';
import type { ScanResult } from '../../src/engine/reading/reading.js';
import { Scan } from '../../src/engine/reading/scan.js';
import { scannerThreads } from '../../src/engine/scanners/scanner-thread.js';

/** Output of the program, as JSON. Memory is the resident bytes of the process with all its threads. */
export interface EngineReport {
  readonly entries: number;
  readonly directories: number;
  readonly elapsedMs: number;
  /** Memory when Node has started. */
  readonly bare: number;
  /** Memory when a small root was read and forgotten: all code is loaded, and no entry is left. */
  readonly atRest: number;
  /** Memory when the root was read, and the threads have ended. */
  readonly after: number;
}

/** Waits a moment, until threads have ended and allocators have given memory back. */
const settleMs = 300;

const [worker, scanners, smallRoot, root] = process.argv.slice(2);
const collectGarbage = (globalThis as { gc?: () => void }).gc ?? (() => undefined);

async function settle(): Promise<number> {
  for (let round = 0; round < 3; round++) {
    collectGarbage();
    await setTimeout(settleMs);
  }
  return process.memoryUsage.rss();
}

async function read(path: string): Promise<ScanResult> {
  const count = Number(scanners);
  const scan = new Scan({
    root: Buffer.from(path),
    followLinks: false,
    crossMounts: false,
    exclude: [],
    scanners: { start: count, max: count },
    spawn: scannerThreads(new URL(`./${worker}.js`, import.meta.url)),
  });
  const result = await scan.finished();
  if (!result.complete) throw new Error(`the scan did not end: ${result.crash}`);
  return result;
}

const bare = await settle();
await read(smallRoot!);
const atRest = await settle();
const { tree, elapsedMilliseconds } = await read(root!);
const after = await settle();
const report: EngineReport = {
  entries: tree.nodes.count - 1,
  directories: tree.directories.count,
  elapsedMs: elapsedMilliseconds,
  bare,
  atRest,
  after,
};
console.log(JSON.stringify(report));
