/**
 * Canvas of the tiles. WebGL draws it where there is a graphics card. A context that is lost (sleep, a driver's reset)
 * is rebuilt when the browser restores it; one that stays lost gives way to a new canvas without WebGL.
 */
import { createCanvasDrawer } from './draw-canvas.js';
import { createWebglDrawer } from './draw-webgl.js';
import type { MapTheme } from './theme.js';
import type { Layer, TileDrawer } from './tile-drawer.js';

/** Time that the browser has to restore a lost context. */
const maxLossMs = 3000;

export class TilesLayer {
  private readonly onReady: () => void;
  private readonly listening = new AbortController();
  private element: HTMLCanvasElement;
  /** Null while the context is lost. */
  private drawer: TileDrawer | null = null;
  private timer = 0;

  /** @param onReady is called when a lost picture can be drawn again. */
  constructor(holder: HTMLElement, onReady: () => void) {
    this.onReady = onReady;
    this.element = document.createElement('canvas');
    holder.append(this.element);
    this.use(createWebglDrawer(this.element) ?? createCanvasDrawer(this.element));
    this.watch();
  }

  get canvas(): HTMLCanvasElement {
    return this.element;
  }

  draw(layers: readonly Layer[], theme: MapTheme, ratio: number): void {
    this.drawer?.draw(layers, theme, ratio);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listening.abort();
    this.drawer?.dispose();
    this.element.remove();
  }

  private use(drawer: TileDrawer | null): void {
    if (drawer === null) throw new Error('this browser draws on no canvas');
    this.drawer = drawer;
    this.element.dataset.drawer = drawer.kind;
  }

  private watch(): void {
    const { signal } = this.listening;
    const { element } = this;
    element.addEventListener('webglcontextlost', (event) => this.lose(event), { signal });
    element.addEventListener('webglcontextrestored', () => this.restore(), { signal });
    element.addEventListener('contextrestored', () => this.onReady(), { signal });
  }

  private lose(event: Event): void {
    // why: without this the browser never restores the context (WebGL 1.0, 5.15.2).
    event.preventDefault();
    this.drawer = null;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.replace(), maxLossMs);
  }

  private restore(): void {
    const drawer = createWebglDrawer(this.element);
    // A context that is lost again at once has as long as one that was not restored.
    if (drawer === null || this.drawer !== null) return;
    clearTimeout(this.timer);
    this.use(drawer);
    this.onReady();
  }

  /** Takes a new canvas: one that had a WebGL context gives no other. */
  private replace(): void {
    const lost = this.element;
    this.element = document.createElement('canvas');
    this.element.width = lost.width;
    this.element.height = lost.height;
    lost.replaceWith(this.element);
    this.use(createCanvasDrawer(this.element));
    this.watch();
    this.onReady();
  }
}
