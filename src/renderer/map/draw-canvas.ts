/** The same picture where WebGL 2 is missing: each tile a fill, its cushion a lit and a shaded edge. */
import { rgb } from './draw-webgl.js';
import type { MapTheme } from './map-theme.js';
import { floatsPerTile, type TileData, TileStyle } from './tile-data.js';
import type { Camera, Layer, TileDrawer } from './tile-drawer.js';

export function createCanvasDrawer(canvas: HTMLCanvasElement): TileDrawer | null {
  const context = canvas.getContext('2d', { alpha: false });
  if (context === null) return null;
  return {
    kind: 'canvas',
    draw: (layers, theme, ratio) => {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = css(theme.gap);
      context.fillRect(0, 0, canvas.width, canvas.height);
      for (const layer of layers) drawLayer(context, layer, theme, ratio);
    },
    dispose: () => undefined,
  };
}

function drawLayer(context: CanvasRenderingContext2D, layer: Layer, theme: MapTheme, ratio: number): void {
  context.save();
  if (layer.clip !== undefined) {
    context.beginPath();
    context.rect(...(layer.clip.map((value) => value * ratio) as [number, number, number, number]));
    context.clip();
  }
  const stripes = stripePattern(context, theme, ratio);
  for (let tile = 0; tile < layer.data.count; tile++) {
    drawTile(context, layer.data, tile, layer.camera, ratio, stripes);
  }
  context.restore();
}

function drawTile(
  context: CanvasRenderingContext2D,
  data: TileData,
  tile: number,
  camera: Camera,
  ratio: number,
  stripes: CanvasPattern | null,
): void {
  const { floats } = data;
  const at = tile * floatsPerTile;
  const left = Math.round((floats[at]! * camera.scaleX + camera.x) * ratio);
  const top = Math.round((floats[at + 1]! * camera.scaleY + camera.y) * ratio);
  const width = Math.round(((floats[at]! + floats[at + 2]!) * camera.scaleX + camera.x) * ratio) - left;
  const height = Math.round(((floats[at + 1]! + floats[at + 3]!) * camera.scaleY + camera.y) * ratio) - top;
  if (width <= 0 || height <= 0) return;
  const line = Math.min(width, height) > 3 ? 1 : 0;
  const style = floats[at + 11]!;
  context.fillStyle = `rgb(${floats[at + 8]! * 255} ${floats[at + 9]! * 255} ${floats[at + 10]! * 255})`;
  context.fillRect(left, top, width - line, height - line);
  if (style & TileStyle.hatched && stripes !== null) {
    context.fillStyle = stripes;
    context.fillRect(left, top, width - line, height - line);
  } else if (style & TileStyle.cushion && line > 0) {
    context.fillStyle = 'rgb(255 255 255 / 0.16)';
    context.fillRect(left, top, width - line, 1);
    context.fillStyle = 'rgb(0 0 0 / 0.12)';
    context.fillRect(left, top + height - line - 1, width - line, 1);
  }
}

function stripePattern(
  context: CanvasRenderingContext2D,
  theme: MapTheme,
  ratio: number,
): CanvasPattern | null {
  const side = Math.round(7 * ratio);
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const pen = canvas.getContext('2d');
  if (pen === null) return null;
  pen.strokeStyle = css(theme.hatch);
  pen.lineWidth = ratio;
  for (const shift of [-side, 0, side]) {
    pen.moveTo(shift, side);
    pen.lineTo(shift + side, 0);
  }
  pen.stroke();
  return context.createPattern(canvas, 'repeat');
}

const css = (colour: number): string =>
  `rgb(${rgb(colour)
    .map((part) => part * 255)
    .join(' ')})`;
