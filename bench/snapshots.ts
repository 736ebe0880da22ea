/** Time to keep a scan of 1,000,000 entries, and to open it again. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePrograms } from './bundle.js';
import { measure } from './measure.js';
import type { OpenReport, SaveReport } from './programs/snapshot.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';
import { syntheticRoot } from './synthetic-reader.js';
import { provideTree } from './tree.js';
import { workFolder } from './work-folder.js';

const ENTRIES = 1_000_000;
/** Number of files: with their directories, 1,000,000 entries. */
const FILES = 882_354;

export const snapshots: Section = { title: `Snapshots of ${ENTRIES} entries`, run: measureSnapshots };

interface Runs {
  readonly saved: SaveReport[];
  readonly opened: OpenReport[];
}

async function measureSnapshots({ options, progress }: Context): Promise<SectionResult> {
  const program = join(await bundlePrograms(), 'snapshot.js');
  const roots = {
    'made up': ['synthetic-scanner', syntheticRoot(ENTRIES)],
    'on disk': ['scanner', options.tree ?? provideTree(FILES, progress)],
  } as const;
  const data: Record<string, Runs> = {};
  for (const [name, [worker, root]] of Object.entries(roots)) {
    const folder = mkdtempSync(join(workFolder(), 'snapshots-'));
    const runs: Runs = { saved: [], opened: [] };
    for (let round = 1; round <= options.rounds; round++) {
      progress(`snapshots, ${name}, round ${round} of ${options.rounds}`);
      runs.saved.push(run<SaveReport>(program, 'save', worker, root, folder));
      runs.opened.push(run<OpenReport>(program, 'open', root, folder));
    }
    rmSync(folder, { recursive: true });
    data[name] = runs;
  }
  const rows = Object.entries(data).map(([name, runs]) => renderRow(name, runs));
  return { markdown: [...HEADER, ...rows].join('\n'), data };
}

const HEADER = [
  'Each run is a process that has done nothing before but, to keep a scan, the scan. Kept: until it is on the disk and has',
  'its name. Opened: the newest snapshot of the root is found, checked and read; drawn: and the first frame of its map is',
  'laid out.',
  '',
  '| tree | entries | kept, ms | opened, ms | drawn, ms | tiles | bytes an entry |',
  '| --- | --: | --: | --: | --: | --: | --: |',
];

function run<Report>(program: string, ...words: string[]): Report {
  const { output, failure } = measure([process.execPath, program, ...words]);
  if (failure !== undefined) throw new Error(`a snapshot failed: ${failure}`);
  return JSON.parse(output) as Report;
}

function renderRow(name: string, { saved, opened }: Runs): string {
  const [{ entries, bytes }] = saved as [SaveReport];
  const cells = [
    saved.map(({ milliseconds }) => milliseconds),
    opened.map(({ read }) => read),
    opened.map(({ drawn }) => drawn),
  ].map((samples) => {
    const { median, least, most } = summarize(samples);
    return `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
  });
  return `| ${name} | ${entries} | ${cells.join(' | ')} | ${opened[0]!.tiles} | ${(bytes / entries).toFixed(1)} |`;
}
