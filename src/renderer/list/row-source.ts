/**
 * Rows as they are scrolled to. Pages of rows are requested from the engine and kept; when the engine would answer
 * otherwise (a revision), the old rows stay until the new ones are there.
 */
import type { FolderBytes } from '../../contract/lists.js';
import { RequestRefused } from '../../contract/refusal.js';
import { type Branch, type RowPosition, RowTree } from './row-tree.js';

/** Fields that every row of a list has. */
export interface AnyRow {
  readonly node: number;
  readonly isFolder: boolean;
  /** Whether it exists only in the snapshot, and cannot be entered. */
  readonly isGone?: boolean;
}

/** Requests for rows, in one order. They reject with `RequestRefused`. */
export interface RowLoader<Row extends AnyRow> {
  load(
    node: number,
    offset: number,
    limit: number,
  ): Promise<{ readonly total: number; readonly rows: readonly Row[]; readonly folder?: FolderBytes }>;
  /** Returns the folders above a node, and its index among its siblings. Not every list can tell. */
  readonly place?: (node: number) => Promise<{ readonly path: Uint32Array; readonly index: number }>;
}

interface Page<Row> {
  readonly generation: number;
  readonly rows: readonly Row[];
}

const pageLength = 100;
/** Limit of kept pages; the ones requested longest ago go first. */
const maxPages = 120;

export class RowSource<Row extends AnyRow = AnyRow> {
  readonly tree: RowTree;
  private readonly openRows: Set<number>;
  private readonly pages = new Map<string, Page<Row>>();
  private readonly asked = new Set<string>();
  private readonly listeners = new Set<() => void>();
  private loader: RowLoader<Row>;
  private generation = 1;
  private changes = 0;
  private listed: FolderBytes | undefined;
  /** Failure that is no refusal, for the boundary around the list. */
  failure: { readonly error: unknown } | null = null;

  /** @param openRows folders that are opened as soon as they are rows; kept up to date. */
  constructor(loader: RowLoader<Row>, node: number, openRows: Set<number>) {
    this.loader = loader;
    this.openRows = openRows;
    this.tree = new RowTree(node);
    void this.load(this.tree.root, 0);
  }

  readonly listen = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly version = (): number => this.changes;

  /** Bytes of the listed folder, where the list tells; as old as its rows. */
  get folder(): FolderBytes | undefined {
    return this.listed;
  }

  /** Returns a row, or `null` while it is on its way. */
  row({ branch, offset }: RowPosition): Row | null {
    const page = Math.floor(offset / pageLength);
    const found = this.pages.get(pageKey(branch, page));
    if (found === undefined || found.generation !== this.generation) void this.load(branch, page);
    return found?.rows[offset % pageLength] ?? null;
  }

  isOpen(node: number): boolean {
    return this.tree.branchOf(node) !== undefined;
  }

  toggle({ branch, offset }: RowPosition, node: number): void {
    const known = this.tree.branchOf(node);
    if (known !== undefined) {
      this.tree.collapse(known);
      this.openRows.delete(node);
    } else {
      this.openRows.add(node);
      void this.load(this.tree.expand(branch, offset, node), 0);
    }
    this.change();
  }

  /** Requests everything again: the engine has other answers, or the order has changed. */
  async refresh(loader: RowLoader<Row>): Promise<void> {
    this.loader = loader;
    const generation = ++this.generation;
    // A list that cannot tell where folders are now opens them again when their rows arrive.
    if (loader.place === undefined) for (const branch of [...this.tree.root.open]) this.tree.collapse(branch);
    const branches = [...this.tree.branches];
    await Promise.all([
      ...branches.map((branch) => this.load(branch, 0)),
      ...branches.slice(1).map(async (branch) => {
        const place = await this.locate(branch.node);
        if (generation !== this.generation) return;
        if (place === null || place.index < 0) this.tree.collapse(branch);
        else this.tree.setIndex(branch, place.index);
      }),
    ]);
    for (const branch of this.tree.branches) this.openAgain(branch, 0);
    this.change();
  }

  /** Opens what is above a node, and returns its row; -1 where the table does not reach it. */
  async find(node: number): Promise<number> {
    const place = await this.locate(node);
    const start = place?.path.indexOf(this.tree.root.node) ?? -1;
    if (place === null || start < 0) return -1;
    const above = Array.from(place.path.subarray(start + 1));
    const places = await Promise.all(above.map((folder) => this.locate(folder)));
    let branch = this.tree.root;
    for (const [step, folder] of above.entries()) {
      const index = places[step]?.index;
      if (index === undefined || index < 0) return -1;
      const known = this.tree.branchOf(folder);
      branch = known ?? this.tree.expand(branch, index, folder);
      this.openRows.add(folder);
      if (known === undefined) await this.load(branch, 0);
    }
    this.change();
    return place.index < 0 ? -1 : this.tree.rowOf(branch, place.index);
  }

  private async load(branch: Branch, page: number): Promise<void> {
    const generation = this.generation;
    const key = pageKey(branch, page);
    const asked = `${generation} ${key}`;
    if (this.asked.has(asked)) return;
    this.asked.add(asked);
    const loaded = await this.quietly(this.loader.load(branch.node, page * pageLength, pageLength));
    this.asked.delete(asked);
    if (loaded === null || generation !== this.generation) return;
    branch.total = loaded.total;
    if (branch === this.tree.root) this.listed = loaded.folder;
    this.pages.delete(key);
    this.pages.set(key, { generation, rows: loaded.rows });
    if (this.pages.size > maxPages) this.pages.delete(this.pages.keys().next().value!);
    this.openAgain(branch, page);
    this.change();
  }

  /** Opens those rows of a page that were open when they were last shown. */
  private openAgain(branch: Branch, page: number): void {
    if (this.openRows.size === 0) return;
    this.pages.get(pageKey(branch, page))?.rows.forEach(({ node }, index) => {
      if (!this.openRows.has(node) || this.isOpen(node)) return;
      void this.load(this.tree.expand(branch, page * pageLength + index, node), 0);
    });
  }

  private async locate(node: number) {
    const place = this.loader.place?.(node);
    return place === undefined ? null : this.quietly(place);
  }

  /** Returns `null` where the engine refuses or has ended: the list keeps its rows, and a notice says why. */
  private async quietly<Value>(answer: Promise<Value>): Promise<Value | null> {
    try {
      return await answer;
    } catch (error) {
      if (!(error instanceof RequestRefused)) {
        this.failure = { error };
        this.change();
      }
      return null;
    }
  }

  private change(): void {
    this.changes++;
    for (const listener of this.listeners) listener();
  }
}

const pageKey = (branch: Branch, page: number): string => `${branch.node} ${page}`;
