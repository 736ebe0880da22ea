/**
 * What became of an entry between two scans of a root. The numbers are the legend's keys where the map is coloured by
 * change, and come over the wire.
 */
export const ChangeKind = {
  unchanged: 0,
  added: 1,
  removed: 2,
  grown: 3,
  shrunk: 4,
  /** Something of another type has its name: a folder instead of a file, say. */
  typeChanged: 5,
  /** Came from another place with the same inode; or lies in a folder that did. */
  moved: 6,
  /** At the place that it moved away from. */
  movedAway: 7,
  /** Is as it was, but another name of its inode counts now: one that sorts first came or went. */
  recounted: 8,
  /** One of the two scans could not read it, or did not look: nothing can be said. */
  notComparable: 9,
} as const;

export type ChangeKindNumber = (typeof ChangeKind)[keyof typeof ChangeKind];

export const CHANGE_KINDS = 10;

/** The names of the kinds, by their numbers. */
export const changeKindNames: readonly (keyof typeof ChangeKind)[] = Object.keys(
  ChangeKind,
) as (keyof typeof ChangeKind)[];
