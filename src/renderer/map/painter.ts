/**
 * Painter of the map's three canvases: tiles, names, and overlay. React mounts only what holds them. All drawing happens
 * in animation frames and only when something changed; a frame is acknowledged when it has been drawn.
 */
import type { Frame } from '../../contract/view.js';
import { tileAt } from '../../core/map/navigation.js';
import { tileOf } from '../look/tile-flags.js';
import type { Session } from '../state/session.js';
import { clearCanvas, stretchTo } from './canvas.js';
import { drawLabels, type LabelLook } from './labels.js';
import { drawOverlay, type OverlayColours } from './overlay.js';
import { buildTileData } from './tile-data.js';
import { type Layer, still } from './tile-drawer.js';
import { TilesLayer } from './tiles-layer.js';
import { cameraFor } from './zoom.js';
import { type Shown, ZoomMotion } from './zoom-motion.js';

export interface MapLook extends LabelLook {
  readonly overlay: OverlayColours;
}

export class MapPainter {
  private readonly session: Session;
  private readonly onFailure: (error: unknown) => void;
  private readonly tiles: TilesLayer;
  private readonly labels: HTMLCanvasElement;
  private readonly overlay: HTMLCanvasElement;
  private look: MapLook;
  private shown: Shown | null = null;
  private readonly zoom = new ZoomMotion();
  private acknowledged = -1;
  private hovered = -1;
  private hasFocus = false;
  private request = 0;
  private isStale = { tiles: false, overlay: false };
  private width = 0;
  private height = 0;

  /** @param onFailure is called when a frame cannot be drawn. */
  constructor(holder: HTMLElement, session: Session, look: MapLook, onFailure: (error: unknown) => void) {
    this.session = session;
    this.look = look;
    this.onFailure = onFailure;
    const again = () => this.markStale();
    this.tiles = new TilesLayer(holder, again);
    this.labels = addCanvas(holder, again);
    this.overlay = addCanvas(holder, again);
    if (session.frames.current !== null) this.take(session.frames.current);
  }

  get frame(): Frame | null {
    return this.shown?.frame ?? null;
  }

  setLook(look: MapLook): void {
    this.look = look;
    if (this.shown !== null) {
      const { frame } = this.shown;
      this.shown = { frame, data: buildTileData(frame, look.theme) };
    }
    this.zoom.stop();
    this.markStale();
  }

  take(frame: Frame): void {
    this.guard(() => {
      const before = this.shown;
      this.shown = { frame, data: buildTileData(frame, this.look.theme) };
      this.zoom.follow(before, frame);
      if (before === null || before.frame.focus !== frame.focus) this.hovered = -1;
      this.markStale();
    });
  }

  /** Sets the size in CSS pixels; the canvases get as many device pixels as there are. */
  resize(width: number, height: number): void {
    const ratio = window.devicePixelRatio;
    this.width = width;
    this.height = height;
    for (const canvas of [this.tiles.canvas, this.labels, this.overlay]) {
      canvas.width = Math.max(1, Math.round(width * ratio));
      canvas.height = Math.max(1, Math.round(height * ratio));
    }
    this.markStale();
    this.guard(() => this.draw());
  }

  /** Returns the tile at a point of the map; -1 for none. */
  tileAt(x: number, y: number): number {
    const frame = this.frame;
    if (frame === null || this.zoom.isRunning || !this.fits(frame)) return -1;
    return tileAt(frame, x, y);
  }

  /** Returns whether another tile is pointed at than before. */
  hover(tile: number): boolean {
    if (tile === this.hovered) return false;
    this.hovered = tile;
    this.refreshOverlay();
    return true;
  }

  setFocus(hasFocus: boolean): void {
    this.hasFocus = hasFocus;
    this.refreshOverlay();
  }

  refreshOverlay(): void {
    this.isStale.overlay = true;
    this.schedule();
  }

  dispose(): void {
    cancelAnimationFrame(this.request);
    this.tiles.dispose();
    this.labels.remove();
    this.overlay.remove();
  }

  private guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.onFailure(error);
    }
  }

  private markStale(): void {
    this.isStale = { tiles: true, overlay: true };
    this.schedule();
  }

  private schedule(): void {
    if (this.request === 0) this.request = requestAnimationFrame(() => this.guard(() => this.draw()));
  }

  private draw(): void {
    cancelAnimationFrame(this.request);
    this.request = 0;
    const shown = this.shown;
    if (shown === null || this.width === 0) return;
    if (this.isStale.tiles || this.zoom.isRunning) this.drawTiles(shown);
    if (this.isStale.overlay) this.drawMarks(shown.frame);
    this.isStale = { tiles: false, overlay: false };
    if (this.zoom.isRunning) this.schedule();
    if (shown.frame.number === this.acknowledged) return;
    this.acknowledged = shown.frame.number;
    this.session.acknowledge(shown.frame);
  }

  private drawTiles(shown: Shown): void {
    const layers = this.zoom.layers(shown, this.width, this.height) ?? [this.stillLayer(shown)];
    this.tiles.draw(layers, this.look.theme, window.devicePixelRatio);
    const context = clearCanvas(this.labels);
    if (!this.zoom.isRunning) {
      if (!this.fits(shown.frame)) stretchTo(context, shown.frame, this.width, this.height);
      drawLabels(context, shown.frame, this.look);
    }
    this.isStale.overlay = true;
  }

  /** Stretches a frame of another size, while the one that fits is on its way. */
  private stillLayer({ frame, data }: Shown): Layer {
    if (this.fits(frame) || frame.x.length === 0) return { data, camera: still };
    const whole = [0, 0, this.width, this.height] as const;
    return { data, camera: cameraFor([0, 0, frame.width[0]!, frame.height[0]!], whole) };
  }

  private fits(frame: Frame): boolean {
    return (
      frame.x.length > 0 &&
      Math.abs(frame.width[0]! - this.width) < 1.5 &&
      Math.abs(frame.height[0]! - this.height) < 1.5
    );
  }

  private drawMarks(frame: Frame): void {
    const context = clearCanvas(this.overlay);
    if (this.zoom.isRunning || !this.fits(frame)) return;
    const selected = this.session.store.getState().selection;
    const selection = selected < 0 ? -1 : tileOf(frame, selected);
    drawOverlay(
      context,
      frame,
      { hover: this.hovered, selection, hasFocus: this.hasFocus },
      this.look.overlay,
    );
  }
}

function addCanvas(holder: HTMLElement, onRestored: () => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.addEventListener('contextrestored', onRestored);
  holder.append(canvas);
  return canvas;
}
