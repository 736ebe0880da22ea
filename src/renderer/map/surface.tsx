/** Mounts the map. What happens on it is in `painter.ts`; no pointer movement renders anything here. */

import { type RefObject, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { detailsOf, useFormats, useLatest, useScheme, useSession, useSessionState } from '../state/hooks.js';
import type { Session } from '../state/session.js';
import { isolate } from '../text/bidi.js';
import { handleMapKey } from './keys.js';
import type { OverlayColours } from './overlay.js';
import { type MapLook, MapPainter } from './painter.js';
import { connectPointer } from './pointer.js';
import { createMapTheme } from './theme.js';
import { createTooltip } from './tooltip.js';
import { MapTree, treeItemId } from './tree.jsx';

const overlayColours: Readonly<Record<'light' | 'dark', OverlayColours>> = {
  light: { outline: '#1a1e25', halo: 'rgb(255 255 255 / 0.75)', accent: '#0b5fd8' },
  dark: { outline: '#ffffff', halo: 'rgb(0 0 0 / 0.65)', accent: '#6fb1ff' },
};

export function MapSurface() {
  const session = useSession();
  const { t } = useTranslation();
  const selection = useSessionState((state) => state.selection);
  const name = useSessionState((state) => state.path.at(-1)?.name ?? '');
  const elements = {
    surface: useRef<HTMLDivElement>(null),
    layers: useRef<HTMLDivElement>(null),
    tip: useRef<HTMLDivElement>(null),
  };
  const painter = usePainter(elements);
  return (
    <div
      ref={elements.surface}
      className="map"
      role="tree"
      tabIndex={0}
      aria-label={t('map.label', { name: isolate(name) })}
      aria-describedby="map-hint"
      aria-activedescendant={selection >= 0 ? treeItemId(selection) : undefined}
      onKeyDown={(event) => {
        const frame = painter.current?.frame;
        if (frame && handleMapKey(event.nativeEvent, frame, session)) event.preventDefault();
      }}
      onFocus={() => painter.current?.setFocus(true)}
      onBlur={() => painter.current?.setFocus(false)}
    >
      <div ref={elements.layers} className="map-layers" aria-hidden="true" />
      <MapTree />
      <div ref={elements.tip} className="tooltip" hidden aria-hidden="true" />
    </div>
  );
}

interface SurfaceElements {
  readonly surface: RefObject<HTMLDivElement | null>;
  readonly layers: RefObject<HTMLDivElement | null>;
  readonly tip: RefObject<HTMLDivElement | null>;
}

/** Draws the session's frames as long as the elements are mounted. */
function usePainter(elements: SurfaceElements): RefObject<MapPainter | null> {
  const session = useSession();
  const { t } = useTranslation();
  const look = useLook();
  const selection = useSessionState((state) => state.selection);
  const painter = useRef<MapPainter | null>(null);
  const latest = useLatest({ look, t });
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  if (failure !== null) throw failure.error;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the elements are the same for as long as they are mounted
  useLayoutEffect(() => {
    const { surface, layers, tip } = elements;
    const map = new MapPainter(layers.current!, session, latest.current.look, (error) =>
      setFailure({ error }),
    );
    painter.current = map;
    const tooltip = createTooltip({
      element: tip.current!,
      details: detailsOf(session),
      formats: () => latest.current.look.formats,
      translate: () => latest.current.t,
    });
    const stops = [
      session.frames.listen((frame) => map.take(frame)),
      followSize(surface.current!, map, session),
      connectPointer(surface.current!, map, session, tooltip),
    ];
    void document.fonts.ready.then(() => map.setLook(latest.current.look));
    return () => {
      for (const stop of stops) stop();
      map.dispose();
      painter.current = null;
    };
  }, [session]);
  useEffect(() => painter.current?.setLook(look), [look]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the overlay shows the selection, which it reads itself
  useEffect(() => painter.current?.refreshOverlay(), [selection]);
  return painter;
}

function useLook(): MapLook {
  const { t } = useTranslation();
  const scheme = useScheme();
  const formats = useFormats();
  const colours = useSessionState((state) => state.colours);
  return useMemo(
    () => ({
      theme: createMapTheme(scheme, colours),
      overlay: overlayColours[scheme],
      formats,
      restText: (count) => t('map.smallerEntries', { count, shown: formats.count(count) }),
    }),
    [scheme, colours, formats, t],
  );
}

/** Tells the map and the engine how much room there is, also when only the scale changes. */
function followSize(element: HTMLElement, map: MapPainter, session: Session): () => void {
  let timer = 0;
  const follow = () => {
    const { clientWidth: width, clientHeight: height } = element;
    map.resize(width, height);
    clearTimeout(timer);
    // A drag of a divider would ask for a layout at every pixel: the picture is stretched until it rests.
    timer = window.setTimeout(() => session.resize(width, height), 40);
  };
  const observer = new ResizeObserver(follow);
  observer.observe(element);
  const scale = window.matchMedia(`(resolution: ${window.devicePixelRatio}dppx)`);
  scale.addEventListener('change', follow);
  session.resize(element.clientWidth, element.clientHeight);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    scale.removeEventListener('change', follow);
  };
}
