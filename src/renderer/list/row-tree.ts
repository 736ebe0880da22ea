/**
 * Rows of a tree-table, without the rows themselves: each open folder is a branch that knows how many rows it has and
 * which of them are open. Finding a row costs as many steps as there are open folders, however many rows there are.
 */
export interface Branch {
  readonly node: number;
  readonly parent: Branch | null;
  /** Level in the table, 1 for the rows of the focus. */
  readonly level: number;
  /** Index among its parent's rows. */
  index: number;
  /** Number of its own rows. */
  total: number;
  /** Open folders among its rows, by index. */
  readonly open: Branch[];
}

export interface RowPosition {
  readonly branch: Branch;
  readonly offset: number;
}

export class RowTree {
  readonly root: Branch;
  private readonly byNode = new Map<number, Branch>();

  constructor(node: number) {
    this.root = { node, parent: null, level: 1, index: 0, total: 0, open: [] };
    this.byNode.set(node, this.root);
  }

  get count(): number {
    return countRows(this.root);
  }

  get branches(): Iterable<Branch> {
    return this.byNode.values();
  }

  branchOf(node: number): Branch | undefined {
    return this.byNode.get(node);
  }

  expand(parent: Branch, index: number, node: number): Branch {
    const known = this.byNode.get(node);
    if (known !== undefined) return known;
    const branch: Branch = { node, parent, level: parent.level + 1, index, total: 0, open: [] };
    this.byNode.set(node, branch);
    parent.open.push(branch);
    sortOpen(parent);
    return branch;
  }

  collapse(branch: Branch): void {
    if (branch.parent === null) return;
    const { open } = branch.parent;
    open.splice(open.indexOf(branch), 1);
    const gone = [branch];
    for (let next = gone.pop(); next !== undefined; next = gone.pop()) {
      this.byNode.delete(next.node);
      for (const below of next.open) gone.push(below);
    }
  }

  setIndex(branch: Branch, index: number): void {
    branch.index = index;
    if (branch.parent !== null) sortOpen(branch.parent);
  }

  /** Returns the row with a number, counted over all open folders. */
  at(row: number): RowPosition | null {
    let branch = this.root;
    let left = row;
    descend: for (;;) {
      let offset = left;
      for (const below of branch.open) {
        if (offset <= below.index) break;
        const rows = countRows(below);
        if (offset <= below.index + rows) {
          left = offset - below.index - 1;
          branch = below;
          continue descend;
        }
        offset -= rows;
      }
      return offset >= 0 && offset < branch.total ? { branch, offset } : null;
    }
  }

  /** Returns the number of a row, counted over all open folders. */
  rowOf(branch: Branch, offset: number): number {
    let row = rowWithin(branch, offset);
    for (let at = branch; at.parent !== null; at = at.parent) row += rowWithin(at.parent, at.index) + 1;
    return row;
  }
}

function rowWithin(branch: Branch, offset: number): number {
  let row = offset;
  for (const below of branch.open) if (below.index < offset) row += countRows(below);
  return row;
}

function countRows(branch: Branch): number {
  let rows = 0;
  const waiting = [branch];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    rows += next.total;
    for (const below of next.open) waiting.push(below);
  }
  return rows;
}

const sortOpen = (branch: Branch) => branch.open.sort((one, other) => one.index - other.index);
