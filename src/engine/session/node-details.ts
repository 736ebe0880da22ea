/** Details of one entry, without regard to the filter. */
import type { NodeDetails } from '../../contract/lists.js';
import type { View } from '../../contract/view.js';
import { tileFlags } from '../../core/map/tile-flags.js';
import { AttributeWord } from '../../core/tree/attribute-table.js';
import { isoTime } from '../../core/tree/iso-time.js';
import { hasLength, kindOf } from '../../core/tree/mode.js';
import { fullPath } from '../../core/tree/paths.js';
import { ROOT_DIRECTORY, ROOT_NODE, type Tree } from '../../core/tree/tree.js';
import { directoryOf, EntrySizes } from '../../core/view/entry-sizes.js';
import type { OwnerNames } from './owner-names.js';

export type SizeView = Pick<View, 'measure' | 'everyLink'>;

export function describeNode(
  tree: Tree,
  node: number,
  { measure, everyLink }: SizeView,
  names: OwnerNames,
): NodeDetails {
  const { nodes } = tree;
  const directory = directoryOf(tree, node);
  const attribute = nodes.attribute.get(node);
  const word = (which: number) => nodes.attributes.word(attribute, which);
  return {
    node,
    isThere: true,
    path: fullPath(tree, node),
    kind: kindOf(nodes.mode(node)),
    flags: tileFlags(tree, node, directory),
    ...exactBytes(tree, node, directory, everyLink),
    ...shares(new EntrySizes(tree, { measure, everyLink }), node, directory),
    ...counts(tree, directory),
    mode: nodes.mode(node),
    owner: names.userName(word(AttributeWord.uid)),
    group: names.groupName(word(AttributeWord.gid)),
    links: nodes.links(node),
    inode: nodes.inode(node).toString(),
    // Major and minor number.
    device: `${word(AttributeWord.deviceHigh)}:${word(AttributeWord.deviceLow)}`,
    modified: isoTime(nodes.mtime(node)),
  };
}

type Bytes = Pick<NodeDetails, 'allocatedBytes' | 'apparentBytes'>;

/** Returns an entry's own size, also where its inode counts at another of its names. */
function exactBytes(
  { nodes, directories }: Tree,
  node: number,
  directory: number,
  everyLink: boolean,
): Bytes {
  const { totals } = directories;
  if (directory < 0) {
    const apparent = hasLength(nodes.mode(node)) ? nodes.apparentBytes(node) : 0n;
    return { allocatedBytes: `${nodes.allocatedBytes(node)}`, apparentBytes: `${apparent}` };
  }
  return {
    allocatedBytes: `${totals.allocatedBytes(directory, everyLink)}`,
    apparentBytes: `${totals.apparentBytes(directory, everyLink)}`,
  };
}

type Shares = Pick<NodeDetails, 'shareOfParent' | 'shareOfRoot'>;

function shares(sizes: EntrySizes, node: number, directory: number): Shares {
  const { directories } = sizes.tree;
  const bytes = sizes.bytes(node, directory);
  const holder = directories.holding(node);
  const shareOf = (above: number) => {
    const all = sizes.bytes(directories.node(above), above);
    return all > 0 ? bytes / all : 0;
  };
  const shareOfRoot = node === ROOT_NODE ? 1 : shareOf(ROOT_DIRECTORY);
  return { shareOfParent: holder < 0 ? 1 : shareOf(holder), shareOfRoot };
}

type Counts = Pick<NodeDetails, 'files' | 'directories' | 'failures'>;

function counts({ directories: { totals } }: Tree, directory: number): Counts {
  if (directory < 0) return { files: 0, directories: 0, failures: 0 };
  return {
    files: totals.files.get(directory),
    directories: totals.directories.get(directory),
    failures: totals.failures.get(directory),
  };
}
