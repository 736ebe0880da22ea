/** Colours of the map, in the light and in the dark theme. */
import { TileFlag } from '../../contract/entries.js';
import type { ColourMode, Frame } from '../../contract/view.js';
import { labToColour, lchToLab, luminance } from '../look/oklch.js';
import { keyColour } from '../look/palette.js';
import { isUnfinished, unknownSize } from '../look/tile-flags.js';

interface MapColours {
  /** Colour between tiles. */
  readonly gap: number;
  readonly hatch: number;
  /** Colour under hatching. */
  readonly blank: number;
  /** Colour of a tile of many small entries. */
  readonly rest: number;
  /** Colours of folders, by depth. */
  readonly folders: readonly number[];
  /** Brightness of a cushion: at least, and what the light adds. */
  readonly shade: { readonly least: number; readonly more: number };
  readonly ink: string;
  readonly faintInk: string;
}

export interface MapTheme extends MapColours {
  /**
   * Returns a tile's colour.
   * @param isOpen whether other tiles lie in it.
   */
  readonly tileColour: (frame: Frame, tile: number, isOpen: boolean) => number;
}

const grey = (lightness: number, chroma = 0.004) => labToColour(lchToLab(lightness, chroma, 255));

export const mapThemes: Readonly<Record<'light' | 'dark', MapColours>> = {
  light: {
    gap: grey(0.99, 0.001),
    hatch: grey(0.74),
    blank: grey(0.9),
    rest: grey(0.8),
    folders: [grey(0.975), grey(0.94), grey(0.91), grey(0.88), grey(0.86)],
    shade: { least: 0.6, more: 0.4 },
    ink: '#23272e',
    faintInk: '#5b626d',
  },
  dark: {
    gap: grey(0.17, 0.006),
    hatch: grey(0.44),
    blank: grey(0.3),
    rest: grey(0.5, 0.008),
    folders: [grey(0.2, 0.006), grey(0.26, 0.007), grey(0.3, 0.007), grey(0.335, 0.007), grey(0.36, 0.007)],
    shade: { least: 0.5, more: 0.42 },
    ink: '#e8eaee',
    faintInk: '#a3abb8',
  },
};

export function createMapTheme(scheme: 'light' | 'dark', mode: ColourMode): MapTheme {
  const colours = mapThemes[scheme];
  const { folders } = colours;
  return {
    ...colours,
    tileColour: (frame, tile, isOpen) => {
      const flags = frame.flags[tile]!;
      if (flags & unknownSize || (isUnfinished(frame, tile) && !isOpen)) return colours.blank;
      if (flags & TileFlag.rest) return colours.rest;
      if (isOpen) return folders[Math.min(frame.depth[tile]!, folders.length - 1)]!;
      return keyColour(mode, frame.colour[tile]!);
    },
  };
}

/** Returns a legible ink for a tile, which is darker than its colour where the light does not fall. */
export function inkOn(colour: number, { shade }: MapColours): string {
  const shaded = luminance(colour) * (shade.least + 0.7 * shade.more) ** 2.2;
  return shaded > 0.18 ? '#15181d' : '#f5f6f8';
}
