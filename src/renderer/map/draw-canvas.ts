/**
 * Drawer without a graphics card: pixels are shaded here, by the formulas of `shaders.ts`. Where WebGL is only
 * emulated this is faster: nothing is read back, and the cost grows with the pixels, not with the tiles.
 */
import { fillCushion, fillHatched, fillPlain, type Target } from './fill-tiles.js';
import type { MapTheme } from './theme.js';
import { floatsPerTile, type TileData, TileField, TileStyle } from './tile-data.js';
import type { Layer, TileDrawer } from './tile-drawer.js';

export function createCanvasDrawer(canvas: HTMLCanvasElement): TileDrawer | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  let image = new ImageData(1, 1);
  return {
    kind: 'canvas',
    draw: (layers, theme, ratio) => {
      const { width, height } = canvas;
      if (image.width !== width || image.height !== height) image = new ImageData(width, height);
      const pixels = new Uint32Array(image.data.buffer);
      pixels.fill(pixelOf(theme.gap));
      for (const layer of layers) drawLayer({ pixels, width, height }, layer, theme, ratio);
      context.putImageData(image, 0, 0);
    },
    dispose: () => undefined,
  };
}

/** Bounds in device pixels. */
interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function drawLayer(image: Image, layer: Layer, theme: MapTheme, ratio: number): void {
  const whole = { left: 0, top: 0, right: image.width, bottom: image.height };
  const bounds = layer.clip === undefined ? whole : clipBounds(layer.clip, whole, ratio);
  for (let tile = 0; tile < layer.data.count; tile++) drawTile(image, layer, tile, bounds, theme, ratio);
}

interface Image {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

function clipBounds([x, y, width, height]: NonNullable<Layer['clip']>, whole: Bounds, ratio: number): Bounds {
  return {
    left: Math.max(whole.left, Math.round(x * ratio)),
    top: Math.max(whole.top, Math.round(y * ratio)),
    right: Math.min(whole.right, Math.round((x + width) * ratio)),
    bottom: Math.min(whole.bottom, Math.round((y + height) * ratio)),
  };
}

function drawTile(
  image: Image,
  layer: Layer,
  tile: number,
  bounds: Bounds,
  theme: MapTheme,
  ratio: number,
): void {
  const { camera, data } = layer;
  const { floats } = data;
  const at = tile * floatsPerTile;
  const x = floats[at + TileField.x]!;
  const y = floats[at + TileField.y]!;
  const pixelX = (offset: number) => Math.floor((offset * camera.scaleX + camera.x) * ratio + 0.5);
  const pixelY = (offset: number) => Math.floor((offset * camera.scaleY + camera.y) * ratio + 0.5);
  const left = pixelX(x);
  const top = pixelY(y);
  const right = pixelX(x + floats[at + TileField.width]!);
  const bottom = pixelY(y + floats[at + TileField.height]!);
  const target: Target = {
    ...image,
    left,
    top,
    right,
    bottom,
    fromX: Math.max(left, bounds.left),
    fromY: Math.max(top, bounds.top),
    toX: Math.min(right, bounds.right),
    toY: Math.min(bottom, bounds.bottom),
  };
  if (target.fromX >= target.toX || target.fromY >= target.toY) return;
  fillTile(target, data, at, theme, ratio);
}

function fillTile(target: Target, { floats }: TileData, at: number, theme: MapTheme, ratio: number): void {
  const style = floats[at + TileField.style]!;
  const line = Math.max(1, Math.floor(ratio + 0.25));
  const hasEdge = Math.min(target.right - target.left, target.bottom - target.top) > 4 * line;
  const edge = hasEdge ? line : 0;
  if (style & TileStyle.hatched) fillHatched(target, floats, at, theme, ratio, edge);
  else if (style & TileStyle.cushion) {
    const isMany = (style & TileStyle.many) !== 0;
    fillCushion(target, floats, at, theme, isMany ? Math.max(1, Math.round(ratio)) : 0, edge);
  } else fillPlain(target, floats, at, theme, edge);
}

/** Returns a pixel as `ImageData` has it on every machine that runs a browser: red in the lowest byte. */
const pixelOf = (colour: number): number =>
  (0xff000000 | ((colour & 255) << 16) | (colour & 0xff00) | (colour >> 16)) >>> 0;
