/** The built explorer in a real browser: how long a person waits, and what that costs. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { chromiumPath, launchChromium } from '../e2e/support/browser.js';
import { measureExploring } from './explorer/exploring.js';
import { type Figure, renderFigures } from './explorer/figures.js';
import { measureMemory, measureScrolling } from './explorer/growing.js';
import { forgetScans, keepScansApart } from './explorer/kept-scans.js';
import { measureApart, measureLoading, measureScanning } from './explorer/scanning.js';
import type { Context, Section, SectionResult } from './section.js';
import { provideTree } from './tree.js';

/** Number of files: with their directories, 1,000,000 entries. */
const FILES = 882_353;
const PAGE_FOLDER = join(import.meta.dirname, '../out/renderer');

/** Parts of the section, which can be run alone: a machine may be quiet for a minute only. */
export const explorerSections: Readonly<Record<string, Section>> = {
  watching: section(
    'The explorer while a folder of 1,000,000 entries is read',
    async ({ tree, browser, rounds, progress }) => [
      await measureLoading(browser, rounds),
      ...(await measureScanning(browser, tree, rounds, progress)),
      // This comes last, since it leaves the browser on one processor.
      await measureApart(browser, tree, rounds),
    ],
  ),
  exploring: section('The explorer of 1,000,000 entries', ({ tree, browser, rounds, progress }) =>
    measureExploring(browser, tree, rounds, progress),
  ),
  growing: section('The explorer of huge roots, made up', async ({ browser, progress }) => [
    ...(await measureScrolling(browser, progress)),
    ...(await measureMemory(browser, progress)),
    pageSize(),
  ]),
};

interface Means {
  readonly browser: Awaited<ReturnType<typeof launchChromium>>;
  readonly tree: string;
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

function section(title: string, run: (means: Means) => Promise<Figure[]>): Section {
  return {
    title,
    run: async ({ options, progress }: Context): Promise<SectionResult> => {
      if (chromiumPath === undefined) {
        return { markdown: 'No Chromium is to be found here: set `CHROMIUM` to one.', data: null };
      }
      keepScansApart();
      const browser = await launchChromium();
      try {
        const { rounds } = options;
        const means = { browser, rounds, progress };
        const figures = await run({
          ...means,
          get tree() {
            return options.tree ?? provideTree(FILES, progress);
          },
        });
        return { markdown: `Chromium ${browser.version()}\n\n${renderFigures(figures)}`, data: figures };
      } finally {
        await browser.close();
        forgetScans();
      }
    },
  };
}

/** Returns the gzipped size of all files that a browser may load. */
function pageSize(): Figure {
  const files = readdirSync(PAGE_FOLDER, { recursive: true, withFileTypes: true }).filter((file) =>
    file.isFile(),
  );
  const bytes = files.map((file) => gzipSync(readFileSync(join(file.parentPath, file.name))).length);
  const sum = bytes.reduce((total, length) => total + length, 0);
  return { what: 'the built page, gzipped', values: [sum / 1000], unit: 'kB', wanted: '≤ 400' };
}
