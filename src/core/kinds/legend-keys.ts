/** The key of the legend for each node: what the map is coloured by. */
import { ChangeKind } from '../../contract/change-kind.js';
import type { ColourMode } from '../../contract/view.js';
import { DirectoryDepths } from '../tree/directory-depths.js';
import type { Nodes } from '../tree/nodes.js';
import type { Tree } from '../tree/tree.js';
import { ageKey } from './ages.js';
import type { FileKinds } from './file-kinds.js';
import { OwnerKeys } from './owner-keys.js';

/** Colours by depth begin anew after so many levels. */
export const DEPTH_KEYS = 8;

/** Where nothing is compared. */
const unchangedKey = () => ChangeKind.unchanged;

/** The key of a node, which is `depth` levels below the root. */
export type KeyOf = (node: number, depth: number) => number;

export class LegendKeys {
  readonly owners: OwnerKeys;
  private readonly nodes: Nodes;
  private readonly depths: DirectoryDepths;
  private readonly keys: Record<ColourMode, KeyOf>;

  /** @param now seconds since 1970: the moment from which ages are counted. */
  constructor({ nodes, directories }: Tree, kinds: FileKinds, now: number) {
    this.nodes = nodes;
    this.owners = new OwnerKeys(nodes);
    this.depths = new DirectoryDepths(directories);
    this.keys = {
      type: (node) => kinds.keyOf(node),
      age: (node) => ageKey(nodes.approximateMtime(node), now),
      depth: (_, depth) => depth % DEPTH_KEYS,
      owner: (node) => this.owners.keyOf(node),
      change: unchangedKey,
    };
  }

  /** Gives the keys of owners anew, as when a scan has ended. @param owners the users' numbers, the first by rank first. */
  rankOwners(owners: readonly number[]): void {
    this.owners.rank(owners);
    // Another function, so that nobody keeps what the one before has said.
    this.keys.owner = (node) => this.owners.keyOf(node);
  }

  /** Counts ages from another moment on, as when a scan begins. @param now seconds since 1970. */
  countAges(now: number): void {
    this.keys.age = (node) => ageKey(this.nodes.approximateMtime(node), now);
  }

  /** Gives what has changed its keys, as when the root is compared with another scan, or not any more. */
  setChanges(keyOf: KeyOf = unchangedKey): void {
    this.keys.change = keyOf;
  }

  /** For those who know how deep a node is. As long as it is the same function, so are its keys. */
  keyFunction(mode: ColourMode): KeyOf {
    return this.keys[mode];
  }

  colourOf(mode: ColourMode, node: number): number {
    return this.keys[mode](node, mode === 'depth' ? this.depthOfNode(node) : 0);
  }

  /** How many levels a directory is below the root. */
  depthOf(directory: number): number {
    return this.depths.of(directory);
  }

  /** The same of any node. */
  depthOfNode(node: number): number {
    return this.depths.ofNode(node);
  }
}
