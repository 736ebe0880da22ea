import { ENGINE_REFERENCE } from '../../../src/contract/entry-batch.js';
import { BatchBuilder } from '../../../src/core/stored/batch-builder.js';
import { appendRoot } from '../../../src/core/stored/tree-builder.js';
import type { IdentitySet } from '../../../src/core/tree/identity-set.js';
import { newSenderNumbers, type SenderNumbers, Tree } from '../../../src/core/tree/tree.js';
import { childrenOf } from './build-tree.js';
import type { ModelEntry } from './model-tree.js';

/** Numbers that decide what arrives when; they are used again when all are used up. */
export type Choices = readonly number[];

interface Sender {
  readonly builder: BatchBuilder;
  readonly numbers: SenderNumbers;
}

/** A part of a directory's names that is not sent yet. */
interface Part {
  readonly directory: number;
  readonly entries: readonly number[];
  readonly isLast: boolean;
}

/** The sender that reported a directory, its number there, and the tree's number once that batch is merged. */
interface Reported {
  readonly by: number;
  readonly reference: number;
  merged: number | undefined;
}

/**
 * Delivers the entries of a model in a random order that the protocol allows: directories split into sections, sections taken
 * by any of several senders, batches cut anywhere. Only the parent of a directory comes before it.
 */
export function buildInRandomOrder(
  entries: readonly ModelEntry[],
  senderCount: number,
  choices: Choices,
  counted?: IdentitySet,
  /** Called whenever entries have arrived. */
  onArrival: (tree: Tree) => void = () => undefined,
): Tree {
  return new Arrival(entries, senderCount, choices, new Tree(counted), onArrival).run();
}

class Arrival {
  private readonly entries: readonly ModelEntry[];
  private readonly tree: Tree;
  private readonly children: ReadonlyMap<number, readonly number[]>;
  private readonly senders: readonly Sender[];
  private readonly reported = new Map<number, Reported>();
  private readonly unmerged: number[][];
  private readonly parts: Part[] = [];
  private readonly choices: Choices;
  private readonly onArrival: (tree: Tree) => void;
  private turn = 0;

  constructor(
    entries: readonly ModelEntry[],
    senderCount: number,
    choices: Choices,
    tree: Tree,
    onArrival: (tree: Tree) => void,
  ) {
    this.onArrival = onArrival;
    this.entries = entries;
    this.choices = choices;
    this.tree = tree;
    this.children = childrenOf(entries);
    this.senders = Array.from({ length: senderCount }, () => ({
      builder: new BatchBuilder(),
      numbers: newSenderNumbers(),
    }));
    this.unmerged = this.senders.map(() => []);
  }

  run(): Tree {
    appendRoot(this.tree, this.entries[0]!);
    this.reported.set(0, { by: -1, reference: 0, merged: 0 });
    this.split(0);
    while (this.parts.length > 0) {
      const [part] = this.parts.splice(this.choose(this.parts.length), 1);
      const sender = this.sendersFor(part!.directory);
      this.send(part!, sender[this.choose(sender.length)]!);
      if (this.choose(3) === 0) this.merge(this.choose(this.senders.length));
    }
    for (let sender = 0; sender < this.senders.length; sender++) this.merge(sender);
    return this.tree;
  }

  private choose(from: number): number {
    return (this.choices[this.turn++ % this.choices.length] ?? 0) % from;
  }

  /** Makes one, two or three parts of a directory that was just reported. */
  private split(directory: number): void {
    const inside = [...this.children.get(directory)!];
    const length = Math.ceil(inside.length / (1 + this.choose(3))) || 1;
    do {
      const entries = inside.splice(0, length);
      this.parts.push({ directory, entries, isLast: inside.length === 0 });
    } while (inside.length > 0);
  }

  /** Returns the senders that can refer to a directory: before its batch is merged, only its finder. */
  private sendersFor(directory: number): number[] {
    const { by, merged } = this.reported.get(directory)!;
    return merged === undefined ? [by] : this.senders.map((_, sender) => sender);
  }

  private send(part: Part, sender: number): void {
    const { by, reference, merged } = this.reported.get(part.directory)!;
    const { builder } = this.senders[sender]!;
    const isOwn = by === sender && (merged === undefined || this.choose(2) === 0);
    const used = isOwn ? reference : (merged! | ENGINE_REFERENCE) >>> 0;
    for (const entry of part.entries) {
      if (!this.children.has(entry)) continue;
      const own = builder.directoriesReported + this.unreported(part, entry);
      this.reported.set(entry, { by: sender, reference: own, merged: undefined });
      this.unmerged[sender]!.push(entry);
    }
    const rows = part.entries.map((entry) => this.entries[entry]!);
    builder.section(used, rows, { done: part.isLast });
    for (const entry of part.entries) if (this.children.has(entry)) this.split(entry);
  }

  /** Counts the directories before an entry of a part that is about to be sent. */
  private unreported({ entries }: Part, entry: number): number {
    return entries.slice(0, entries.indexOf(entry)).filter((other) => this.children.has(other)).length;
  }

  private merge(sender: number): void {
    const { builder, numbers } = this.senders[sender]!;
    if (builder.isEmpty) return;
    let next = this.tree.append(builder.build(), numbers);
    for (const entry of this.unmerged[sender]!.splice(0)) this.reported.get(entry)!.merged = next++;
    this.onArrival(this.tree);
  }
}
