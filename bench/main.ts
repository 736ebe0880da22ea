/** `npm run bench`: measures, prints Markdown on stdout and progress on stderr. See docs/performance.md. */
import { writeFileSync } from 'node:fs';
import { compareCheckouts } from './against.js';
import { cold } from './cold.js';
import { compare } from './compare.js';
import { desktop } from './desktop.js';
import { explorerSections } from './explorer.js';
import { filter } from './filter.js';
import { huge } from './huge.js';
import { listing } from './listing.js';
import { describeFileSystem, describeLoad, describeMachine } from './machine.js';
import { map } from './map.js';
import { memory } from './memory.js';
import { type Options, parseOptions, USAGE } from './options.js';
import { rescan } from './rescan.js';
import { Context, type Section } from './section.js';
import { snapshots } from './snapshots.js';
import { waiting } from './waiting.js';
import { warm } from './warm.js';

/** All sections, in the order in which they run. */
const SECTIONS: Readonly<Record<string, Section>> = {
  warm,
  desktop,
  cold,
  rescan,
  listing,
  waiting,
  memory,
  huge,
  map,
  filter,
  compare,
  snapshots,
  ...explorerSections,
};

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  const names = chooseSections(options);
  const progress = (line: string): void => console.error(line);
  if (options.against !== undefined) {
    console.log(compareCheckouts(options.against, { ...options, only: names }, progress));
    return;
  }
  const context = new Context(options, progress);
  const machine = describeMachine();
  printFacts({ ...machine, rounds: `${options.rounds}` });
  const results: Record<string, unknown> = {};
  for (const name of names) {
    const section = SECTIONS[name]!;
    const { markdown, data } = await section.run(context);
    console.log(`\n## ${section.title}\n\n${markdown}`);
    results[name] = data;
  }
  const tree = describeTree(context);
  printFacts({ ...tree, 'load at the end': describeLoad() });
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify({ machine, tree, options, results }, null, 2)}\n`);
  }
}

function chooseSections({ only }: Options): readonly string[] {
  const known = Object.keys(SECTIONS);
  const unknown = only.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw new RangeError(`no section ${unknown.join(', ')}; there are ${known.join(', ')}`);
  return only.length === 0 ? known : known.filter((name) => only.includes(name));
}

function describeTree(context: Context): Record<string, string> {
  if (!context.hasTree) return {};
  const { entries, allocatedBytes } = context.truth;
  return {
    tree: `${entries} entries, ${(allocatedBytes / 1e9).toFixed(2)} GB on disk`,
    'file system': describeFileSystem(context.tree),
  };
}

function printFacts(facts: Readonly<Record<string, string>>): void {
  console.log(
    `\n${Object.entries(facts)
      .map(([name, fact]) => `- ${name}: ${fact}`)
      .join('\n')}`,
  );
}

main().catch((error: unknown) => {
  console.error(`bench: ${error instanceof Error ? error.message : error}`);
  if (error instanceof TypeError || error instanceof RangeError) console.error(USAGE);
  process.exitCode = 2;
});
