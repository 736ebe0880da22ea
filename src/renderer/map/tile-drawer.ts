/** Drawers of tiles: WebGL 2, or the plain canvas where that is missing. */
import type { MapTheme } from './theme.js';
import type { TileData } from './tile-data.js';

/** Mapping of a layer's CSS pixels: `at × scale + offset`. */
export interface Camera {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

export type TileBox = readonly [x: number, y: number, width: number, height: number];

export interface Layer {
  readonly data: TileData;
  readonly camera: Camera;
  readonly clip?: TileBox;
}

export interface TileDrawer {
  readonly kind: 'webgl' | 'canvas';
  draw(layers: readonly Layer[], theme: MapTheme, ratio: number): void;
  dispose(): void;
}

export const still: Camera = { scaleX: 1, scaleY: 1, x: 0, y: 0 };
