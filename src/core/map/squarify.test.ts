import { hierarchy, treemap, treemapSquarify } from 'd3-hierarchy';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newRectangles, type Rectangles, squarify } from './squarify.js';

interface Side {
  readonly width: number;
  readonly height: number;
}

function layOut(sizes: readonly number[], { width, height }: Side): Rectangles {
  const out = newRectangles(sizes.length);
  squarify(sizes, sizes.length, { x: 0, y: 0, width, height }, out);
  return out;
}

/** d3-hierarchy's squarified treemap, as an oracle. Its own default aims at the golden ratio, the paper at 1. */
function layOutByD3(sizes: readonly number[], { width, height }: Side, ratio: number): Rectangles {
  const root = hierarchy<{ size?: number; children?: { size: number }[] }>({
    children: sizes.map((size) => ({ size })),
  }).sum(({ size }) => size ?? 0);
  const leaves = treemap<{ size?: number }>().size([width, height]).tile(treemapSquarify.ratio(ratio))(
    root as never,
  ).children!;
  const out = newRectangles(sizes.length);
  leaves.forEach((leaf, index) => {
    out.x[index] = leaf.x0;
    out.y[index] = leaf.y0;
    out.width[index] = leaf.x1 - leaf.x0;
    out.height[index] = leaf.y1 - leaf.y0;
  });
  return out;
}

const golden = (1 + Math.sqrt(5)) / 2;
const columns = ['x', 'y', 'width', 'height'] as const;

function aspectRatios({ width, height }: Rectangles): number[] {
  return Array.from(width, (each, index) => Math.max(each / height[index]!, height[index]! / each));
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1]!;

const descending = fc
  .array(fc.double({ min: 1, max: 1e12, noNaN: true }), { minLength: 1, maxLength: 200 })
  .map((sizes) => sizes.sort((a, b) => b - a));
const anyOrder = fc.array(fc.oneof(fc.constant(0), fc.double({ min: 1, max: 1e6, noNaN: true })), {
  minLength: 1,
  maxLength: 60,
});
const side = fc.record({
  width: fc.double({ min: 1, max: 4000, noNaN: true }),
  height: fc.double({ min: 1, max: 4000, noNaN: true }),
});

