/**
 * How each colour mode looks: the colours of the legend's keys, their labels, and their order. Kinds were chosen in
 * OKLCH so that any two differ by 0.06 or more for everybody: with usual sight and simulated deuteranopia, protanopia
 * and tritanopia (see the test).
 */
import { type ChangeKind, changeKindNames } from '../../contract/change-kind.js';
import type { Group } from '../../contract/entries.js';
import type { ColourMode } from '../../contract/view.js';
import { AGES } from '../../core/kinds/ages.js';
import { FILE_KINDS, type FileKind } from '../../core/kinds/file-kind-table.js';
import { DEPTH_KEYS } from '../../core/kinds/legend-keys.js';
import { MAX_OWNERS } from '../../core/kinds/owner-keys.js';
import { escapeText } from '../text/display-name.js';
import { english } from '../text/english.js';
import type { Translate } from '../text/translate.js';
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

/** Returns colours from fresh and warm to old and cold. */
export const ageRamp = (count: number): number[] =>
  evenRamp((share) => lchToLab(0.88 - 0.42 * share, 0.125 - 0.02 * share, 92 + 180 * share), count);

/** Returns colours from the surface down. */
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

/** Colours of changes: gains are warm, losses cold. */
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

interface ColourModeLook {
  /** Returns the colour of a key. */
  readonly colour: (key: number) => number;
  /** Returns a group's name in the interface's language, where it has one; otherwise its own. */
  readonly label: (group: Group, t: Translate) => string;
  /** Whether the groups stand in the order of their keys, and not by their bytes. */
  readonly isRamp: boolean;
}

const looks: Readonly<Record<ColourMode, ColourModeLook>> = {
  type: {
    colour: (key) => kindPalette[key] ?? kindColours.other,
    label: translatedLabel,
    isRamp: false,
  },
  age: {
    // An age in the future is no step of the ramp.
    colour: (key) => ages[key] ?? kindColours.audio,
    label: translatedLabel,
    isRamp: true,
  },
  depth: {
    colour: (key) => depths[key % DEPTH_KEYS]!,
    label: ({ key }, t) => t('view.level', { level: key }),
    isRamp: true,
  },
  owner: {
    colour: (key) => ownerPalette[key] ?? kindColours.other,
    label: ({ key, label }, t) => (key >= MAX_OWNERS ? t('group.other') : escapeText(label)),
    isRamp: false,
  },
  change: {
    colour: (key) => kindColours[changes[changeKindNames[key] ?? 'unchanged']],
    label: ({ label }, t) => t(`change.${label}`),
    isRamp: false,
  },
};

function translatedLabel({ label }: Group, t: Translate): string {
  return label in english.group ? t(`group.${label}`) : escapeText(label);
}

export const keyColour = (mode: ColourMode, key: number): number => looks[mode].colour(key);
export const groupLabel = (group: Group, mode: ColourMode, t: Translate): string =>
  looks[mode].label(group, t);
export const isRamp = (mode: ColourMode): boolean => looks[mode].isRamp;
