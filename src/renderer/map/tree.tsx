/**
 * Map for those who do not see it: the largest tiles that have a name, as items of a tree in the order of the
 * frame, each with its size, its share of the map and its level. Each lies, invisible, where its tile is, so that
 * exploring by touch and magnifiers find it there.
 */

import { type CSSProperties, memo, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Frame } from '../../contract/view.js';
import { isFolderTile, tileOf, unknownSize } from '../look/tile-flags.js';
import { detailsOf, useFormats, useSession, useSessionState } from '../state/hooks.js';
import { isolate } from '../text/bidi.js';
import { displayName } from '../text/display-name.js';
import { tileNames } from './tile-names.js';

interface Item {
  readonly node: number;
  readonly name: string;
  readonly bytes: number;
  readonly share: number;
  readonly level: number;
  readonly isFolder: boolean;
  readonly isUnknown: boolean;
  readonly style: CSSProperties;
}

const maxItems = 80;
/** Pause of the map before the tree is written again. */
const pauseMs = 250;

export const treeItemId = (node: number): string => `map-item-${node}`;

export function MapTree() {
  const { t } = useTranslation();
  const selection = useSessionState((state) => state.selection);
  const items = useLargestItems();
  const selected = useSelectedItem();
  const isListed = items.some((item) => item.node === selection);
  return (
    <>
      <span id="map-hint" className="visually-hidden" role="presentation">
        {t('map.hint')}
      </span>
      <div className="map-tree" role="group">
        <TreeItems items={items} selection={selection} />
        {selected !== null && !isListed && <TreeItem item={selected} isSelected={true} />}
      </div>
    </>
  );
}

function useLargestItems(): readonly Item[] {
  const session = useSession();
  const frameNumber = useSessionState((state) => state.frame);
  const [items, setItems] = useState<readonly Item[]>([]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame itself is not in the store, its number is
  useEffect(() => {
    const timer = setTimeout(() => {
      const frame = session.frames.current;
      if (frame !== null) setItems(largestItems(frame));
    }, pauseMs);
    return () => clearTimeout(timer);
  }, [session, frameNumber]);
  return items;
}

/** Returns the selection, also where it is too small to be among the largest. */
function useSelectedItem(): Item | null {
  const session = useSession();
  const selection = useSessionState((state) => state.selection);
  const frameNumber = useSessionState((state) => state.frame);
  const [selected, setSelected] = useState<Item | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the frame itself is not in the store, its number is
  useEffect(() => {
    const frame = session.frames.current;
    const tile = frame === null || selection < 0 ? -1 : tileOf(frame, selection);
    if (frame === null || tile < 0) return setSelected(null);
    const known = tileNames(frame).get(tile);
    if (known !== undefined) return setSelected(itemOf(frame, tile, known));
    let isWanted = true;
    void detailsOf(session)
      .load(selection)
      .then((found) => {
        if (found !== null && isWanted) setSelected(itemOf(frame, tile, lastPart(displayName(found.path))));
      });
    return () => {
      isWanted = false;
    };
  }, [session, selection, frameNumber]);
  return selected;
}

/** Items of the tree. Perf: a frame alone renders none of them. */
const TreeItems = memo(
  ({ items, selection }: { readonly items: readonly Item[]; readonly selection: number }) =>
    items.map((item) => <TreeItem key={item.node} item={item} isSelected={item.node === selection} />),
);

function TreeItem({ item, isSelected }: { readonly item: Item; readonly isSelected: boolean }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div
      id={treeItemId(item.node)}
      role="treeitem"
      tabIndex={-1}
      style={item.style}
      aria-level={item.level}
      aria-selected={isSelected}
    >
      {t('map.item', {
        name: isolate(item.name),
        size: item.isUnknown ? '–' : formats.bytes(item.bytes),
        share: item.isUnknown ? '–' : formats.share(item.share),
      })}
      {item.isFolder ? `, ${t('map.folder')}` : ''}
    </div>
  );
}

function largestItems(frame: Frame): Item[] {
  const names = tileNames(frame);
  const tiles = [...names.keys()].filter((tile) => tile > 0);
  tiles.sort((one, other) => frame.bytes[other]! - frame.bytes[one]!);
  return tiles
    .slice(0, maxItems)
    .sort((one, other) => one - other)
    .map((tile) => itemOf(frame, tile, names.get(tile)!));
}

const itemOf = (frame: Frame, tile: number, name: string): Item => ({
  node: frame.node[tile]!,
  name,
  bytes: frame.bytes[tile]!,
  share: frame.bytes[0]! > 0 ? frame.bytes[tile]! / frame.bytes[0]! : 0,
  level: Math.max(1, frame.depth[tile]!),
  isFolder: isFolderTile(frame, tile),
  isUnknown: (frame.flags[tile]! & unknownSize) !== 0,
  style: {
    left: frame.x[tile]!,
    top: frame.y[tile]!,
    width: frame.width[tile]!,
    height: frame.height[tile]!,
  },
});

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
