/** Animation from one folder's map to another's: the outer map grows or shrinks with the inner one in its place. */
import type { Frame } from '../../contract/view.js';
import { prefersStillness } from './canvas.js';
import type { TileData } from './tile-data.js';
import type { Layer } from './tile-drawer.js';
import { boxAt, cameraFor, findZoom, type Zoom, zoomMs } from './zoom.js';

export interface Shown {
  readonly frame: Frame;
  readonly data: TileData;
}

export class ZoomMotion {
  private running: { readonly zoom: Zoom; readonly before: Shown; readonly start: number } | null = null;

  get isRunning(): boolean {
    return this.running !== null;
  }

  /** Starts if the new frame is of a folder within the old one, or around it; stops if it is of any other. */
  follow(before: Shown | null, frame: Frame): void {
    const zoom = before === null || prefersStillness() ? null : findZoom(before.frame, frame);
    if (before !== null && zoom !== null) this.running = { zoom, before, start: performance.now() };
    else if (before?.frame.focus !== frame.focus) this.running = null;
  }

  stop(): void {
    this.running = null;
  }

  /** Returns the layers of this moment; `null` when it is over. */
  layers(shown: Shown, width: number, height: number): Layer[] | null {
    if (this.running === null) return null;
    const { zoom, before, start } = this.running;
    const share = Math.min(1, (performance.now() - start) / zoomMs);
    if (share >= 1) {
      this.running = null;
      return null;
    }
    const whole = [0, 0, width, height] as const;
    const box = boxAt(zoom, whole, zoom.isInwards ? share : 1 - share);
    const [outer, inner] = zoom.isInwards ? [before, shown] : [shown, before];
    return [
      { data: outer.data, camera: cameraFor(zoom.box, box) },
      { data: inner.data, camera: cameraFor(whole, box), clip: box },
    ];
  }
}
