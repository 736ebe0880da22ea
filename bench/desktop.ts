/** Cost of scanning with processes, whose ports copy, as the desktop app does; the command line uses threads. */
import { join } from 'node:path';
import { buildStandIn } from '../test/electron/build.js';
import { bundlePrograms } from './bundle.js';
import { type Contender, readJsonClaim } from './contender.js';
import { scans } from './own-programs.js';
import { runRounds } from './rounds.js';
import type { Section } from './section.js';
import { ownTime, renderTable, seconds, timesAsLong, wallTime } from './table.js';

const builtMain = join(import.meta.dirname, '../out/main');

export const desktop: Section = {
  title: 'The desktop’s processes against the command line’s threads',
  run: async (context) => {
    const { options, progress, truth, tree } = context;
    const contenders = [...scans(tree, [undefined]), ...(await desktopScans(tree))];
    const outcomes = runRounds(contenders, { title: 'desktop', rounds: options.rounds, truth, progress });
    const commandLine = () => outcomes[0];
    const markdown = renderTable(outcomes, [
      seconds('whole process, s', wallTime),
      timesAsLong('÷ command line', wallTime, commandLine),
      seconds('scan itself, s', ownTime),
      timesAsLong('÷ command line itself', ownTime, commandLine),
    ]);
    return { markdown, data: outcomes };
  },
};

async function desktopScans(tree: string): Promise<Contender[]> {
  const [standIn, programs] = [await buildStandIn(), await bundlePrograms()];
  const command = (view: string): string[] => [
    process.execPath,
    join(standIn, 'run-main.js'),
    join(programs, 'desktop-scan.js'),
    builtMain,
    view,
    tree,
  ];
  return [
    { name: 'utility processes', command: command('hidden'), readClaim: readJsonClaim },
    { name: 'utility processes, map shown', command: command('shown'), readClaim: readJsonClaim },
  ];
}
