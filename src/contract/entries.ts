/** Parts of which messages about entries are made. */

/** Measure of size that is shown. */
export type Measure = 'allocated' | 'apparent';

export const TileFlag = {
  directory: 1,
  /** Many small entries in one tile, which can be entered. */
  rest: 2,
  /** Hatched: not an honest size. */
  unreadable: 4,
  otherMount: 8,
  excluded: 16,
  /** Some names are not there yet, or will not be: the scan was ended early. */
  partial: 32,
  duplicate: 64,
  /** Taken over from an earlier scan, and not looked at. */
  trusted: 128,
} as const;

/** A group of entries, as a panel or the legend shows it. */
export interface Group {
  /** Key of the legend. */
  readonly key: number;
  /** A kind ("video"), an extension (".mp4"), an age ("month"), an owner ("root"). */
  readonly label: string;
  readonly files: number;
  readonly allocated: number;
  readonly apparent: number;
}
