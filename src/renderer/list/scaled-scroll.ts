/**
 * Scrolling through more rows than a browser's element can be high (Chromium: 33,554,428 pixels). Up to `maxSlots`
 * rows a slot is a row; beyond, a slot stands for several, and a wheel still moves by pixels.
 */
export const rowHeight = 24;
/** Height of the line with the columns' names, which stays at the top. */
export const headHeight = 30;
export const maxSlots = 100_000;

export interface Scale {
  readonly slots: number;
  /** Rows per slot. */
  readonly ratio: number;
}

export function scaleOf(rows: number, visible: number): Scale {
  if (rows <= maxSlots) return { slots: rows, ratio: 1 };
  return { slots: maxSlots, ratio: (rows - visible) / (maxSlots - visible) };
}

/** Returns the row, with its fraction, at the top of the view. */
export const topRow = (scrollTop: number, { ratio }: Scale): number => (scrollTop / rowHeight) * ratio;

export const scrollTopOf = (row: number, { ratio }: Scale): number => (row / ratio) * rowHeight;
