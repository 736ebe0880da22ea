import { type HectareOptions, runHectare } from './hectare.js';

interface ComparedNumbers {
  entries: number;
  apparentBytes: bigint;
  allocatedBytes: bigint;
}

interface ComparedRow {
  path: string;
  kind: string;
  apparentBytes: bigint;
  allocatedBytes: bigint;
}

/** Output of `hectare compare --json`. */
interface CompareOutput {
  before: ComparedNumbers & { root: string; snapshot: boolean; complete: boolean };
  after: ComparedNumbers & { root: string; snapshot: boolean; complete: boolean };
  change: ComparedNumbers;
  kinds: Record<string, ComparedNumbers>;
  grownFolders: ComparedRow[];
  shrunkFolders: ComparedRow[];
  changedEntries: number;
  entries: (ComparedRow & { type: string; movedFrom?: string })[];
}

interface CompareRun {
  output: CompareOutput;
  code: number | null;
  stderr: string;
}

/** Runs `hectare compare --json` with further arguments. */
export async function runCompare(words: string[], options: HectareOptions = {}): Promise<CompareRun> {
  const { stdout, stderr, code } = await runHectare(['compare', '--json', ...words], options);
  const quoted = stdout.toString().replace(/"(apparentBytes|allocatedBytes)":(-?\d+)/g, '"$1":"$2"');
  const isBytes = (key: string) => key === 'apparentBytes' || key === 'allocatedBytes';
  const output = JSON.parse(quoted || '{}', (key, value) => (isBytes(key) ? BigInt(value) : value));
  return { output: output as CompareOutput, code, stderr };
}
