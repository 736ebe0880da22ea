/** Requests of lists and panels, answered in the view of the page. */
import { NodeFlag } from '../../contract/entry-batch.js';
import type { FailureRow, Rows } from '../../contract/lists.js';
import { RequestRefused } from '../../contract/refusal.js';
import { groupByChange } from '../../core/comparison/change-groups.js';
import type { ShownChanges } from '../../core/comparison/compared-view.js';
import { joinNames, pathTo } from '../../core/map/frame.js';
import { findablePath, findPaths } from '../../core/tree/find-paths.js';
import { isDirectory } from '../../core/tree/mode.js';
import { fullPath, nodePath } from '../../core/tree/paths.js';
import type { Failure, Tree } from '../../core/tree/tree.js';
import { Groups } from '../../core/view/groups.js';
import { findLargestFiles } from '../../core/view/largest-files.js';
import { ListOrders } from '../../core/view/list-orders.js';
import { findNodes } from '../../core/view/node-search.js';
import { errnoName } from './errno-name.js';
import { describeNode } from './node-details.js';
import type { OwnerNames } from './owner-names.js';
import type { EngineAnswer, EnginePayload, EngineRequestName } from './request-schema.js';
import { joinPaths, makeRows, splitPaths } from './row-columns.js';
import type { TreeView } from './tree-view.js';

/** Handler of each request, whose payload was checked at the border. */
export type RequestHandlers<Names extends EngineRequestName> = {
  readonly [Name in Names]: (
    payload: EnginePayload<Name>,
  ) => EngineAnswer<Name> | Promise<EngineAnswer<Name>>;
};

type ListRequest =
  | 'children'
  | 'place'
  | 'pathsOf'
  | 'nodesAt'
  | 'find'
  | 'largestFiles'
  | 'groups'
  | 'details'
  | 'errors';

export class RootLists {
  readonly handlers: RequestHandlers<ListRequest>;
  private readonly orders: ListOrders;
  private readonly groups: Groups;

  constructor(view: TreeView, names: OwnerNames) {
    const { tree, kinds, legend, now } = view;
    this.orders = new ListOrders(tree);
    this.groups = new Groups(tree.nodes, now, {
      kinds,
      owners: legend.owners,
      ownerName: (uid) => names.userName(uid),
      byChange: (sizes) => groupByChange(sizes, checkCompared(view)),
    });
    this.handlers = {
      children: (request) => this.children(view, request),
      place: (request) => {
        checkNode(tree, request.node);
        const path = pathTo(tree, request.node).slice(0, -1);
        return { path, index: this.orders.indexOf(request.node, request, view.sizes()) };
      },
      pathsOf: (nodes) => {
        for (const node of nodes) checkNode(tree, node);
        return joinPaths(nodes.map((node) => findablePath(tree, node)));
      },
      nodesAt: ({ paths }) => findPaths(tree, splitPaths(paths)),
      find: ({ text, limit }) => {
        const { total, nodes } = findNodes(view.sizes(), text, limit);
        return pathRows(view, nodes, total);
      },
      largestFiles: ({ limit }) => {
        const nodes = findLargestFiles(view.sizes(), limit);
        return pathRows(view, nodes, nodes.length);
      },
      groups: (request) =>
        request.by === 'extension'
          ? this.groups.byExtension(view.sizes(), request.limit)
          : this.groups.by(request.by, view.sizes()),
      details: (node) => {
        const before = nodeBefore(view, node);
        if (before)
          return { ...describeNode(before.tree, before.node, view.view, names), node, isThere: false };
        checkNode(tree, node);
        return describeNode(tree, node, view.view, names);
      },
      errors: ({ offset, limit }) => ({
        total: tree.failures.length,
        rows: tree.failures.slice(offset, offset + limit).map((failure) => failureRow(tree, failure)),
      }),
    };
  }

  /** Starts over for another scan. @param now seconds since 1970: the moment from which ages are counted. */
  startScan(now: number): void {
    this.groups.countAges(now);
  }

  /** Drops stale orders after a scan. @param mayCountElsewhere links were followed: any entry may count at another name now. */
  forget(mayCountElsewhere: boolean): void {
    this.orders.forget();
    if (mayCountElsewhere) this.groups.forget();
  }

  private children(
    view: TreeView,
    { node, offset, limit, ...order }: EnginePayload<'children'>,
  ): EngineAnswer<'children'> {
    const { tree } = view;
    const directory = checkDirectory(tree, node);
    const sizes = view.sizes();
    const nodes =
      directory < 0 ? new Uint32Array() : this.orders.window(directory, order, sizes, offset, limit);
    const total = directory < 0 ? 0 : this.orders.count(directory, order, sizes);
    const folder = {
      allocated: sizes.allocated(node, directory),
      apparent: sizes.apparent(node, directory),
    };
    return { ...makeRows(sizes, nodes, joinNames(tree, nodes), { total, offset }), folder };
  }
}

function pathRows(view: TreeView, found: readonly number[], total: number): Rows {
  const nodes = Uint32Array.from(found);
  return makeRows(view.sizes(), nodes, joinPaths(found.map((node) => nodePath(view.tree, node))), {
    total,
    offset: 0,
  });
}

const failureRow = (tree: Tree, { node, operation, errno }: Failure): FailureRow => ({
  node,
  path: fullPath(tree, node),
  operation,
  code: errnoName(errno),
});

/** Returns the earlier node of an entry that is gone; undefined for a node, and where nothing is compared. */
function nodeBefore(
  { changes }: TreeView,
  entry: number,
): { readonly tree: Tree; readonly node: number } | undefined {
  const comparison = changes?.changes.comparison;
  if (!comparison?.isEntry(entry) || comparison.nodeAfter(entry) >= 0) return undefined;
  return { tree: comparison.before.tree, node: comparison.nodeBefore(entry) };
}

/**
 * Returns what has changed since the scan that the root is compared with.
 * @throws RequestRefused
 */
export function checkCompared({ changes }: TreeView): ShownChanges {
  if (!changes) throw new RequestRefused('notCompared', 'nothing is compared, or not while a scan runs');
  return changes;
}

/** @throws RequestRefused */
function checkNode({ nodes }: Tree, node: number): void {
  if (node >= nodes.count || nodes.hasFlag(node, NodeFlag.removed))
    throw new RequestRefused('noSuchNode', `there is no node ${node}`);
}

/**
 * Returns the number of the directory that a node is; -1 for one that is not read: another mount, or left out.
 * @throws RequestRefused
 */
export function checkDirectory(tree: Tree, node: number): number {
  checkNode(tree, node);
  if (!isDirectory(tree.nodes.mode(node))) {
    throw new RequestRefused('noSuchNode', `node ${node} is no directory`);
  }
  return tree.directories.ofNode(node);
}
