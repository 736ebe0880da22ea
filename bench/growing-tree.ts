/**
 * Synthetic trees without a file system: batches as scanners send them, from the same random numbers everywhere.
 *
 * Sizes resemble those of real files: most files are small, and most bytes are in a few large ones.
 */
import {
  ENGINE_REFERENCE,
  type EntryBatch,
  NO_DIRECTORY,
  SECTION_SUMS,
  SectionSum,
} from '../src/contract/entry-batch.js';
import { zeroRowColumns } from '../src/core/columns/row-columns.js';
import { newSenderNumbers, Tree } from '../src/core/tree/tree.js';
import { Random } from './random.js';
import { directoryName, fileName } from './tree-names.js';

const MEAN_FILES = 7.5;
const ROWS_PER_BATCH = 8192;
const OWNERS = 15;
const PRESENT = 1_790_000_000;

/** Planned contents of a directory that is not read yet. */
interface Plan {
  readonly children: Plan[];
  files: number;
  /** The sender's reference to it. */
  reference: number;
}

/** A tree that grows batch by batch, in the order in which scanners read: mostly the deepest first. */
export class GrowingTree {
  readonly tree: Tree = new Tree();
  private readonly sender = newSenderNumbers();
  private readonly random = new Random(20_012);
  private readonly pending: Plan[];
  private references = 0;

  private readonly alter: (batch: EntryBatch) => void;

  /** @param isFlat all entries lie in one directory. @param alter may change a batch in place before it is appended. */
  constructor(entries: number, isFlat = false, alter: (batch: EntryBatch) => void = () => undefined) {
    this.alter = alter;
    const directories = isFlat ? 1 : Math.floor(entries / (MEAN_FILES + 1));
    this.pending = [planTree(directories, entries - directories + 1, this.random)];
    const root = new Rows(this.random);
    root.addDirectory('root');
    root.endSection(NO_DIRECTORY, false);
    this.tree.append(root.take(), newSenderNumbers());
  }

  get isComplete(): boolean {
    return this.pending.length === 0;
  }

  grow(): void {
    const rows = new Rows(this.random);
    while (rows.count < ROWS_PER_BATCH && this.pending.length > 0) {
      const fromTop = this.random.next() < 0.1;
      this.read(rows, fromTop ? this.pending.shift()! : this.pending.pop()!);
    }
    const batch = rows.take();
    this.alter(batch);
    this.tree.append(batch, this.sender);
  }

  private read(rows: Rows, plan: Plan): void {
    for (const [number, child] of plan.children.entries()) {
      rows.addDirectory(directoryName(this.random, number));
      child.reference = this.references++;
    }
    const files = Math.min(plan.files, ROWS_PER_BATCH);
    for (let left = plan.files; left > plan.files - files; left--) {
      rows.addFile(fileName(this.random, left));
    }
    plan.files -= files;
    rows.endSection(plan.reference, plan.files === 0);
    this.pending.push(...plan.children.splice(0));
    if (plan.files > 0) this.pending.push(plan);
  }
}

/** Plans directories breadth first, one to four in each, until there are enough. */
function planTree(directories: number, files: number, random: Random): Plan {
  const plans: Plan[] = [{ children: [], files: 0, reference: ENGINE_REFERENCE }];
  for (let parent = 0; plans.length < directories; parent++) {
    for (let wanted = parent === 0 ? 12 : 1 + random.below(4); wanted > 0; wanted--) {
      if (plans.length === directories) break;
      const plan = { children: [], files: 0, reference: 0 };
      plans[parent]!.children.push(plan);
      plans.push(plan);
    }
  }
  let left = files;
  for (const [index, plan] of plans.entries()) {
    plan.files = Math.min(left, Math.round(random.exponential(left / (plans.length - index))));
    left -= plan.files;
  }
  plans.at(-1)!.files += left;
  return plans[0]!;
}

/** The rows of a batch. */
class Rows {
  count = 0;
  private readonly random: Random;
  private readonly names: string[] = [];
  private readonly sizes: number[] = [];
  private readonly attribute: number[] = [];
  private readonly directoryRow: number[] = [];
  private readonly sections: { directory: number; end: number; done: number }[] = [];
  private readonly sums: number[] = [];
  private sum = new Float64Array(SECTION_SUMS);

  constructor(random: Random) {
    this.random = random;
  }

  addDirectory(name: string): void {
    this.directoryRow.push(this.count);
    this.add(name, 4096, OWNERS);
    this.sum[SectionSum.directories]!++;
  }

  addFile(name: string): void {
    const { random } = this;
    const kind = random.next();
    const digits =
      kind < 0.9 ? 14 * random.next() : kind < 0.995 ? 24 * random.next() : 20 + 11 * random.next();
    this.add(name, Math.floor(2 ** digits), Math.floor(OWNERS * random.next() ** 3));
    this.sum[SectionSum.files]!++;
    this.sum[SectionSum.apparentLow]! += this.sizes.at(-1)!;
  }

  endSection(directory: number, done: boolean): void {
    this.sections.push({ directory, end: this.count, done: done ? 1 : 0 });
    this.sums.push(...this.sum);
    this.sum.fill(0);
  }

  take(): EntryBatch {
    const { count, random, sections } = this;
    const zeros = zeroRowColumns(count);
    let length = 0;
    const nameStart = Uint32Array.from(this.names, (name) => {
      length += name.length + 1;
      return length - name.length - 1;
    });
    return {
      count,
      names: Buffer.from(`${this.names.join('\0')}\0`),
      nameStart,
      ...zeros,
      attribute: Uint32Array.from(this.attribute),
      apparentLow: Uint32Array.from(this.sizes),
      blocksLow: Uint32Array.from(this.sizes, blocksOf),
      mtimeLow: zeros.mtimeLow.map(() => PRESENT - Math.floor(2 ** (28 * random.next()))),
      mtimeNanoseconds: zeros.mtimeNanoseconds.map(() => random.below(1e9)),
      inodeLow: zeros.inodeLow.map((_, row) => row),
      attributes: Uint32Array.from(attributes),
      sections: {
        directory: Uint32Array.from(sections, ({ directory }) => directory),
        end: Uint32Array.from(sections, ({ end }) => end),
        done: Uint8Array.from(sections, ({ done }) => done),
        failure: new Uint16Array(sections.length),
        sums: Float64Array.from(this.sums),
      },
      directoryRow: Uint32Array.from(this.directoryRow),
      ctimeLow: new Uint32Array(this.directoryRow.length),
      ctimeHigh: new Uint32Array(this.directoryRow.length),
      ctimeNanoseconds: new Uint32Array(this.directoryRow.length),
      linkedRow: new Uint32Array(),
      failureRow: new Uint32Array(),
      failureErrno: new Uint16Array(),
    };
  }

  private add(name: string, bytes: number, attribute: number): void {
    this.names.push(name);
    this.sizes.push(bytes);
    this.attribute.push(attribute);
    this.sum[SectionSum.blocksLow]! += blocksOf(bytes);
    this.count++;
  }
}

/** Attributes: one combination for the files of each owner, and the last one for directories. */
const attributes = Array.from({ length: OWNERS + 1 }, (_, owner) =>
  owner === OWNERS ? [0o40755, 2, 0, 0, 0, 1] : [0o100644, 1, 1000 + owner, 1000, 0, 1],
).flat();

const blocksOf = (bytes: number): number => 8 * Math.ceil(bytes / 4096);