describe('the squarified treemap', () => {
  test('lays out the example of the paper as its figure 4 shows it', () => {
    const { x, y, width, height } = layOut([6, 6, 4, 3, 2, 2, 1], { width: 6, height: 4 });
    const rounded = Array.from(x, (_, index) =>
      [x, y, width, height].map((column) => Math.round(column[index]! * 100) / 100),
    );
    expect(rounded).toEqual([
      [0, 0, 3, 2],
      [0, 2, 3, 2],
      [3, 0, 1.71, 2.33],
      [4.71, 0, 1.29, 2.33],
      [3, 2.33, 1.2, 1.67],
      [4.2, 2.33, 1.2, 1.67],
      [5.4, 2.33, 0.6, 1.67],
    ]);
  });

  test('gives the same rectangles as d3-hierarchy when that aims at squares too', () => {
    fc.assert(
      fc.property(fc.oneof(descending, anyOrder), side, (sizes, sides) => {
        fc.pre(sizes.some((size) => size > 0));
        const ours = layOut(sizes, sides);
        const theirs = layOutByD3(sizes, sides, 1);
        const tolerance = 1e-6 * Math.max(sides.width, sides.height);
        for (const column of columns) {
          sizes.forEach((size, index) => {
            // What is thinner than a double can tell from its neighbours is as long as that comes out.
            const isSeen = Math.min(theirs.width[index]!, theirs.height[index]!) > tolerance;
            if (size > 0 && isSeen)
              expect(Math.abs(ours[column][index]! - theirs[column][index]!)).toBeLessThan(tolerance);
          });
        }
      }),
      { examples: [[[76857063113.61311, 31638717295.999992, 1], { width: 1, height: 1 }]] },
    );
  });

  test('has on average no worse aspect ratios than d3-hierarchy with its own default', () => {
    // Sizes as of files: each digit as likely as the next.
    const sizes = fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { minLength: 20, maxLength: 200 });
    const samples = fc
      .sample(fc.tuple(sizes, side), { seed: 7, numRuns: 100 })
      .map(
        ([digits, { width, height }]) =>
          [
            digits.map((digit) => 10 ** digit).sort((a, b) => b - a),
            { width: 300 + (width % 1000), height: 300 + (height % 1000) },
          ] as const,
      );
    const ours = samples.flatMap(([each, sides]) => aspectRatios(layOut(each, sides)));
    const theirs = samples.flatMap(([each, sides]) => aspectRatios(layOutByD3(each, sides, golden)));
    expect(mean(ours)).toBeLessThanOrEqual(mean(theirs));
    expect(median(ours)).toBeLessThanOrEqual(median(theirs));
  });

  test('gives every size its share of the area', () => {
    fc.assert(
      fc.property(fc.oneof(descending, anyOrder), side, (sizes, sides) => {
        const total = sizes.reduce((sum, size) => sum + size, 0);
        fc.pre(total > 0);
        const { width, height } = layOut(sizes, sides);
        const area = sides.width * sides.height;
        sizes.forEach((size, index) => {
          const error = Math.abs(width[index]! * height[index]! - (size / total) * area);
          expect(error).toBeLessThan(1e-9 * area);
        });
      }),
    );
  });

  test('keeps all rectangles inside of the box and apart from each other', () => {
    fc.assert(
      fc.property(descending, side, (sizes, sides) => {
        const { x, y, width, height } = layOut(sizes, sides);
        const tolerance = 1e-9 * Math.max(sides.width, sides.height);
        for (let a = 0; a < sizes.length; a++) {
          expect(Math.min(x[a]!, y[a]!)).toBeGreaterThanOrEqual(0);
          expect(x[a]! + width[a]!).toBeLessThanOrEqual(sides.width + tolerance);
          expect(y[a]! + height[a]!).toBeLessThanOrEqual(sides.height + tolerance);
          for (let b = a + 1; b < sizes.length; b++) {
            const apart = Math.max(
              x[b]! - (x[a]! + width[a]!),
              x[a]! - (x[b]! + width[b]!),
              y[b]! - (y[a]! + height[a]!),
              y[a]! - (y[b]! + height[b]!),
            );
            expect(apart).toBeGreaterThanOrEqual(-tolerance);
          }
        }
      }),
      { numRuns: 50 },
    );
  });

  test.each([
    ['nothing', [], { width: 10, height: 10 }, []],
    ['one size takes all', [5], { width: 10, height: 4 }, [[0, 0, 10, 4]]],
    ['zero has no area', [4, 0], { width: 4, height: 4 }, [[0, 0, 4, 4]]],
    [
      'only zeros have no area at all',
      [0, 0],
      { width: 4, height: 4 },
      [
        [0, 0, 4, 0],
        [0, 0, 4, 0],
      ],
    ],
    [
      'a box without height has no area',
      [2, 1],
      { width: 3, height: 0 },
      [
        [0, 0, 3, 0],
        [0, 0, 3, 0],
      ],
    ],
  ])('degenerate: %s', (_, sizes, sides, expected) => {
    const { x, y, width, height } = layOut(sizes, sides);
    const rectangles = expected.map((__, index) => [x[index], y[index], width[index], height[index]]);
    expect(rectangles).toEqual(expected);
    if (sizes[1] === 0) expect(width[1]! * height[1]!).toBe(0);
    expect([...x, ...y, ...width, ...height].every(Number.isFinite)).toBe(true);
  });

  test('lays out 1,000,000 sizes without recursion', () => {
    const sizes = Float64Array.from({ length: 1_000_000 }, (_, index) => 1_000_000 - index);
    const out = newRectangles(sizes.length);
    squarify(sizes, sizes.length, { x: 0, y: 0, width: 1000, height: 1000 }, out);
    expect(out.x.at(-1)! + out.width.at(-1)!).toBeCloseTo(1000, 3);
  });
});
