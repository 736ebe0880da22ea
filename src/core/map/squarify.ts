/**
 * The squarified treemap: Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
 *
 * Areas are laid in rows along the shorter side of what is left; a row takes one more as long as its worst aspect
 * ratio does not grow. Aimed at are squares (ratio 1), as in the paper. Best where areas descend; any order works.
 */

/** Rectangles as columns, in the order of the areas. */
export interface Rectangles {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** How the areas of a row stand: side by side, or one below the other. */
export const RowDirection = { across: 0, down: 1 } as const;

export const newRectangles = (length: number): Rectangles => ({
  x: new Float64Array(length),
  y: new Float64Array(length),
  width: new Float64Array(length),
  height: new Float64Array(length),
});

/**
 * Fills a box with areas.
 * @param sizes what the areas are proportional to, none negative; together they take the whole box.
 * @param count how many of `sizes` are laid out.
 * @param out its first `count` rectangles are written.
 * @param rows gets two numbers for each row: where it ends, and its `RowDirection`.
 */
export function squarify(
  sizes: ArrayLike<number>,
  count: number,
  box: Box,
  out: Rectangles,
  rows?: number[],
): void {
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  let { x, y } = box;
  let rest = sumOf(sizes, 0, count);
  for (let first = 0; first < count; ) {
    const width = right - x;
    const height = bottom - y;
    const end = rowEnd(sizes, first, count, Math.max(width / height, height / width) / rest);
    const sum = sumOf(sizes, first, end);
    // What comes last takes all that is left, so that roundings leave no gap.
    const share = end === count || sum >= rest ? 1 : sum / rest;
    const direction = width < height ? RowDirection.across : RowDirection.down;
    rows?.push(end, direction);
    if (direction === RowDirection.across) {
      layOutRow(sizes, first, end, { x, y, width, height: height * share }, sum, out);
      y += height * share;
    } else {
      layOutColumn(sizes, first, end, { x, y, width: width * share, height }, sum, out);
      x += width * share;
    }
    rest -= sum;
    first = end;
  }
}

/**
 * Where the row that begins at `first` ends.
 * @param scale the quotient of the sides of what is left, the longer by the shorter, per unit of its size.
 */
function rowEnd(sizes: ArrayLike<number>, first: number, count: number, scale: number): number {
  let end = first;
  while (end < count && sizes[end] === 0) end++;
  if (end === count) return count;
  let sum = sizes[end++]!;
  let least = sum;
  let most = sum;
  for (let worst = worstRatio(least, most, sum, scale); end < count; end++) {
    const size = sizes[end]!;
    if (size < least) least = size;
    if (size > most) most = size;
    sum += size;
    const ratio = worstRatio(least, most, sum, scale);
    if (ratio > worst) return end;
    worst = ratio;
  }
  return end;
}

/** The worst aspect ratio in a row, of its least or its most. */
function worstRatio(least: number, most: number, sum: number, scale: number): number {
  const square = sum * sum * scale;
  return Math.max(most / square, square / least);
}

/** Lays areas from `first` up to `end`, which are `sum` together, side by side in a box. */
export function layOutRow(
  sizes: ArrayLike<number>,
  first: number,
  end: number,
  box: Box,
  sum: number,
  out: Rectangles,
): void {
  const unit = sum > 0 ? box.width / sum : 0;
  let { x } = box;
  for (let index = first; index < end; index++) {
    const width = sizes[index]! * unit;
    out.x[index] = x;
    out.y[index] = box.y;
    out.width[index] = width;
    out.height[index] = box.height;
    x += width;
  }
}

/** The same, one below the other. */
export function layOutColumn(
  sizes: ArrayLike<number>,
  first: number,
  end: number,
  box: Box,
  sum: number,
  out: Rectangles,
): void {
  const unit = sum > 0 ? box.height / sum : 0;
  let { y } = box;
  for (let index = first; index < end; index++) {
    const height = sizes[index]! * unit;
    out.x[index] = box.x;
    out.y[index] = y;
    out.width[index] = box.width;
    out.height[index] = height;
    y += height;
  }
}

function sumOf(sizes: ArrayLike<number>, first: number, end: number): number {
  let sum = 0;
  for (let index = first; index < end; index++) sum += sizes[index]!;
  return sum;
}
