import { expect } from 'vitest';
import type { Truth } from '../oracles/truth.js';
import { type HectareOptions, runHectare } from './hectare.js';

/** A line of `hectare scan --json`. */
export interface ScanOutput extends Truth {
  root: string;
  otherMounts: string[];
  errors: { path: string; operation: string; code: string }[];
  elapsedMs: number;
  scanners: number;
  backend: string;
  complete: boolean;
  total?: true;
}

export interface ScanRun {
  /** One per folder, in the order given. */
  folders: ScanOutput[];
  /** The last line, when there were several folders. */
  total: ScanOutput | undefined;
  code: number | null;
  signal: NodeJS.Signals | null;
  stderr: string;
}

/** Runs `hectare scan --json` with further arguments. */
export async function runScan(words: string[], options: HectareOptions = {}): Promise<ScanRun> {
  const { stdout, stderr, code, signal } = await runHectare(['scan', '--json', ...words], options);
  const lines = stdout.toString().split('\n').slice(0, -1).map(parseScanLine);
  const total = lines.find((line) => line.total);
  return { folders: lines.filter((line) => !line.total), total, code, signal, stderr };
}

/** Scans one folder that can be read completely, and returns what was printed. */
export async function scanWhole(words: string[], options: HectareOptions = {}): Promise<ScanOutput> {
  const { folders, code, signal, stderr } = await runScan(words, options);
  expect({ code, signal, stderr, folders: folders.length }).toEqual({
    code: 0,
    signal: null,
    stderr: '',
    folders: 1,
  });
  const [output] = folders;
  expect(output).toMatchObject({ complete: true, errors: [] });
  return output!;
}

/** Fields that hold byte counts. `rootBytes` and `pathBytes` are the bytes of names, and not among them. */
const byteTotals = new Set(['apparentBytes', 'allocatedBytes', 'duplicateBytes']);

/**
 * Parses JSON with byte counts as bigints: `JSON.parse` alone would round them. A quoted name cannot be taken for a key,
 * since its quotes are escaped.
 */
function parseScanLine(line: string): ScanOutput {
  const quoted = line.replace(/"(apparentBytes|allocatedBytes|duplicateBytes)":\s*(\d+)/g, '"$1":"$2"');
  return JSON.parse(quoted, (key, value) => (byteTotals.has(key) ? BigInt(value) : value)) as ScanOutput;
}

/** Picks the part of a scan's output that an oracle gives too. */
export function totalsOf(output: ScanOutput): Truth {
  const { entries, files, directories, symlinks, others, apparentBytes, allocatedBytes, hardLinks } = output;
  return { entries, files, directories, symlinks, others, apparentBytes, allocatedBytes, hardLinks };
}
