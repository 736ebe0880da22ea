/** Legend keys of nodes: what the map is coloured by. */
import { ChangeKind } from '../../contract/change-kind.js';
import type { ColourMode } from '../../contract/view.js';
import { DirectoryDepths } from '../tree/directory-depths.js';
import type { Nodes } from '../tree/nodes.js';
import type { Tree } from '../tree/tree.js';
import { ageKey } from './ages.js';
import type { FileKinds } from './file-kinds.js';
import { OwnerKeys } from './owner-keys.js';

/** Levels after which colours by depth repeat. */
export const DEPTH_KEYS = 8;

/** Key of every node while nothing is compared. */
const unchangedKey = () => ChangeKind.unchanged;

/** Returns the key of a node that is `depth` levels below the root. */
export type KeyOf = (node: number, depth: number) => number;

export class LegendKeys {
  readonly owners: OwnerKeys;
  private readonly nodes: Nodes;
  private readonly depths: DirectoryDepths;
  private readonly keys: Record<ColourMode, KeyOf>;

  /** @param now moment from which ages are counted, in seconds since 1970. */
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

  /**
   * Assigns the owners' keys again, as when a scan has ended.
   * @param owners the users' numbers by rank.
   */
  rankOwners(owners: readonly number[]): void {
    this.owners.rank(owners);
    // A new function, so that nobody keeps the answers of the old one.
    this.keys.owner = (node) => this.owners.keyOf(node);
  }

  /**
   * Counts ages from another moment on, as when a scan begins.
   * @param now seconds since 1970.
   */
  countAges(now: number): void {
    this.keys.age = (node) => ageKey(this.nodes.approximateMtime(node), now);
  }

  /** Sets the keys of changes, when the root is compared with another scan or no longer is. */
  setChanges(keyOf: KeyOf = unchangedKey): void {
    this.keys.change = keyOf;
  }

  /** Returns the function of a colour mode's keys. As long as it is the same function, so are its keys. */
  keyFunction(mode: ColourMode): KeyOf {
    return this.keys[mode];
  }

  colourOf(mode: ColourMode, node: number): number {
    return this.keys[mode](node, mode === 'depth' ? this.depthOfNode(node) : 0);
  }

  /** Returns how many levels a directory is below the root. */
  depthOf(directory: number): number {
    return this.depths.of(directory);
  }

  /** Returns how many levels a node is below the root. */
  depthOfNode(node: number): number {
    return this.depths.ofNode(node);
  }
}
