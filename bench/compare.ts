/** Time to compare two scans of 1,000,000 entries, and to find what is shown of the comparison. */
import { ENGINE_REFERENCE, type EntryBatch, SECTION_SUMS, SectionSum } from '../src/contract/entry-batch.js';
import { ChangeCounts } from '../src/core/comparison/change-counts.js';
import { Changes } from '../src/core/comparison/changes.js';
import { Comparison } from '../src/core/comparison/comparison.js';
import { findChangedDirectories, findChangedFiles } from '../src/core/comparison/largest-changes.js';
import type { Tree } from '../src/core/tree/tree.js';
import { GrowingTree } from './growing-tree.js';
import type { Context, Section, SectionResult } from './section.js';
import { summarize } from './statistics.js';

const ENTRIES = 1_000_000;
const RULES = { measure: 'allocated', everyLink: false } as const;
const SHOWN = 10;

export const compare: Section = { title: `Two scans compared, ${ENTRIES} entries each`, run: measure };

interface Row {
  readonly batch: EntryBatch;
  readonly row: number;
  readonly section: number;
  /** Its number in the order of the tree. */
  readonly number: number;
}

/** Changes a row in place. */
type Alter = (row: Row) => void;

const CASES: readonly { readonly name: string; readonly alter: Alter; readonly isFlat?: true }[] = [
  { name: 'nothing has changed', alter: () => undefined },
  { name: '1 % grown, 1 % renamed', alter: changeSome },
  { name: 'every name in the root another', alter: (row) => isInRoot(row) && rename(row) },
  { name: 'every name another, all inodes the same', alter: rename },
  { name: 'one folder, its first name another', alter: renameFirst, isFlat: true },
];

function measure({ options, progress }: Context): SectionResult {
  const rows = CASES.map(({ name, alter, isFlat = false }) => {
    progress(name);
    const before = grow(isFlat, () => undefined);
    const after = grow(isFlat, alter);
    const compared: number[] = [];
    const shown: number[] = [];
    for (let round = 0; round < options.rounds; round++) {
      const start = performance.now();
      const changes = new Changes(new Comparison(before, after), RULES);
      compared.push(performance.now() - start);
      show(changes);
      shown.push(performance.now() - start);
    }
    return { name, compared, shown };
  });
  const lines = rows.map(({ name, compared, shown }) => `| ${name} | ${cell(compared)} | ${cell(shown)} |`);
  const head = ['| | compared, ms | and all that is shown of it, ms |', '| --- | --: | --: |'];
  return { markdown: [...head, ...lines].join('\n'), data: rows };
}

/** Finds what `hectare compare` prints. */
function show(changes: Changes): void {
  new ChangeCounts(changes);
  for (const sign of [1, -1] as const) {
    findChangedDirectories(changes, SHOWN, sign);
    findChangedFiles(changes, SHOWN, sign);
  }
}

function cell(milliseconds: readonly number[]): string {
  const { median, least, most } = summarize(milliseconds);
  return `${median.toFixed(0)} (${least.toFixed(0)}–${most.toFixed(0)})`;
}

function grow(isFlat: boolean, alter: Alter): Tree {
  let number = 0;
  const growing = new GrowingTree(ENTRIES, isFlat, (batch) => {
    let section = 0;
    for (let row = 0; row < batch.count; row++) {
      while (batch.sections.end[section]! <= row) section++;
      batch.inodeLow[row] = ++number;
      alter({ batch, row, section, number });
    }
  });
  while (!growing.isComplete) growing.grow();
  return growing.tree;
}

const isInRoot = ({ batch, section }: Row): boolean => batch.sections.directory[section] === ENGINE_REFERENCE;

function rename({ batch, row }: Row): void {
  const at = batch.nameStart[row]!;
  batch.names[at] = batch.names[at] === 0x7a ? 0x79 : 0x7a;
}

function renameFirst(row: Row): void {
  if (row.number === 1) rename(row);
}

function changeSome(row: Row): void {
  if (row.number % 100 === 50) rename(row);
  if (row.number % 100 === 1) occupyMore(row);
}

function occupyMore({ batch, row, section }: Row): void {
  const blocks = 8;
  batch.blocksLow[row] = batch.blocksLow[row]! + blocks;
  const sum = section * SECTION_SUMS + SectionSum.blocksLow;
  batch.sections.sums[sum] = batch.sections.sums[sum]! + blocks;
}
