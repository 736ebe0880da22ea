/** OKLab and OKLCH (Ottosson 2020), the spaces in which equal steps look equal. Colours are numbers, 0xrrggbb. */
export type Lab = readonly [lightness: number, a: number, b: number];
export type Linear = readonly [red: number, green: number, blue: number];

export const distance = (one: Lab, other: Lab): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);

export function lchToLab(lightness: number, chroma: number, hue: number): Lab {
  const angle = (hue * Math.PI) / 180;
  return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)];
}

export function linearToLab([red, green, blue]: Linear): Lab {
  const l = Math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
  const m = Math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
  const s = Math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

export function labToColour([lightness, a, b]: Lab): number {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return linearToColour([
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]);
}

export const colourToLinear = (colour: number): Linear => [
  fromGamma(colour >> 16),
  fromGamma((colour >> 8) & 255),
  fromGamma(colour & 255),
];

const linearToColour = ([red, green, blue]: Linear): number =>
  (toGamma(red) << 16) | (toGamma(green) << 8) | toGamma(blue);

/** Returns the relative luminance, as WCAG 2 defines it. */
export function luminance(colour: number): number {
  const [red, green, blue] = colourToLinear(colour);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export const cssColour = (colour: number): string => `#${colour.toString(16).padStart(6, '0')}`;

/** Returns `count` colours along a path through OKLCH, at equal distances. */
export function evenRamp(path: (share: number) => Lab, count: number): number[] {
  const fineness = 400;
  const points = Array.from({ length: fineness + 1 }, (_, index) => path(index / fineness));
  const travelled = [0];
  for (let index = 1; index <= fineness; index++) {
    travelled.push(travelled[index - 1]! + distance(points[index - 1]!, points[index]!));
  }
  const whole = travelled[fineness]!;
  return Array.from({ length: count }, (_, step) => {
    const wanted = (whole * step) / Math.max(1, count - 1);
    const index = travelled.findIndex((length) => length >= wanted - 1e-9);
    return labToColour(points[index]!);
  });
}

function fromGamma(value: number): number {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}

function toGamma(value: number): number {
  const share = Math.min(1, Math.max(0, value));
  return Math.round(255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * share ** (1 / 2.4) - 0.055));
}
