/** Sums of the files with each extension, without regard to case. Extensions of ASCII are compared as bytes. */
import { DOT } from '../columns/bytes.js';
import { type Column, bytes as newBytes } from '../columns/column.js';
import { decodeName } from '../columns/text.js';
import { kindKey } from '../kinds/file-kind-table.js';
import { kindOfExtension } from '../kinds/file-kinds.js';
import {
  extensionEnd,
  extensionStart,
  foldExtension,
  hashExtension,
  lowerByte,
} from '../tree/file-extension.js';
import { FILE_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import type { EntrySizes } from './entry-sizes.js';
import type { GroupSums } from './group-sums.js';
import { RunningSums } from './running-sums.js';

/** Keys below this fit into the cache. */
const maxKnownKey = 255;
/** Key of files without an extension. */
const NO_EXTENSION = 0;
/** Key of whatever is not a regular file. */
const NO_FILE = 1;
/** Label of whatever is not a regular file. */
export const NO_FILE_LABEL = '/';

export class ExtensionSums {
  private readonly table: ExtensionTable;
  private readonly sums: RunningSums;
  private revision = 0;

  constructor(nodes: Nodes) {
    this.table = new ExtensionTable(nodes);
    this.sums = new RunningSums((node) => this.table.keyOf(node));
  }

  of(sizes: EntrySizes): GroupSums {
    const { revision } = sizes.tree;
    if (revision !== this.revision) this.table.forgetNodes();
    this.revision = revision;
    return this.sums.of(sizes);
  }

  forget(): void {
    this.sums.forget();
  }

  /** Returns the kind that the extension tells. */
  kindOf(key: number): number {
    return this.table.kindOf(key);
  }

  /** Returns ".mp4", in lower case; empty for files without an extension, `NO_FILE_LABEL` for what is no file. */
  labelOf(key: number): string {
    return this.table.labelOf(key);
  }
}

/** Hash table of extensions, with open addressing. The bytes of an extension are those of a name that has it. */
class ExtensionTable {
  private readonly nodes: Nodes;
  private slots = new Uint32Array(1024);
  /** First node with each extension, by key. The first two keys have none. */
  private readonly examples: number[] = [-1, -1];
  /** Keys of extensions with other letters than those of ASCII. */
  private readonly others = new Map<string, number>();
  /** By node: its key + 1, where that fits; 0 where it is not known yet. Perf: `npm run bench -- --only exploring`. */
  private known: Column<Uint8Array> = newBytes();

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  /** why: the kind of the first file would not do. It may have another one by its name ("thumbs.db"), or be a link by now. */
  kindOf(key: number): number {
    if (key === NO_EXTENSION) return kindKey('other');
    if (key === NO_FILE) return kindKey('folder');
    return kindOfExtension(this.nodes, ...this.extension(this.examples[key]!));
  }

  labelOf(key: number): string {
    if (key === NO_EXTENSION) return '';
    if (key === NO_FILE) return NO_FILE_LABEL;
    return `.${this.text(...this.extension(this.examples[key]!))}`;
  }

  /** Forgets the keys of nodes, whose types may have changed. */
  forgetNodes(): void {
    this.known = newBytes();
  }

  keyOf(node: number): number {
    const known = this.known.get(node);
    if (known !== 0) return known - 1;
    const key = this.find(node);
    if (key < maxKnownKey) this.known.set(node, key + 1);
    return key;
  }

  private find(node: number): number {
    const { nodes } = this;
    if ((nodes.mode(node) & TYPE_BITS) !== FILE_BITS) return NO_FILE;
    const [start, end] = this.extension(node);
    if (start === end) return NO_EXTENSION;
    for (let at = start; at < end; at++)
      if (nodes.names.byteAt(at) > 0x7f) return this.findOther(node, start, end);
    const slot = this.slotOf(start, end);
    const known = this.slots[slot]!;
    if (known !== 0) return known;
    const key = this.examples.push(node) - 1;
    this.slots[slot] = key;
    if (key * 2 > this.slots.length) this.grow();
    return key;
  }

  private findOther(node: number, start: number, end: number): number {
    const text = this.text(start, end);
    const known = this.others.get(text) ?? this.examples.push(node) - 1;
    this.others.set(text, known);
    return known;
  }

  private text(start: number, end: number): string {
    return foldExtension(decodeName(this.nodes.names.slice(start, end)));
  }

  private slotOf(start: number, end: number): number {
    const { slots } = this;
    let slot = hashExtension(this.nodes, start, end) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      if (this.isSame(this.examples[slots[slot]!]!, start, end)) break;
    }
    return slot;
  }

  private isSame(example: number, start: number, end: number): boolean {
    const { names } = this.nodes;
    const [, exampleEnd] = this.extension(example);
    // Behind the dot that must stand before, all bytes from the back are the same.
    for (let back = 1; back <= end - start; back++) {
      if (lowerByte(names.byteAt(exampleEnd - back)) !== lowerByte(names.byteAt(end - back))) return false;
    }
    return names.byteAt(exampleEnd - (end - start) - 1) === DOT;
  }

  private extension(node: number): readonly [start: number, end: number] {
    const begin = this.nodes.nameBegin(node);
    const end = extensionEnd(this.nodes, begin, this.nodes.nameEnd(node));
    return [extensionStart(this.nodes, begin, end), end];
  }

  private grow(): void {
    this.slots = new Uint32Array(this.slots.length * 2);
    const others = new Set(this.others.values());
    for (let key = NO_FILE + 1; key < this.examples.length; key++) {
      if (!others.has(key)) this.slots[this.slotOf(...this.extension(this.examples[key]!))] = key;
    }
  }
}
