/**
 * Rows as they are scrolled to. Windows of rows are asked from the engine and kept; when the engine would answer
 * otherwise (a revision), what is shown stays until the new rows are there.
 */
import type { Order, Rows } from '../../contract/engine-protocol.js';
import { TileFlag } from '../../contract/engine-protocol.js';
import { isDirectory } from '../../core/mode.js';
import { EngineError } from '../session/engine-client.js';
import type { Session } from '../session/session.js';
import { splitNames } from '../text/display-name.js';
import { type Branch, type RowPlace, RowTree } from './row-tree.js';

export interface Row {
  readonly node: number;
  readonly name: string;
  readonly flags: number;
  readonly isFolder: boolean;
  readonly allocated: number;
  readonly apparent: number;
  readonly files: number;
  readonly modified: number;
}

interface Page {
  readonly generation: number;
  readonly rows: readonly Row[];
}

const pageLength = 100;
/** Pages that are kept; the ones asked for longest ago go first. */
const mostPages = 120;

export class RowSource {
  readonly tree: RowTree;
  readonly #session: Session;
  readonly #pages = new Map<string, Page>();
  readonly #asked = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #order: Order;
  #generation = 1;
  #version = 0;

  constructor(session: Session, node: number, order: Order) {
    this.#session = session;
    this.#order = order;
    this.tree = new RowTree(node);
    void this.#load(this.tree.root, 0);
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly version = (): number => this.#version;

  /** The row, or `null` while it is on its way. */
  row({ branch, offset }: RowPlace): Row | null {
    const page = Math.floor(offset / pageLength);
    const found = this.#pages.get(pageKey(branch, page));
    if (found === undefined || found.generation !== this.#generation) void this.#load(branch, page);
    return found?.rows[offset % pageLength] ?? null;
  }

  isOpen(node: number): boolean {
    return this.tree.branchOf(node) !== undefined;
  }

  toggle({ branch, offset }: RowPlace, node: number): void {
    const known = this.tree.branchOf(node);
    if (known !== undefined) {
      this.tree.collapse(known);
      this.#session.openRows.delete(node);
    } else {
      this.#session.openRows.add(node);
      void this.#load(this.tree.expand(branch, offset, node), 0);
    }
    this.#change();
  }

  /** Asks for everything anew: the engine has other answers, or the order is another. */
  async refresh(order: Order): Promise<void> {
    this.#order = order;
    const generation = ++this.#generation;
    const branches = [...this.tree.branches];
    await Promise.all([
      ...branches.map((branch) => this.#load(branch, 0)),
      ...branches.slice(1).map(async (branch) => {
        const place = await this.#place(branch.node);
        if (place !== null && generation === this.#generation) this.tree.setIndex(branch, place.index);
      }),
    ]);
    this.#change();
  }

  /** Opens what is above a node, and returns its row; -1 where the table does not reach it. */
  async find(node: number): Promise<number> {
    const place = await this.#place(node);
    const start = place?.path.indexOf(this.tree.root.node) ?? -1;
    if (place === null || start < 0) return -1;
    const above = Array.from(place.path.subarray(start + 1));
    const places = await Promise.all(above.map((folder) => this.#place(folder)));
    let branch = this.tree.root;
    for (const [step, folder] of above.entries()) {
      const index = places[step]?.index;
      if (index === undefined || index < 0) return -1;
      const known = this.tree.branchOf(folder);
      branch = known ?? this.tree.expand(branch, index, folder);
      this.#session.openRows.add(folder);
      if (known === undefined) await this.#load(branch, 0);
    }
    this.#change();
    return place.index < 0 ? -1 : this.tree.rowOf(branch, place.index);
  }

  async #load(branch: Branch, page: number): Promise<void> {
    const generation = this.#generation;
    const key = pageKey(branch, page);
    const asked = `${generation} ${key}`;
    if (this.#asked.has(asked)) return;
    this.#asked.add(asked);
    const rows = await quietly(
      this.#session.client.request('children', {
        node: branch.node,
        offset: page * pageLength,
        limit: pageLength,
        ...this.#order,
      }),
    );
    this.#asked.delete(asked);
    if (rows === null || generation !== this.#generation) return;
    branch.total = rows.total;
    this.#pages.delete(key);
    this.#pages.set(key, { generation, rows: readRows(rows) });
    if (this.#pages.size > mostPages) this.#pages.delete(this.#pages.keys().next().value!);
    this.#openAgain(branch, page);
    this.#change();
  }

  /** Opens those rows of a page that were open when they were last shown. */
  #openAgain(branch: Branch, page: number): void {
    const { openRows } = this.#session;
    if (openRows.size === 0) return;
    this.#pages.get(pageKey(branch, page))?.rows.forEach(({ node }, index) => {
      if (!openRows.has(node) || this.isOpen(node)) return;
      void this.#load(this.tree.expand(branch, page * pageLength + index, node), 0);
    });
  }

  #place(node: number) {
    return quietly(this.#session.client.request('place', { node, ...this.#order }));
  }

  #change(): void {
    this.#version++;
    for (const listener of this.#listeners) listener();
  }
}

const pageKey = (branch: Branch, page: number): string => `${branch.node} ${page}`;

/** `null` where the engine refuses or has ended: the list keeps what it has, and the window says the rest. */
async function quietly<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof EngineError) return null;
    throw error;
  }
}

export function readRows(rows: Rows): Row[] {
  const names = splitNames(rows.names);
  return names.map((name, index) => ({
    node: rows.node[index]!,
    name,
    flags: rows.flags[index]!,
    isFolder: isDirectory(rows.mode[index]!) || (rows.flags[index]! & TileFlag.directory) !== 0,
    allocated: rows.allocated[index]!,
    apparent: rows.apparent[index]!,
    files: rows.files[index]!,
    modified: rows.modified[index]!,
  }));
}
