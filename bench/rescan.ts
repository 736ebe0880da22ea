/** Time of a rescan in which nothing has changed, against a scan of the same tree in the same round. */
import { rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { bundlePrograms } from './bundle.js';
import { measure } from './measure.js';
import type { RescanReport } from './programs/rescan.js';
import type { Context, Section, SectionResult } from './section.js';
import { pairedRatio, summarize } from './statistics.js';
import { workFolder } from './work-folder.js';

const COMMAND_LINE = join(import.meta.dirname, '../out/node/cli.js');

export const rescan: Section = { title: 'Rescans, where nothing has changed', run: measureRescans };

interface Row {
  readonly what: string;
  readonly milliseconds: readonly number[];
  /** Milliseconds of a scan, in the same rounds. */
  readonly scan: readonly number[];
}

async function measureRescans(context: Context): Promise<SectionResult> {
  const rows = [
    ...(await inOneProcess(context, 'kept', 'scanners that stay')),
    ...(await inOneProcess(context, 'new', 'new scanners')),
    ...wholeProcesses(context),
  ];
  const lines = rows.map(({ what, milliseconds, scan }) => {
    const { median, least, most } = summarize(milliseconds);
    const times = `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
    return `| ${what} | ${times} | ${pairedRatio(milliseconds, scan).toFixed(2)} |`;
  });
  return { markdown: ['| | ms | ÷ scan |', '| --- | --: | --: |', ...lines].join('\n'), data: rows };
}

/** Kinds of scanners: those of an open root stay from one reading to the next, those of a starting program are new. */
async function inOneProcess({ tree, options, progress }: Context, mode: string, how: string): Promise<Row[]> {
  progress(`rescans, ${how}`);
  const program = join(await bundlePrograms(), 'rescan.js');
  const args = ['scanner', `${availableParallelism()}`, `${options.rounds}`, tree, mode];
  const { fresh, exact, quick, part, entries } = JSON.parse(
    run([process.execPath, program, ...args]).output,
  ) as RescanReport;
  const share = ((part.entries / entries) * 100).toFixed(1);
  return [
    { what: `scan, ${how}`, milliseconds: fresh, scan: fresh },
    { what: `exact rescan, ${how}`, milliseconds: exact, scan: fresh },
    { what: `quick rescan, ${how}`, milliseconds: quick, scan: fresh },
    { what: `exact rescan of ${share} % of the entries, ${how}`, milliseconds: part.elapsed, scan: fresh },
  ];
}

/** Measures the command line: a process that reads a snapshot, rescans, and writes another. */
function wholeProcesses({ tree, options, progress }: Context): Row[] {
  const snapshots = join(workFolder(), 'snapshots');
  const scan = [process.execPath, COMMAND_LINE, 'scan', '--json'];
  const again = ['--rescan', '--snapshots', snapshots, '--keep', '2'];
  rmSync(snapshots, { recursive: true, force: true });
  run([...scan, '--save', '--snapshots', snapshots, tree]);
  const commands = {
    'hectare scan': [...scan, tree],
    'hectare scan --rescan': [...scan, ...again, tree],
    'hectare scan --quick': [...scan, ...again, '--quick', '--quick-recent', '0', tree],
  };
  const whole: Record<string, number[]> = {};
  const itself: Record<string, number[]> = {};
  for (let round = 0; round < options.rounds; round++) {
    progress(`rescans, whole processes, round ${round + 1}`);
    for (const [name, command] of Object.entries(commands)) {
      const { output, usage } = run(command);
      whole[name] = [...(whole[name] ?? []), usage.wallSeconds * 1000];
      itself[name] = [...(itself[name] ?? []), (JSON.parse(output) as { elapsedMs: number }).elapsedMs];
    }
  }
  rmSync(snapshots, { recursive: true, force: true });
  return Object.keys(commands).flatMap((name) => [
    { what: `\`${name}\`, whole process`, milliseconds: whole[name]!, scan: whole['hectare scan']! },
    { what: `\`${name}\`, itself`, milliseconds: itself[name]!, scan: itself['hectare scan']! },
  ]);
}

function run(command: readonly string[]): ReturnType<typeof measure> {
  const result = measure(command);
  if (result.failure !== undefined) throw new Error(`${command.join(' ')}: ${result.failure}`);
  return result;
}
