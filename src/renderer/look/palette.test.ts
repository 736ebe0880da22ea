import { describe, expect, test } from 'vitest';
import { mapThemes } from '../map/theme.js';
import { colourToLinear, distance, type Linear, linearToLab } from './oklch.js';
import { ageRamp, depthRamp, kindPalette } from './palette.js';

/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const sights: Readonly<Record<string, readonly number[]>> = {
  'usual sight': [1, 0, 0, 0, 1, 0, 0, 0, 1],
  protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  tritanopia: [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
};

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const seen = (matrix: readonly number[], [red, green, blue]: Linear): Linear =>
  [0, 3, 6].map((row) =>
    clamp(matrix[row]! * red + matrix[row + 1]! * green + matrix[row + 2]! * blue),
  ) as never;

/** Returns a colour where the cushion faces the viewer. */
const lit = (colour: number, brightness: number): number =>
  [16, 8, 0].reduce(
    (sum, shift) => sum | (Math.min(255, Math.round(((colour >> shift) & 255) * brightness)) << shift),
    0,
  );

describe('the colours of kinds', () => {
  for (const [theme, { shade }] of Object.entries(mapThemes)) {
    test.each(Object.entries(sights))(`differ in the ${theme} theme with %s`, (_sight, matrix) => {
      const labs = kindPalette.map((colour) =>
        linearToLab(seen(matrix, colourToLinear(lit(colour, shade.least + shade.more)))),
      );
      const distances = labs.flatMap((one, index) =>
        labs.slice(0, index).map((other) => distance(one, other)),
      );
      expect(Math.min(...distances)).toBeGreaterThan(0.055);
    });
  }

  test('are twelve at most', () => expect(kindPalette.length).toBeLessThanOrEqual(12));
});

describe.each([
  ['ages', ageRamp(8)],
  ['depths', depthRamp(8)],
])('the ramp of %s', (_name, ramp) => {
  const labs = ramp.map((colour) => linearToLab(colourToLinear(colour)));

  test('has even steps', () => {
    const steps = labs.slice(1).map((lab, index) => distance(labs[index]!, lab));
    const mean = steps.reduce((sum, step) => sum + step) / steps.length;
    for (const step of steps) expect(Math.abs(step - mean) / mean).toBeLessThan(0.25);
  });

  test.each(Object.entries(sights))('grows darker with each step with %s', (_sight, matrix) => {
    const lights = ramp.map((colour) => linearToLab(seen(matrix, colourToLinear(colour)))[0]);
    expect(lights).toEqual([...lights].sort((one, other) => other - one));
  });
});
