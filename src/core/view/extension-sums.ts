/** What the files with each extension add up to. Extensions are told apart in their bytes, without regard to case. */
import { DOT } from '../columns/bytes.js';
import { type Column, bytes as newBytes } from '../columns/column.js';
import { decodeName } from '../columns/text.js';
import { kindKey } from '../kinds/file-kind-table.js';
import { kindOfExtension } from '../kinds/file-kinds.js';
import { extensionStart, hashExtension, lowerByte } from '../tree/file-extension.js';
import { FILE_BITS, TYPE_BITS } from '../tree/mode.js';
import type { Nodes } from '../tree/nodes.js';
import type { EntrySizes } from './entry-sizes.js';
import type { GroupSums } from './group-sums.js';
import { RunningSums } from './running-sums.js';

/** The key of what has no extension: names without one, and all that is not a regular file. */
const NO_EXTENSION = 0;

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

  /** The kind that the extension tells; that of the others for `NO_EXTENSION`. */
  kindOf(key: number): number {
    return this.table.kindOf(key);
  }

  /** ".mp4", in lower case; empty for `NO_EXTENSION`. */
  labelOf(key: number): string {
    return this.table.labelOf(key);
  }
}

/** A key for each extension: open addressing; the bytes are those of a name that has it. */
class ExtensionTable {
  private readonly nodes: Nodes;
  private places = new Uint32Array(1024);
  /** The first node with each extension. Key 0 is none's. */
  private readonly examples: number[] = [-1];
  /** Perf: the key of each node + 1, where it fits; 0 where nobody has asked yet (`npm run bench -- --only exploring`). */
  private known: Column<Uint8Array> = newBytes();

  constructor(nodes: Nodes) {
    this.nodes = nodes;
  }

  /** why: not that of its first file, which may be of another kind by its name, as "thumbs.db", or be a link by now. */
  kindOf(key: number): number {
    if (key === NO_EXTENSION) return kindKey('other');
    return kindOfExtension(this.nodes, ...this.extension(this.examples[key]!));
  }

  labelOf(key: number): string {
    if (key === NO_EXTENSION) return '';
    const [start, end] = this.extension(this.examples[key]!);
    return `.${decodeName(this.nodes.names.slice(start, end)).replace(/[A-Z]/g, (letter) => letter.toLowerCase())}`;
  }

  /** Nodes may be of other types than before. */
  forgetNodes(): void {
    this.known = newBytes();
  }

  keyOf(node: number): number {
    const known = this.known.get(node);
    if (known !== 0) return known - 1;
    const key = this.find(node);
    if (key < mostKnown) this.known.set(node, key + 1);
    return key;
  }

  private find(node: number): number {
    const { nodes } = this;
    if ((nodes.mode(node) & TYPE_BITS) !== FILE_BITS) return NO_EXTENSION;
    const end = nodes.nameEnd(node);
    const start = extensionStart(nodes, nodes.nameBegin(node), end);
    if (start === end) return NO_EXTENSION;
    const place = this.placeOf(start, end);
    const known = this.places[place]!;
    if (known !== 0) return known;
    const key = this.examples.push(node) - 1;
    this.places[place] = key;
    if (key * 2 > this.places.length) this.grow();
    return key;
  }

  private placeOf(start: number, end: number): number {
    const { places } = this;
    let place = hashExtension(this.nodes, start, end) & (places.length - 1);
    for (; places[place] !== 0; place = (place + 1) & (places.length - 1)) {
      if (this.isSame(this.examples[places[place]!]!, start, end)) break;
    }
    return place;
  }

  private isSame(example: number, start: number, end: number): boolean {
    const { names } = this.nodes;
    const exampleEnd = this.nodes.nameEnd(example);
    // Behind the dot that must stand before, all bytes from the back are the same.
    for (let back = 1; back <= end - start; back++) {
      if (lowerByte(names.byteAt(exampleEnd - back)) !== lowerByte(names.byteAt(end - back))) return false;
    }
    return names.byteAt(exampleEnd - (end - start) - 1) === DOT;
  }

  private extension(node: number): readonly [start: number, end: number] {
    const end = this.nodes.nameEnd(node);
    return [extensionStart(this.nodes, this.nodes.nameBegin(node), end), end];
  }

  private grow(): void {
    this.places = new Uint32Array(this.places.length * 2);
    for (let key = 1; key < this.examples.length; key++) {
      this.places[this.placeOf(...this.extension(this.examples[key]!))] = key;
    }
  }
}

const mostKnown = 255;
