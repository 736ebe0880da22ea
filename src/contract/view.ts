/** The view: what a page asks to be shown, and the frames of the map that come of it. */
import type { Measure } from './entries.js';

/** Colour modes, in the order of the keys that choose them. */
export const COLOUR_MODES = ['type', 'age', 'depth', 'owner', 'change'] as const;
export type ColourMode = (typeof COLOUR_MODES)[number];

/** Colour modes whose groups an engine adds up. Those of `depth` are counted in the frame. */
export type GroupedMode = Exclude<ColourMode, 'depth'>;
export const GROUPED_MODES: readonly GroupedMode[] = COLOUR_MODES.filter((mode) => mode !== 'depth');

/** What the map, the list and the panels show. One view a session. */
export interface View {
  /** The directory that fills the map. */
  readonly focus: number;
  /** The map's size in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly measure: Measure;
  /** Count an inode at each of its names. */
  readonly everyLink: boolean;
  /** The filter line as typed; empty for none. */
  readonly filter: string;
  readonly colours: ColourMode;
  /** Legend keys that were switched off: their entries are left out like by a filter. */
  readonly hiddenKeys: readonly number[];
}

/** Where in the filter line something is wrong, and what. */
export interface FilterProblem {
  readonly start: number;
  readonly end: number;
  /** A key of the interface's texts, with what it speaks of. */
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

/** The tiles of the map at one moment: columns of equal length, parents before what they contain. */
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
  /** The entry; for `TileFlag.rest`, the directory of which these are the smaller entries. */
  readonly node: Uint32Array;
  /** The tile of the directory that contains it; its own number for the first. */
  readonly parent: Uint32Array;
  /** Levels below the focus. */
  readonly depth: Uint16Array;
  /** The legend's key. */
  readonly colour: Uint16Array;
  /** `TileFlag`s. */
  readonly flags: Uint8Array;
  /** What the tile's area stands for, bytes. */
  readonly bytes: Float64Array;
  /** How many entries a `rest` tile stands for; of a directory, its files. */
  readonly entries: Uint32Array;
  /** Tiles that have room for their name, and the names, each ended by a NUL. */
  readonly named: Uint32Array;
  readonly names: Uint8Array;
  readonly isScanning: boolean;
}
