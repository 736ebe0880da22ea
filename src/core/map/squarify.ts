/**
 * Squarified treemap: Bruls, Huizing and van Wijk, "Squarified Treemaps" (2000).
 *
 * Areas are laid out in rows along the shorter side of what is left. A row takes one more area as long as its worst aspect
 * ratio does not grow. The aim is squares (ratio 1), as in the paper. Descending areas give the best result; any order
 * works.
 */

/** Rectangles as columns, in the order of the areas. */
export interface Rectangles {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly width: Float64Array;
  readonly height: Float64Array;
}

/** Rectangle to be filled. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Direction of a row: areas stand side by side, or one below the other. */
export const RowDirection = { across: 0, down: 1 } as const;

export const newRectangles = (length: number): Rectangles => ({
  x: new Float64Array(length),
  y: new Float64Array(length),
  width: new Float64Array(length),
  height: new Float64Array(length),
});

/**
 * Fills a box with areas.
 * @param sizes numbers that the areas are proportional to, none negative; together they take the whole box.
 * @param count number of `sizes` that are laid out.
 * @param out receives `count` rectangles.
 * @param rows receives two numbers for each row: its end, and its `RowDirection`.
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
    // The last row takes all that is left, so that roundings leave no gap.
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
 * Returns the end of the row that begins at `first`.
 * @param scale quotient of the sides of what is left, the longer by the shorter, per unit of its size.
 */
function rowEnd(sizes: ArrayLike<number>, first: number, count: number, scale: number): number {
  let end = first;
  while (end < count && sizes[end] === 0) end++;
  if (end === count) return count;
  let sum = sizes[end++]!;
  let min = sum;
  let max = sum;
  for (let worst = worstRatio(min, max, sum, scale); end < count; end++) {
    const size = sizes[end]!;
    if (size < min) min = size;
    if (size > max) max = size;
    sum += size;
    const ratio = worstRatio(min, max, sum, scale);
    if (ratio > worst) return end;
    worst = ratio;
  }
  return end;
}

/** Returns the worst aspect ratio in a row, that of its smallest or of its largest area. */
function worstRatio(min: number, max: number, sum: number, scale: number): number {
  const square = sum * sum * scale;
  return Math.max(max / square, square / min);
}

/** Lays out the areas from `first` up to `end`, which are `sum` together, side by side in a box. */
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

/** Lays out the areas from `first` up to `end`, which are `sum` together, one below the other in a box. */
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
