import { runEngine } from './engine-program.js';
import type { Context, Section, SectionResult } from './section.js';
import { syntheticRoot } from './synthetic-reader.js';

const ENTRIES = 10_000_000;
const SCANNERS = 2;

export const huge: Section = {
  title: 'Huge: ten million entries that are made up',
  run: measureHuge,
};

/** A single run of 10,000,000 entries: it either fits and finishes, or does not. */
async function measureHuge({ progress }: Context): Promise<SectionResult> {
  progress(`huge: ${ENTRIES} entries`);
  const run = await runEngine('synthetic-scanner', SCANNERS, syntheticRoot(ENTRIES));
  if (run.entries !== ENTRIES) throw new Error(`the engine found ${run.entries} of ${ENTRIES} entries`);
  const mebibytes = (bytes: number) => (bytes / 2 ** 20).toFixed(0);
  const markdown = [
    `${run.entries} entries in ${run.directories} directories, ${SCANNERS} scanners: ${(run.elapsedMs / 1000).toFixed(1)} s,`,
    `at most ${mebibytes(run.peakBytes)} MiB resident (1024 are allowed), ${mebibytes(run.after)} MiB in the end. The time is mostly that of`,
    'making names up.',
  ];
  return { markdown: markdown.join('\n'), data: run };
}
