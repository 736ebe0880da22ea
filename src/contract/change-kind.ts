/**
 * Kinds of change of an entry between two scans of a root. The numbers are the legend's keys where the map is coloured by
 * change, and come over the wire.
 */
export const ChangeKind = {
  unchanged: 0,
  added: 1,
  removed: 2,
  grown: 3,
  shrunk: 4,
  /** Something of another type has its name now: a folder instead of a file, say. */
  typeChanged: 5,
  /** It came from another place with the same inode, or lies in a folder that did. */
  moved: 6,
  /** It was here and has moved away. */
  movedAway: 7,
  /** It is unchanged, but another name of its inode counts now: one that sorts first came or went. */
  recounted: 8,
  /** One of the two scans could not read it, or did not look. */
  notComparable: 9,
} as const;

export type ChangeKindNumber = (typeof ChangeKind)[keyof typeof ChangeKind];

export const CHANGE_KINDS = 10;

/** Names of the kinds, by their numbers. */
export const changeKindNames: readonly (keyof typeof ChangeKind)[] = Object.keys(
  ChangeKind,
) as (keyof typeof ChangeKind)[];
