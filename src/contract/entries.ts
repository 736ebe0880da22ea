/** What every other message about entries is made of. */

/** Which of the two sizes is shown. */
export type Measure = 'allocated' | 'apparent';

export const TileFlag = {
  directory: 1,
  /** Many small entries in one tile, which can be entered. */
  rest: 2,
  /** Hatched: not an honest size. */
  unreadable: 4,
  otherMount: 8,
  excluded: 16,
  /** Its names are not all there yet, or will not be: the scan was ended early. */
  partial: 32,
  duplicate: 64,
  /** Taken over from the scan before without a look at it. */
  trusted: 128,
} as const;

/** A group of entries, as a panel or the legend shows it. */
export interface Group {
  /** The legend's key. */
  readonly key: number;
  /** A kind ("video"), an extension (".mp4"), an age ("month"), an owner ("root"). */
  readonly label: string;
  readonly files: number;
  readonly allocated: number;
  readonly apparent: number;
}
