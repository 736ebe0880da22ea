/** Runs `programs/engine.ts`: an engine with its scanners as a process of its own. */
import { join } from 'node:path';
import { bundlePrograms } from './bundle.js';
import { measure } from './measure.js';
import type { EngineReport } from './programs/engine.js';
import { syntheticRoot } from './synthetic-reader.js';

/** Worker that reads: a real tree, a synthetic tree, or a real tree with a wait before each stat. */
export type ScannerKind = 'scanner' | 'synthetic-scanner' | 'waiting-scanner';

export interface EngineRun extends EngineReport {
  readonly peakBytes: number;
}

/** Reads a root to its end. Throws if that fails. */
export async function runEngine(kind: ScannerKind, scanners: number, root: string): Promise<EngineRun> {
  const folder = await bundlePrograms();
  const smallRoot = kind === 'synthetic-scanner' ? syntheticRoot(1000) : import.meta.dirname;
  const command = [process.execPath, '--expose-gc', join(folder, 'engine.js')];
  const { output, failure, usage } = measure([...command, kind, `${scanners}`, smallRoot, root]);
  if (failure !== undefined) throw new Error(`the engine failed: ${failure}`);
  return { ...(JSON.parse(output) as EngineReport), peakBytes: usage.peakBytes };
}
