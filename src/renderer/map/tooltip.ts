/** Tooltip of the tile that is pointed at. It is made once and filled by hand: hovering renders no component. */

import type { NodeDetails } from '../../contract/lists.js';
import type { Frame } from '../../contract/view.js';
import { isRestTile, unknownSize } from '../look/tile-flags.js';
import type { DetailsCache } from '../state/details-cache.js';
import { isolate } from '../text/bidi.js';
import { displayName, escapeText } from '../text/display-name.js';
import { elidePath } from '../text/elide-path.js';
import { flagTexts } from '../text/flag-texts.js';
import type { Formats } from '../text/format.js';
import type { Translate } from '../text/translate.js';

export interface Tooltip {
  show(frame: Frame, tile: number, x: number, y: number): void;
  move(x: number, y: number): void;
  hide(): void;
}

interface Options {
  readonly element: HTMLElement;
  readonly details: DetailsCache;
  readonly formats: () => Formats;
  readonly translate: () => Translate;
}

/** Pause of the pointer before details are asked for. */
const pauseMs = 30;

export function createTooltip({ element, details, formats, translate }: Options): Tooltip {
  let shown = -1;
  let timer = 0;

  const move = (x: number, y: number) => {
    const { offsetWidth: width, offsetHeight: height } = element;
    const { innerWidth, innerHeight } = window;
    const left = x + 14 + width > innerWidth ? Math.max(4, x - 14 - width) : x + 14;
    const top = y + 18 + height > innerHeight ? Math.max(4, y - 12 - height) : y + 18;
    element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  };
  const fill = (frame: Frame, tile: number, found: NodeDetails | undefined) => {
    const lines = describe(frame, tile, found, formats(), translate());
    element.replaceChildren(...lines);
  };
  return {
    move,
    show: (frame, tile, x, y) => {
      const node = frame.node[tile]!;
      shown = node;
      clearTimeout(timer);
      const known = details.get(node);
      fill(frame, tile, known);
      element.hidden = false;
      move(x, y);
      if (known !== undefined) return;
      timer = window.setTimeout(async () => {
        const found = await details.load(node);
        if (found === null || shown !== node) return;
        fill(frame, tile, found);
        move(x, y);
      }, pauseMs);
    },
    hide: () => {
      shown = -1;
      clearTimeout(timer);
      element.hidden = true;
    },
  };
}

function describe(
  frame: Frame,
  tile: number,
  found: NodeDetails | undefined,
  formats: Formats,
  translate: Translate,
): HTMLElement[] {
  if (isRestTile(frame, tile)) return describeRest(frame, tile, found, formats, translate);
  const rows: [string, string][] = found === undefined ? [] : rowsOf(found, formats, translate);
  const head = found === undefined ? '…' : displayName(found.path);
  const size = frame.flags[tile]! & unknownSize ? '–' : formats.bytes(frame.bytes[tile]!);
  const notes = flagTexts(frame.flags[tile]!).map((key) => line('tooltip-note', translate(key)));
  return [path(head), line('tooltip-size', size), ...notes, ...(rows.length > 0 ? [table(rows)] : [])];
}

function describeRest(
  frame: Frame,
  tile: number,
  found: NodeDetails | undefined,
  formats: Formats,
  translate: Translate,
): HTMLElement[] {
  const count = frame.entries[tile]!;
  const text = translate('map.smallerEntries', { count, shown: formats.count(count) });
  return [
    line('tooltip-size', `${text} · ${formats.bytes(frame.bytes[tile]!)}`),
    ...(found === undefined ? [] : [path(displayName(found.path))]),
  ];
}

function rowsOf(found: NodeDetails, formats: Formats, translate: Translate): [string, string][] {
  const isFolder = found.kind === 'directory';
  const known = (text: string) => (found.flags & unknownSize ? '–' : text);
  return [
    [translate('field.allocated'), known(formats.bytes(Number(found.allocatedBytes)))],
    [translate('field.apparent'), known(formats.bytes(Number(found.apparentBytes)))],
    [translate('field.shareOfParent'), known(formats.share(found.shareOfParent))],
    [translate('field.shareOfRoot'), known(formats.share(found.shareOfRoot))],
    ...(isFolder ? [[translate('field.files'), known(formats.count(found.files))] as [string, string]] : []),
    [translate('field.modified'), formats.isoDateTime(found.modified)],
    [translate('field.owner'), escapeText(found.owner)],
  ];
}

function path(text: string): HTMLElement {
  const element = line('tooltip-path', '');
  const name = document.createElement('bdi');
  name.dir = 'ltr';
  name.textContent = isolate(elidePath(text));
  element.append(name);
  return element;
}

function line(name: string, text: string): HTMLElement {
  const element = document.createElement('div');
  element.className = name;
  element.textContent = text;
  return element;
}

function table(rows: readonly [string, string][]): HTMLElement {
  const list = document.createElement('dl');
  for (const [label, value] of rows) {
    const term = document.createElement('dt');
    const description = document.createElement('dd');
    term.textContent = label;
    description.textContent = value;
    list.append(term, description);
  }
  return list;
}
