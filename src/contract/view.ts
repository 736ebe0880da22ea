/** View that a page asks for, and the frames of the map that show it. */
import type { Measure } from './entries.js';

/** Colour modes, in the order of the keys that choose them. */
export const COLOUR_MODES = ['type', 'age', 'depth', 'owner', 'change'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Colour modes whose groups an engine adds up. Those of `depth` are counted in the frame. */
export type GroupedMode = Exclude<ColourMode, 'depth'>;
export const GROUPED_MODES: readonly GroupedMode[] = COLOUR_MODES.filter((mode) => mode !== 'depth');

/** View of the map, the list and the panels. Each session has one. */
export interface View {
  /** Directory that fills the map. */
  readonly focus: number;
  /** Size of the map in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
  /** Counts an inode at each of its names. */
  readonly everyLink: boolean;
  /** Filter line as typed; empty for none. */
  readonly filter: string;
  readonly colours: ColourMode;
  /** Legend keys that were switched off: their entries are left out as by a filter. */
  readonly hiddenKeys: readonly number[];
}

/** Fault in the filter line, and its place. */
export interface FilterProblem {
  readonly start: number;
  readonly end: number;
  /** Key of the interface's texts. */
  readonly problem:
    | 'unknownField'
    | 'unknownKind'
    | 'missingValue'
    | 'badNumber'
    | 'badDuration'
    | 'badGlob'
    | 'unclosed'
    | 'unexpected';
  readonly text: string;
}

/** Tiles of the map at one moment: columns of equal length, parents before their contents. */
export interface Frame {
  readonly number: number;
  readonly focus: number;
  /** Nodes from the root to the focus. */
  readonly path: Uint32Array;
  readonly pathNames: readonly Uint8Array[];
  /** CSS pixels from the map's upper left. */
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly width: Float32Array;
  readonly height: Float32Array;
  /** Entry; for `TileFlag.rest`, the directory of which these are the smaller entries. */
  readonly node: Uint32Array;
  /** Tile of the directory that contains it; its own number for the first. */
  readonly parent: Uint32Array;
  /** Levels below the focus. */
  readonly depth: Uint16Array;
  /** Key of the legend. */
  readonly colour: Uint16Array;
  /** `TileFlag`s. */
  readonly flags: Uint8Array;
  /** Bytes for which the tile's area stands. */
  readonly bytes: Float64Array;
  /** Number of entries in a `rest` tile, or of files in a directory. */
  readonly entries: Uint32Array;
  /** Tiles that have room for their name, and the names, each ended by a NUL. */
  readonly named: Uint32Array;
  readonly names: Uint8Array;
  readonly isScanning: boolean;
}
