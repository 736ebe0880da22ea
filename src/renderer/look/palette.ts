/**
 * Colours of the legend's keys. Kinds were chosen in OKLCH so that any two differ by 0.06 or more for everybody: with
 * usual sight and simulated deuteranopia, protanopia and tritanopia (see the test).
 */
import { type ChangeKind, changeKindNames } from '../../contract/change-kind.js';
import type { ColourMode } from '../../contract/view.js';
import { AGES } from '../../core/kinds/ages.js';
import { FILE_KINDS, type FileKind } from '../../core/kinds/file-kind-table.js';
import { DEPTH_KEYS } from '../../core/kinds/legend-keys.js';
import { evenRamp, lchToLab } from './oklch.js';

const kindColours: Readonly<Record<FileKind, number>> = {
  other: 0x9da4a0,
  folder: 0xbfd7f1,
  image: 0x83e7b9,
  video: 0x8080db,
  audio: 0xd26479,
  document: 0x70a3d9,
  archive: 0xb2852b,
  code: 0x6dc8cc,
  program: 0xdc896c,
  data: 0xcbd171,
  diskImage: 0x9b83a4,
  temporary: 0xd5b28f,
};

/** From fresh and warm to old and cold. */
export const ageRamp = (count: number): number[] =>
  evenRamp((share) => lchToLab(0.88 - 0.42 * share, 0.125 - 0.02 * share, 92 + 180 * share), count);

/** From the surface down. */
export const depthRamp = (count: number): number[] =>
  evenRamp((share) => lchToLab(0.9 - 0.46 * share, 0.06 + 0.05 * share, 190 + 90 * share), count);

const owners: readonly FileKind[] = [
  'document',
  'program',
  'image',
  'video',
  'data',
  'audio',
  'code',
  'archive',
  'diskImage',
  'temporary',
  'folder',
];

/** Gains are warm, losses cold. */
const changes: Readonly<Record<keyof typeof ChangeKind, FileKind>> = {
  unchanged: 'other',
  added: 'program',
  grown: 'data',
  removed: 'video',
  shrunk: 'document',
  moved: 'image',
  movedAway: 'code',
  typeChanged: 'archive',
  recounted: 'diskImage',
  notComparable: 'temporary',
};

export const kindPalette: readonly number[] = FILE_KINDS.map((kind) => kindColours[kind]);
const ages = ageRamp(AGES.length - 1);
const depths = depthRamp(DEPTH_KEYS);
const ownerPalette = owners.map((kind) => kindColours[kind]);

const palettes: Readonly<Record<ColourMode, (key: number) => number>> = {
  type: (key) => kindPalette[key] ?? kindColours.other,
  // What claims to come from the future is no step of the ramp.
  age: (key) => ages[key] ?? kindColours.audio,
  depth: (key) => depths[key % DEPTH_KEYS]!,
  owner: (key) => ownerPalette[key] ?? kindColours.other,
  change: (key) => kindColours[changes[changeKindNames[key] ?? 'unchanged']],
};

export const keyColour = (mode: ColourMode, key: number): number => palettes[mode](key);
