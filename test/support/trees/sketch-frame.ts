/** Frames for tests, drawn by hand. */
import type { Frame } from '../../../src/contract/view.js';

export interface SketchedTile {
  readonly node: number;
  readonly parent?: number;
  readonly box: readonly [x: number, y: number, width: number, height: number];
  readonly flags?: number;
  readonly depth?: number;
}

/** The first tile is the focus; the others name the tile that holds them by its number, or lie in the first. */
export function sketchFrame(tiles: readonly SketchedTile[]): Frame {
  const column = (of: (tile: SketchedTile) => number) => tiles.map(of);
  return {
    number: 1,
    focus: tiles[0]!.node,
    path: Uint32Array.of(tiles[0]!.node),
    pathNames: [],
    x: Float32Array.from(column(({ box }) => box[0])),
    y: Float32Array.from(column(({ box }) => box[1])),
    width: Float32Array.from(column(({ box }) => box[2])),
    height: Float32Array.from(column(({ box }) => box[3])),
    node: Uint32Array.from(column(({ node }) => node)),
    parent: Uint32Array.from(column(({ parent = 0 }) => parent)),
    depth: Uint16Array.from(tiles, ({ depth }, tile) => depth ?? Math.min(1, tile)),
    colour: new Uint16Array(tiles.length),
    flags: Uint8Array.from(column(({ flags = 0 }) => flags)),
    bytes: Float64Array.from(column(({ box }) => box[2] * box[3])),
    entries: new Uint32Array(tiles.length).fill(1),
    named: new Uint32Array(),
    names: new Uint8Array(),
    isScanning: false,
  };
}
